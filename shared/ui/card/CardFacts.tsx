/** The facts of a card, at most four: record, how it was paired, when it last changed, what it belongs to. */
import type { ComponentChildren } from 'preact';
import type { Instant } from '../../core/model';
import type { Card } from '../../device/device';
import { Name, Out } from '../parts/Say';
import { Facts } from '../parts/states';
import { cardSays } from '../texts/card';
import { ago, isInstant, list, moment } from '../texts/times';
import { shownStatus } from './buttons';

const pairedBy = (by: string): string => {
  const key = `by ${by}`;
  return cardSays.has(key) ? cardSays.any(key, {}) : by;
};

export function CardFacts({ card, now }: { card: Card; now: Instant }) {
  const { kind, facts: known } = shownStatus(card);
  const since = known.date ?? known.since;
  const facts: { readonly name: string; readonly value: ComponentChildren }[] = [];
  const add = (when: boolean, name: string, value: () => ComponentChildren) => {
    if (when && facts.length < 4) facts.push({ name, value: value() });
  };
  add(card.recordName !== '', cardSays('record'), () => (
    <Out href={card.recordUrl}>
      <Name>{card.recordName}</Name>
    </Out>
  ));
  add(kind === 'not in salesforce' && card.kind === 'contact', cardSays('name'), () => <Name>{card.name}</Name>);
  add(kind === 'not in salesforce' && typeof known.email === 'string', cardSays('email'), () => <Name>{String(known.email)}</Name>);
  add(kind === 'kept out' && since !== undefined && isInstant(since), cardSays('since'), () => moment(Number(since), now));
  add(kind === 'in step' && card.pairedBy !== '', cardSays('paired by'), () => pairedBy(card.pairedBy));
  add(kind === 'in step' && card.lastChange !== null, cardSays('last change'), () => ago(card.lastChange ?? 0, now));
  add(card.related.length > 0, cardSays('related'), () => list(card.related.map(({ name }) => name)));
  add(card.seriesCount > 1, cardSays('series'), () => cardSays('series n', { n: card.seriesCount }));
  add(kind === 'in step' && card.checkedAt !== null, cardSays('checked'), () => ago(card.checkedAt ?? 0, now));
  return <Facts facts={facts} />;
}
