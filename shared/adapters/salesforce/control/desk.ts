/** What the parts of the control plane share: who asks, and the rep's record as it was last seen. */
import type { Configuration, ItemId } from '../../../core/model';
import type { Asking } from '../asking';
import { meOf } from '../asking';
import { isOk, type PartAnswer, plainPart } from '../composite';
import type { Identity } from '../identity';
import { errorCode, resultOf, rowsOf } from '../query';
import { type RepRecord, readRep, repQuery } from './rep';

export class Desk {
  rep: RepRecord | null = null;
  profileId: ItemId | '' = '';
  configuration: Configuration | null = null;

  constructor(
    readonly asking: Asking,
    readonly provider: 'microsoft' | 'google' | null,
    readonly identity: () => Promise<Identity>,
  ) {}

  me(): Promise<ItemId> {
    return meOf(this.asking);
  }
  /** Reads the record again: somebody else may have written it. */
  async again(): Promise<RepRecord | null> {
    const me = await this.me();
    const [row] = await rowsOf(this.asking.composite, repQuery(me));
    return this.saw(row ? readRep(row, me) : null);
  }
  /** As last seen, or read now. */
  async current(): Promise<RepRecord | null> {
    return this.rep ?? this.again();
  }
  saw(rep: RepRecord | null): RepRecord | null {
    this.rep = rep;
    if (rep && rep.profileId !== '') this.profileId = rep.profileId;
    return rep;
  }
  take(answer: PartAnswer, me: ItemId): RepRecord | null {
    const [row] = resultOf(answer).rows;
    return this.saw(row ? readRep(row, me) : null);
  }
  /** The rep's record, made where it is missing: the key makes a second try harmless. */
  async ensured(): Promise<RepRecord | null> {
    const rep = await this.current();
    if (rep) return rep;
    const { path, body } = await this.birth({});
    await this.asking.composite.one(plainPart('PATCH', path, body));
    return this.again();
  }
  async birth(more: Readonly<Record<string, unknown>>): Promise<{ readonly path: string; readonly body: Record<string, unknown> }> {
    const { userId, name, email } = await this.identity();
    const provider = this.provider ? { Provider__c: this.provider } : {};
    return {
      path: `/sobjects/Instep_Rep__c/UserKey__c/${userId}`,
      body: { Name: name.slice(0, 80), User__c: userId, Email__c: email, ...provider, ...more },
    };
  }
}

/** Validation rules are how the control plane says no. */
export const isRefused = (answer: PartAnswer): boolean => !isOk(answer) && errorCode(answer.body) === 'FIELD_CUSTOM_VALIDATION_EXCEPTION';
/** What a user without the permission set gets to hear. */
export const isHidden = (answer: PartAnswer): boolean =>
  !isOk(answer) && /^(INVALID_TYPE|INVALID_FIELD|NOT_FOUND|INSUFFICIENT_ACCESS)/.test(errorCode(answer.body));
