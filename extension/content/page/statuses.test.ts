import { describe, expect, test } from 'vitest';
import type { BadgeState, Target } from '../../../shared/device/device';
import { statuses } from './statuses';

const target = (email: string): Target => ({ by: 'email', email });
const state = (email: string, stamp = '1'): BadgeState => ({
  target: target(email),
  stamp,
  status: { kind: 'in step', cause: 'in step', facts: {}, at: 0, until: null, remarks: [], actions: [] },
  name: email,
  kind: 'contact',
});

function setUp(answer: (target: Target) => unknown = (given) => (given.by === 'email' ? state(given.email) : null)) {
  const asked: string[][] = [];
  const changed: string[][] = [];
  const timers: (() => void)[] = [];
  const live = new Map<string, Target>();
  let hidden = false;
  let tell: (touched: 'all') => void = () => undefined;
  let shown: () => void = () => undefined;
  let lost = 0;
  let words = 0;
  const says = statuses({
    device: {
      badges: async (targets) => {
        asked.push(targets.map((given) => (given.by === 'email' ? given.email : '')));
        return targets.map(answer) as (BadgeState | null)[];
      },
      onChange: (listener) => {
        tell = listener;
        return () => undefined;
      },
    },
    live: () => live,
    ready: async () => void words++,
    changed: (keys) => changed.push([...keys]),
    lost: () => lost++,
    after: (_, then) => {
      timers.push(then);
      return () => timers.splice(timers.indexOf(then), 1);
    },
    hidden: () => hidden,
    onShown: (then) => {
      shown = then;
      return () => undefined;
    },
  });
  const flush = () => new Promise((resolve) => setImmediate(resolve));
  const want = async (...emails: string[]) => {
    live.clear();
    for (const email of emails) live.set(email, target(email));
    says.want(live);
    await flush();
  };
  return {
    says,
    asked,
    changed,
    timers,
    want,
    flush,
    tell: () => tell('all'),
    hide: (now: boolean) => {
      hidden = now;
      if (!now) shown();
    },
    run: async () => {
      for (const timer of timers.splice(0)) timer();
      await flush();
    },
    counts: () => ({ lost, words }),
  };
}

describe('statuses of a page', () => {
  test('STA3 each key is asked once, also while the answer is on its way, and also when there is nothing to say', async () => {
    const { asked, want } = setUp((given) => (given.by === 'email' && given.email === 'a@x.example' ? state('a@x.example') : null));
    await want('a@x.example', 'b@x.example');
    await want('a@x.example', 'b@x.example', 'c@x.example');
    expect(asked).toEqual([['a@x.example', 'b@x.example'], ['c@x.example']]);
  });

  test('STA3 many changes are one question, about what is on the page now', async () => {
    const { asked, want, tell, run, changed } = setUp();
    await want('a@x.example', 'b@x.example');
    await want('b@x.example');
    tell();
    tell();
    tell();
    await run();
    expect(asked.slice(1)).toEqual([['b@x.example']]);
    // Nothing is drawn again that says the same.
    expect(changed).toHaveLength(1);
  });

  test('a page that nobody looks at asks nothing until it is looked at, then once', async () => {
    const { asked, want, tell, run, hide, flush } = setUp();
    await want('a@x.example');
    hide(true);
    tell();
    await run();
    tell();
    await run();
    expect(asked).toHaveLength(1);
    hide(false);
    await flush();
    expect(asked).toHaveLength(2);
    hide(false);
    await flush();
    expect(asked).toHaveLength(2);
  });

  test('long lists go in several questions', async () => {
    const { asked, want } = setUp();
    await want(...Array.from({ length: 1200 }, (_, n) => `p${n}@x.example`));
    expect(asked.map(({ length }) => length)).toEqual([500, 500, 200]);
  });

  test('before anything is connected there are no words and no badges', async () => {
    const { says, want, counts } = setUp(() => null);
    await want('a@x.example');
    expect(says.get('a@x.example')).toBeNull();
    expect(counts().words).toBe(0);
  });

  test.each<[string, unknown]>([
    ['a text', 'in step'],
    ['no status', { stamp: '1', name: 'x', kind: 'contact' }],
    ['a status that there is not', { ...state('a@x.example'), status: { kind: 'fine', facts: {} } }],
    ['a name that is no text', { ...state('a@x.example'), name: { toString: 'x' } }],
    ['a kind that there is not', { ...state('a@x.example'), kind: 'task' }],
  ])('SEC3 an answer that is %s is no badge', async (_, answer) => {
    const { says, want } = setUp(() => answer);
    await want('a@x.example');
    expect(says.get('a@x.example')).toBeNull();
  });

  test('SUR7 when nobody answers, the page is told, and asks again later', async () => {
    let down = true;
    const { says, want, counts } = setUp((given) => {
      if (down) throw new Error('Extension context invalidated');
      return given.by === 'email' ? state(given.email) : null;
    });
    await want('a@x.example');
    expect(counts().lost).toBe(1);
    expect(says.get('a@x.example')).toBeUndefined();
    down = false;
    await want('a@x.example');
    expect(says.get('a@x.example')?.name).toBe('a@x.example');
  });
});
