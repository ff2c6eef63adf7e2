/** A device of another version may know causes that this one does not. */
import { causes } from '../../../core/causes';
import type { CauseCode } from '../../../core/model';

export const causeOf = (value: unknown): CauseCode | '' => causes.find((cause) => cause === value) ?? '';
