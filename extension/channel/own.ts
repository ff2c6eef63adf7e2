/** What our own pages ask besides the device: connecting an org, personal settings, the log. Never anything about tokens (SEC2). */
import * as v from 'valibot';
import type { Shapes } from './service';

export const settingsShape = v.strictObject({
  badges: v.record(v.pipe(v.string(), v.maxLength(40)), v.boolean()),
  theme: v.picklist(['system', 'light', 'dark']),
});
export type Settings = v.InferOutput<typeof settingsShape>;

export const usualSettings: Settings = { badges: { Gmail: true, Calendar: true, Contacts: true }, theme: 'system' };

export interface Own {
  /** `https://acme.my.salesforce.com`, or '' before the first sign-in. */
  org(): Promise<string>;
  /** Signs in to that org; the page has asked for its permission before, in the rep's click. */
  connectOrg(org: string): Promise<{ readonly ok: boolean; readonly why: string }>;
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  log(): Promise<string>;
}

const none = v.strictTuple([]);

export const ownShapes: Shapes<Own> = {
  org: none,
  connectOrg: v.strictTuple([v.pipe(v.string(), v.maxLength(200))]),
  settings: none,
  saveSettings: v.strictTuple([settingsShape]),
  log: none,
};
