/** What this browser remembers of itself: its id among the rep's devices, whose ledger it holds, since when nothing covers the rep. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Instant } from '../../shared/core/model';
import type { World } from '../../shared/core/ports';

const keys = { device: 'device', owner: 'owner', noticed: 'uncovered since' } as const;

async function stored<T>(key: string, shape: v.GenericSchema<unknown, T>, otherwise: T): Promise<T> {
  const found = v.safeParse(shape, (await browser.storage.local.get(key))[key]);
  return found.success ? found.output : otherwise;
}

export async function thisDevice(): Promise<World['device']> {
  const known = await stored(keys.device, v.string(), '');
  const id = known === '' ? crypto.randomUUID() : known;
  if (known === '') await browser.storage.local.set({ [keys.device]: id });
  return { id, name: browserName(), version: browser.runtime.getManifest().version };
}

const browserName = (): string =>
  navigator.userAgent.includes('Firefox/') ? 'Firefox' : navigator.userAgent.includes('Edg/') ? 'Edge' : 'Chrome';

export const ledgerOwner = (): Promise<string> => stored(keys.owner, v.string(), '');
export const rememberOwner = (owner: string): Promise<void> => browser.storage.local.set({ [keys.owner]: owner });

export const noticedAt = (): Promise<Instant | null> => stored(keys.noticed, v.nullable(v.number()), null);
export const notice = (at: Instant | null): Promise<void> => browser.storage.local.set({ [keys.noticed]: at });

/** SEC5; personal settings stay: they say nothing about anybody. */
export const forgetThisBrowser = (): Promise<void> => browser.storage.local.remove(Object.values(keys));
