/** The status system: one vocabulary, one order, tooltips that begin with the status word (STA1, SEC4). */
import { describe, expect, test } from 'vitest';
import { causes } from '../core/causes';
import type { ConnectionState, ItemStatus, StatusKind } from '../core/model';
import { statusDrawings } from './icons/status';
import { beatsItems, namedTip, slugOf, statusOfConnection, statusOrder, tipOf, toneOf, wordOf } from './status';
import { usualStatus } from './texts/causes/kinds';

const now = Date.UTC(2026, 10, 20, 17, 0);
const status = (
  kind: StatusKind,
  cause: ItemStatus['cause'],
  facts: ItemStatus['facts'] = {},
  until: number | null = null,
): ItemStatus => ({
  kind,
  cause,
  facts,
  at: now - 120_000,
  until,
  remarks: [],
  actions: [],
});

describe('the nine statuses', () => {
  test('STA1 each has a word, a tone, a drawing and a place in the order', () => {
    expect(statusOrder).toHaveLength(9);
    expect(new Set(statusOrder.map(wordOf)).size).toBe(9);
    expect(new Set(statusOrder.map((kind) => statusDrawings[kind].d)).size).toBe(9);
    expect(statusOrder.map(toneOf)).toEqual(['fail', 'ask', 'ask', 'info', 'quiet', 'quiet', 'info', 'quiet', 'ok']);
    expect(statusOrder.map(slugOf)).not.toContainEqual(expect.stringContaining(' '));
  });

  test('DESIGN 1 solid shapes need somebody, outlines nobody', () => {
    const solid = statusOrder.filter((kind) => statusDrawings[kind].stroke === 0);
    expect(solid).toEqual(['failed', 'needs you', 'sign in']);
  });

  test.each(causes)('SEC4 the tooltip of "%s" begins with its status word', (cause) => {
    const kind = usualStatus(cause);
    expect(tipOf(status(kind, cause), 'contact', now).startsWith(wordOf(kind))).toBe(true);
  });

  test('STA1 the tooltip says what, until when and why', () => {
    expect(tipOf(status('in step', 'in step'), 'contact', now)).toBe('In step with Salesforce. Checked 2 minutes ago.');
    expect(tipOf(status('waiting', 'throttled', { system: 'salesforce' }, now + 1_200_000), 'event', now)).toMatch(
      /^Waiting until \d+:\d\d.*: Salesforce asked us to slow down\.$/,
    );
    expect(tipOf(status('needs you', 'several matches', { n: 2 }), 'contact', now)).toBe('Needs you: 2 Salesforce contacts match.');
    expect(tipOf(status('not in salesforce', 'not picked'), 'event', now)).toBe('Not in Salesforce. Click to sync it.');
    expect(namedTip('Jonas Brandt', status('in step', 'in step'), 'contact', now)).toBe(
      'Jonas Brandt: In step with Salesforce. Checked 2 minutes ago.',
    );
  });
});

describe('the whole connection', () => {
  const shown = (connection: ConnectionState) => statusOfConnection(connection)?.kind ?? null;

  test('STA1 each state of the connection has one of the nine statuses, or lets items speak', () => {
    expect(shown({ kind: 'sign in', to: 'google', since: now, cause: 'signed out' })).toBe('sign in');
    expect(shown({ kind: 'reconnect', since: now, by: 'Elin' })).toBe('sign in');
    expect(shown({ kind: 'paused', since: now })).toBe('waiting');
    expect(shown({ kind: 'waiting', until: now, cause: 'offline', facts: {} })).toBe('waiting');
    expect(shown({ kind: 'stopped', cause: 'mass change guard', facts: {} })).toBe('needs you');
    expect(shown({ kind: 'running' })).toBe(null);
    expect(shown({ kind: 'following', device: 'x' })).toBe(null);
  });

  test('STA1 only not set up, sign in and asleep beat an item', () => {
    expect(beatsItems(statusOfConnection({ kind: 'asleep', since: now }))).toBe(true);
    expect(beatsItems(statusOfConnection({ kind: 'paused', since: now }))).toBe(false);
    expect(beatsItems(null)).toBe(false);
  });
});
