/** Salesforce for rep and admin in one, over one collector of requests; pages that need only half of it take that half. */
import type { Admin } from '../../device/admin';
import { adminOn } from './admin';
import { repOn, type SalesforceForRep } from './forRep';
import { oneOf, type SalesforceOptions } from './one';

export interface Salesforce extends SalesforceForRep {
  readonly admin: Admin;
}

export function createSalesforce(options: SalesforceOptions): Salesforce {
  const one = oneOf(options);
  return { ...repOn(one, options.provider), admin: adminOn(one.asking, one.who) };
}
