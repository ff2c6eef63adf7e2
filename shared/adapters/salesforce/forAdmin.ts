/** Salesforce as the admin pane knows it, for a page that shows nothing else. */
import type { Admin } from '../../device/admin';
import { adminOn } from './admin';
import { oneOf, type SalesforceOptions } from './one';

export function createForAdmin(options: SalesforceOptions): Admin {
  const { asking, who } = oneOf(options);
  return adminOn(asking, who);
}
