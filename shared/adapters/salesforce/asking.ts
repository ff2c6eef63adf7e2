/** What the parts of this adapter share: the collector, who asks, and what was learnt about the org's fields. */
import type { ItemId, Kind } from '../../core/model';
import { Failed, type Random } from '../../core/ports';
import type { Http } from '../http';
import type { Composite, Part, PartAnswer } from './composite';
import { Fields } from './fields';
import { errorCode, errorMessage } from './query';

export interface Asking {
  readonly http: Http;
  readonly composite: Composite;
  readonly fields: Fields;
  readonly random: Random;
  /** `https://acme.my.salesforce.com` */
  readonly origin: string;
  /** The signed-in user. */
  me(): ItemId | Promise<ItemId>;
}

/** A field that an org or a user lacks is told once per try; more tries than fields would be a loop. */
const mostMissing = 20;

/**
 * Sends parts that select fields of records. When the org says that a field does not exist (a mapped field was deleted,
 * person accounts are off), it is left out from now on and the question asked again: one field never stops the rest.
 */
export async function asked(asking: Asking, kind: Kind, parts: () => readonly Part[]): Promise<readonly PartAnswer[]> {
  for (let attempt = 0; ; attempt++) {
    const known = asking.fields.absent(kind);
    const answers = await asking.composite.send(parts());
    const refused = answers.find((answer) => answer.status === 400 && errorCode(answer.body) === 'INVALID_FIELD');
    const missing = refused ? Fields.missingIn(errorMessage(refused.body)) : null;
    // Who asked beside us may have learnt it already: what counts is whether we asked without it.
    if (missing === null || attempt >= mostMissing || known.includes(missing)) return answers;
    asking.fields.forget(kind, [missing]);
  }
}

/** @throws Failed when there is no id of the user to ask with. */
export async function meOf(asking: Asking): Promise<ItemId> {
  const me = await asking.me();
  if (me === '') throw new Failed({ kind: 'signed out', system: 'salesforce' });
  return me;
}
