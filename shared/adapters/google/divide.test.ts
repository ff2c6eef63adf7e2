import { describe, expect, test } from 'vitest';
import { Failed, type Wrote } from '../../core/ports';
import { divided, type Refused, whatWasRefused } from './divide';

const done: Wrote<'mailbox'> = { kind: 'done', seen: null, overtook: null };

async function run(count: number, atOnce: number, send: (some: readonly number[]) => Refused | null) {
  const answers: Wrote<'mailbox'>[] = [];
  let sent = 0;
  await divided(
    Array.from({ length: count }, (_, i) => i),
    atOnce,
    {
      send: async (some) => {
        sent++;
        const refused = send(some);
        if (!refused) for (const one of some) answers[one] = done;
        return refused;
      },
      idOf: (one) => `people/${one}`,
      give: (one, answer) => {
        answers[one] = answer;
      },
    },
  );
  return { answers, sent };
}

describe('SYN8 dividing a bulk', () => {
  test('SYN8 a good one goes in as few requests as the vendor allows', async () => {
    const { answers, sent } = await run(450, 200, () => null);
    expect([answers.length, sent]).toEqual([450, 3]);
  });

  test('SYN8 the bad ones that the vendor names are left out, the others go again at once', async () => {
    const body = {
      error: {
        details: [
          {
            contactErrors: { 'people/3': { code: 9, message: 'stale' }, 'people/5': { code: 5 }, 'people/6': { code: 3, message: 'bad' } },
          },
        ],
      },
    };
    const { answers, sent } = await run(10, 200, (some) => (some.includes(3) ? { refused: whatWasRefused(body), as: 'conflict' } : null));
    expect(sent).toBe(2);
    expect(answers.map(({ kind }) => kind)).toEqual([
      ...Array(3).fill('done'),
      'changed meanwhile',
      'done',
      'gone',
      'failed',
      'done',
      'done',
      'done',
    ]);
    expect(answers[6]).toMatchObject({ failure: { kind: 'bad row', detail: 'bad' } });
  });

  test('SYN8 the bad one that the vendor does not name is found by halving', async () => {
    const { answers, sent } = await run(200, 200, (some) => {
      if (some.includes(123)) throw new Failed({ kind: 'bad row', reason: 'other', fields: [], detail: '' });
      return null;
    });
    expect(answers.filter(({ kind }) => kind !== 'done')).toHaveLength(1);
    expect(answers[123]!.kind).toBe('failed');
    expect(sent).toBeLessThan(20);
  });

  test('SYN8 a service that is gone is not asked again for the rest', async () => {
    const { answers, sent } = await run(450, 200, (some) => {
      if (some.includes(200)) throw new Failed({ kind: 'offline' });
      return null;
    });
    expect(sent).toBe(2);
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(200);
    expect(answers.filter((wrote) => wrote.kind === 'failed' && wrote.failure.kind === 'offline')).toHaveLength(250);
  });
});
