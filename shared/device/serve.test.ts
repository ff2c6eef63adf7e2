import { describe, expect, test } from 'vitest';
import type { Device, Target } from './device';
import { type AnsweringChannel, type AskingChannel, allMethods, cardMethods, contentMethods, type Method, type Told } from './messages';
import { remoteDevice } from './remote';
import { serveDevice } from './serve';

type Who = 'page of ours' | 'card' | 'host page' | 'stranger';
const allowed: Readonly<Record<Who, readonly Method[]>> = {
  'page of ours': allMethods,
  card: cardMethods,
  'host page': contentMethods,
  stranger: [],
};

/** Messages as a browser carries them: copies, and a sender that nobody can make up. */
function wires() {
  let handler: ((question: unknown, from: Who) => Promise<unknown>) | null = null;
  const hearing = new Set<(told: Told) => void>();
  const served: AnsweringChannel<Who> = {
    answer: (given) => {
      handler = given;
      return () => {
        handler = null;
      };
    },
    tell: (told) => {
      for (const heard of hearing) heard(structuredClone(told));
    },
  };
  const raw = async (message: unknown, from: Who) => {
    if (!handler) throw new Error('nobody there');
    return structuredClone(await handler(structuredClone(message), from));
  };
  const as = (from: Who): AskingChannel => ({
    ask: (question) => raw(question, from),
    listen: (heard) => {
      hearing.add(heard);
      return () => hearing.delete(heard);
    },
  });
  return { served, raw, as };
}

function recorder() {
  const calls: { readonly call: string; readonly with: readonly unknown[] }[] = [];
  const listeners = new Set<(touched: 'all') => void>();
  const device = Object.fromEntries(
    allMethods.map((call) => [
      call,
      async (...given: unknown[]) => {
        calls.push({ call, with: given });
        return call === 'badges' ? [null] : null;
      },
    ]),
  );
  const whole = {
    ...device,
    onChange: (listener: (touched: 'all') => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Device;
  return { device: whole, calls, listeners };
}

const ana: Target = { by: 'email', email: 'ana@contoso.example' };

function served() {
  const { device, calls, listeners } = recorder();
  const { served: channel, raw, as } = wires();
  const refused: string[] = [];
  const stop = serveDevice(device, channel, { allow: (from) => allowed[from], onRefused: (why, from) => refused.push(`${from}: ${why}`) });
  return { calls, listeners, raw, as, refused, stop };
}

describe('a device behind messages', () => {
  test('STYLE 9 every call arrives with its arguments, and changes come back', async () => {
    const { as, calls, listeners } = served();
    const remote = remoteDevice(as('page of ours'));
    await remote.act(ana, { do: 'keep out', record: 'keep', reach: 'this' });
    await remote.list({ status: ['failed'], search: '', kind: 'all', limit: 50, offset: 0 });
    await remote.history({ target: { by: 'ref', ref: { side: 'crm', kind: 'contact', id: '003' } }, limit: 5 });
    await remote.badges([ana, { by: 'event', eventId: 'e1', calendarId: 'me@x.example' }, { by: 'person', personId: 'people/c1' }]);
    expect(calls.map(({ call }) => call)).toEqual(['act', 'list', 'history', 'badges']);
    expect(calls[0]?.with).toEqual([ana, { do: 'keep out', record: 'keep', reach: 'this' }]);
    const heard: unknown[] = [];
    const silence = remote.onChange((touched) => heard.push(touched));
    for (const listener of listeners) listener('all');
    silence();
    for (const listener of listeners) listener('all');
    expect(heard).toEqual(['all']);
  });

  test('STYLE 9 every method of the device goes over, and none besides', () => {
    expect(Object.keys(remoteDevice(served().as('page of ours'))).sort()).toEqual([...allMethods, 'onChange'].sort());
  });

  test('SEC3 a script in a host page may ask for badges and nothing else', async () => {
    const { as, calls, refused } = served();
    const remote = remoteDevice(as('host page'));
    await remote.badges([ana]);
    for (const forbidden of allMethods.filter((method) => method !== 'badges')) {
      const call = remote[forbidden] as (...given: unknown[]) => Promise<unknown>;
      await expect(call(ana)).rejects.toThrow('Refused');
    }
    expect(calls.map(({ call }) => call)).toEqual(['badges']);
    expect(refused).toHaveLength(allMethods.length - 1);
  });

  test('SEC3 a card may act on its item, and neither list, export nor disconnect', async () => {
    const { as, calls } = served();
    const remote = remoteDevice(as('card'));
    await remote.card(ana);
    await expect(remote.disconnect()).rejects.toThrow('Refused');
    await expect(remote.list({ status: [], search: '', kind: 'all', limit: 50, offset: 0 })).rejects.toThrow('Refused');
    expect(calls.map(({ call }) => call)).toEqual(['card']);
  });

  test('SEC3 a stranger is refused whatever the message says', async () => {
    const { raw, calls } = served();
    for (const message of [
      { call: 'badges', with: [[ana]] },
      { call: 'overview', with: [], from: 'page of ours' },
    ])
      await expect(raw(message, 'stranger')).rejects.toThrow('Refused');
    expect(calls).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'badges'],
    ['no arguments', { call: 'badges' }],
    ['more than a question', { call: 'overview', with: [], more: 1 }],
    ['no method', { call: 'constructor', with: [] }],
    ['a method of every object', { call: 'toString', with: [] }],
    ['listening, which is no message', { call: 'onChange', with: [] }],
    ['a target of no kind', { call: 'card', with: [{ by: 'magic', id: '1' }] }],
    ['a target with more in it', { call: 'card', with: [{ ...ana, admin: true }] }],
    ['an empty id', { call: 'card', with: [{ by: 'event', eventId: '' }] }],
    ['an endless id', { call: 'card', with: [{ by: 'event', eventId: 'x'.repeat(2000) }] }],
    ['too many targets', { call: 'badges', with: [Array.from({ length: 501 }, () => ana)] }],
    ['one argument too many', { call: 'card', with: [ana, ana] }],
    ['an act that there is not', { call: 'act', with: [ana, { do: 'drop table' }] }],
    ['an act without its choice', { call: 'act', with: [ana, { do: 'keep out', reach: 'this' }] }],
    ['an act with a reach that there is not', { call: 'act', with: [ana, { do: 'bring back', reach: 'everything' }] }],
    ['a limit that is none', { call: 'cycles', with: [Number.POSITIVE_INFINITY] }],
    ['a broken number', { call: 'cycles', with: [1.5] }],
    ['an answer that there is not', { call: 'answerGuard', with: ['maybe'] }],
  ])('SEC3 %s is refused before the device hears of it', async (_, message) => {
    const { raw, calls } = served();
    await expect(raw(message, 'page of ours')).rejects.toThrow('Refused');
    expect(calls).toEqual([]);
  });

  test('SYN6 a question that woke the background waits for the device', async () => {
    const { device, calls } = recorder();
    const { served: channel, as } = wires();
    let ready: (device: Device) => void = () => undefined;
    serveDevice(new Promise<Device>((resolve) => (ready = resolve)), channel, { allow: () => allMethods });
    const answer = remoteDevice(as('page of ours')).syncNow();
    ready(device);
    await answer;
    expect(calls.map(({ call }) => call)).toEqual(['syncNow']);
  });

  test('SEC5 after stopping nobody is answered or told', async () => {
    const { as, stop, listeners } = served();
    await Promise.resolve();
    stop();
    expect(listeners.size).toBe(0);
    await expect(remoteDevice(as('page of ours')).overview()).rejects.toThrow('nobody there');
  });
});
