/** Whether a scope can be used: one item needs a record's id, of 15 or 18 characters. */
import type { Scope } from '../../../core/model';

export const isScopeReady = (scope: Scope): boolean => scope.what !== 'item' || /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(scope.crmId);
