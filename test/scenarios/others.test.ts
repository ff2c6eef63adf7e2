/** "Mine" (CFG1): what colleagues do to their own records is none of this rep's business, and costs nothing. */
import { expect, test } from 'vitest';
import type { Contact } from '../../shared/core/model';
import { RepWorld, repId } from './world';

const colleague = '005000000000002AAA';
const minute = 60_000;

const contacts = (rep: RepWorld): readonly Contact[] =>
  rep.mailbox.hands.all('contact').flatMap(({ item, deleted }) => (item.kind === 'contact' && !deleted ? [item] : []));

async function mine() {
  const rep = new RepWorld({ configuration: (base) => ({ ...base, contacts: { ...base.contacts, whose: 'mine' } }) });
  rep.crmHands.user(colleague, 'Colleague', 'colleague@example.com');
  await rep.start();
  await rep.rest();
  const create = (last: string, owner: string): string =>
    rep.crmHands.create('contact', { LastName: last, Email: `${last.toLowerCase()}@acme.test`, OwnerId: owner }, { by: owner });
  const held = async (id: string): Promise<boolean> => (await rep.ledger.rows([{ side: 'crm', kind: 'contact', id }]))[0] != null;
  const later = async (): Promise<void> => {
    rep.clock.pass(minute);
    await rep.rest();
  };
  return { rep, create, held, later };
}

test('CFG1 with "mine" a colleague’s new or edited record stays out of the ledger', async () => {
  const { rep, create, held, later } = await mine();
  const id = create('Stranger', colleague);
  await later();
  rep.crmHands.edit(id, { Title: 'CEO' }, colleague);
  await later();
  expect(await held(id)).toBe(false);
});

test('CFG1 a record that is given to the rep comes, and goes on being followed when it is given away', async () => {
  const { rep, create, held, later } = await mine();
  const id = create('Given', colleague);
  await later();
  rep.crmHands.give(id, repId, colleague);
  await later();
  expect(contacts(rep).map(({ last }) => last)).toEqual(['Given']);
  rep.crmHands.give(id, colleague, repId);
  rep.crmHands.edit(id, { Title: 'CEO' }, colleague);
  await later();
  expect(await held(id)).toBe(true);
  expect(contacts(rep).map(({ title }) => title)).toEqual(['']);
});

test('CON2 a contact whose person is a colleague’s record makes no second one, though nobody had told of it', async () => {
  const { rep, create, later } = await mine();
  create('Berg', colleague);
  await later();
  rep.mailbox.hands.addContact({ first: '', last: 'Berg', emails: ['berg@acme.test'] });
  await later();
  expect(rep.org.all('contact')).toHaveLength(1);
});

test('SYN6 a record that is merged into a colleague’s keeps its contact with the survivor', async () => {
  const { rep, create, held, later } = await mine();
  const own = create('Berg', repId);
  await later();
  const survivor = create('Bergman', colleague);
  await later();
  expect(await held(survivor)).toBe(false);
  rep.crmHands.merge(survivor, own, colleague);
  await later();
  expect(await held(survivor)).toBe(true);
  const [pair] = await rep.ledger.pairsOf([{ side: 'crm', kind: 'contact', id: survivor }]);
  expect(pair).not.toBeNull();
  expect(contacts(rep)).toHaveLength(1);
});
