/** The screens of the demo, and whose each is. */

import type { RepHome } from '../world/repHome';
import type { DemoWorld } from '../world/world';

export const screenNames = ['gmail', 'calendar', 'contacts', 'outlook', 'salesforce', 'popup', 'did', 'admin', 'data'] as const;
export type ScreenName = (typeof screenNames)[number];
export type Actor = 'google' | 'microsoft' | 'admin';

export interface Theme {
  readonly theme: 'light' | 'dark';
}

/** Who is acting when this screen opens: the shells belong to one mailbox each. */
export function actorFor(screen: ScreenName, actor: Actor): Actor {
  if (screen === 'gmail' || screen === 'calendar' || screen === 'contacts') return 'google';
  if (screen === 'outlook') return 'microsoft';
  if (screen === 'admin') return 'admin';
  return actor === 'admin' ? 'google' : actor;
}

/** Where this person is at home, when the screen shown is not theirs. */
export function screenFor(actor: Actor, screen: ScreenName): ScreenName {
  if (actorFor(screen, actor) === actor) return screen;
  return actor === 'google' ? 'gmail' : actor === 'microsoft' ? 'outlook' : 'admin';
}

export const actingRep = (world: DemoWorld, actor: Actor): RepHome => (actor === 'microsoft' ? world.microsoft : world.google);
