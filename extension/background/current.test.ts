/** A rep who presses on at once after a sign-in is answered by the home of whoever has signed in, never by the one that has just ended. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Home, Needs } from './home';

const homes = vi.hoisted(() => [] as { readonly owner: string; readonly asked: string[]; readonly needs: Needs }[]);
const kept = vi.hoisted(() => ({ owner: 'nobody' }));

vi.mock('./signIn/vault', () => ({ readKept: async () => kept, ownerOf: ({ owner }: { owner: string }) => owner }));
vi.mock('./home', () => ({
  home: async (needs: Needs) => {
    const own = { owner: kept.owner, asked: [] as string[], needs };
    homes.push(own);
    const ask = (call: string) => async () => {
      own.asked.push(call);
      return own.owner;
    };
    const made = {
      owner: own.owner,
      engine: { halt: async () => {}, wake: async () => 0, world: { ledger: { meta: async () => ({ connection: null }) } } },
      device: { preview: ask('preview'), overview: ask('overview'), onChange: () => () => {}, connect: async () => signIn(own.needs) },
      signInTo: () => signIn(own.needs),
    };
    return made as unknown as Home;
  },
}));

let release: (ok: boolean) => void = () => {};
/** As far as the moment at which somebody else is connected, and on when the test says so. */
const signIn = (needs: Needs) => {
  needs.moving();
  return new Promise<{ ok: boolean; why: string }>((resolve) => {
    release = (ok) => {
      if (ok) kept.owner = 'tomas';
      resolve({ ok, why: '' });
    };
  });
};

beforeEach(() => {
  homes.length = 0;
  kept.owner = 'nobody';
});
const needs = { pages: () => [], watched: () => false, ran: async () => {} };
const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

test('STA5 SYN6 what is asked while a sign-in ends is answered by the next home', async () => {
  const { Current } = await import('./current');
  const current = new Current(needs);
  await current.home;
  const connecting = current.connectOrg('https://org.example');
  await soon();
  const preview = current.device.preview();
  await soon();
  release(true);
  expect((await connecting).ok).toBe(true);
  expect(await preview).toBe('tomas');
  expect(homes.map(({ owner, asked }) => [owner, asked])).toEqual([
    ['nobody', []],
    ['tomas', ['preview']],
  ]);
});

test('STA5 SYN6 a sign-in that breaks down late leaves a home that works', async () => {
  const { Current } = await import('./current');
  const current = new Current(needs);
  await current.home;
  const connecting = current.device.connect('salesforce');
  await soon();
  const asked = current.device.overview();
  release(false);
  expect((await connecting).ok).toBe(false);
  expect(await asked).toBe('nobody');
  expect(homes).toHaveLength(2);
});
