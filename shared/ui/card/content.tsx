/** What a card shows between its sentence and its buttons: candidates, two versions, remarks, who is on no record. */
import type { Instant, ItemStatus, Kind } from '../../core/model';
import type { Candidate, Card } from '../../device/device';
import { Button } from '../parts/Button';
import { Options } from '../parts/choices';
import { Name, Say } from '../parts/Say';
import { cardSays } from '../texts/card';
import { fieldLabel, valueText } from '../texts/fields';
import type { Press } from './buttons';
import { labelOf, sentenceOf } from './words';

export const Candidates = ({
  of,
  account,
  value,
  onChange,
}: {
  of: readonly Candidate[];
  account: boolean;
  value: string;
  onChange: (id: string) => void;
}) => (
  <Options
    legend={cardSays(account ? 'which account' : 'which record')}
    value={value}
    onChange={onChange}
    choices={of.map((candidate) => ({
      value: candidate.id,
      label: <Name>{candidate.name}</Name>,
      hint: (
        <>
          <Name>{candidate.detail}</Name>
          {candidate.suggested && (
            <>
              <br />
              {cardSays('suggested')}
            </>
          )}
        </>
      ),
    }))}
  />
);

interface VersionsProps {
  readonly card: Card;
  readonly status: ItemStatus;
  readonly system: string;
  readonly busy: boolean;
  readonly buttons: boolean;
  readonly onPress: (press: Press) => void;
}

/** At most this many fields side by side; the rest is a number. */
const shownFields = 4;

/** Two versions, one button each, neither preferred (RST7). */
export function Versions({ card, status, system, busy, buttons, onPress }: VersionsProps) {
  const differences = card.differences.slice(0, shownFields);
  const more = card.differences.length - differences.length;
  const side = (title: string, press: Press, value: (at: Card['differences'][number]) => string) => (
    <fieldset class="is-version">
      <legend class="is-sr">{title}</legend>
      <b aria-hidden="true">{title}</b>
      <dl>
        {differences.map((difference) => (
          <div key={difference.field}>
            <dt>{fieldLabel(difference.field)}</dt>
            <dd>{value(difference) === '' ? cardSays('empty') : <Name>{valueText(difference.field, value(difference))}</Name>}</dd>
          </div>
        ))}
      </dl>
      {buttons && status.actions.includes(press === 'take crm' ? 'take crm' : 'take mailbox') && (
        <Button small busy={busy} onPress={() => onPress(press)}>
          {labelOf(press, card.kind, status, system)}
        </Button>
      )}
    </fieldset>
  );
  return (
    <>
      <div class="is-versions">
        {side(cardSays(card.kind === 'event' ? 'your calendar' : 'your contact'), 'take mailbox', ({ mailbox }) => mailbox)}
        {side(cardSays('in salesforce'), 'take crm', ({ crm }) => crm)}
      </div>
      {more > 0 && <p class="is-hint">{cardSays('more differences', { n: more })}</p>}
    </>
  );
}

/** What is said on an item that is in step all the same: shortened, lost to a conflict (DESIGN principle 4). */
export const Remarks = ({ status, kind, now }: { status: ItemStatus; kind: Kind; now: Instant }) => (
  <>
    {status.remarks.map((remark) => (
      <p class="is-card-remark" key={remark.cause}>
        <Say pieces={sentenceOf(remark, kind, now)} />
      </p>
    ))}
  </>
);

/** Attendees that are on no record, each with Relate (EVT5). */
export const Unrelated = ({ card, onRelate }: { card: Card; onRelate: (name: string) => void }) =>
  card.unrelated.length === 0 ? null : (
    <ul class="is-col">
      {card.unrelated.map((name) => (
        <li class="is-row" key={name}>
          <span class="is-grow">
            <Say pieces={cardSays.pieces('on no record', { name })} />
          </span>
          <Button small label={`${cardSays('relate')}: ${name}`} onPress={() => onRelate(name)}>
            {cardSays('relate')}
          </Button>
        </li>
      ))}
    </ul>
  );
