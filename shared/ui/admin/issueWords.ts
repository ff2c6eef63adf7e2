/** An issue's words for the admin: what settles it, and what was said about the item. */
import type { CauseCode, Instant } from '../../core/model';
import type { IssueRow } from '../../device/admin';
import { adminCauseSays, titleSays } from '../texts/causes/admin';
import { holesFrom } from '../texts/facts';
import { fieldLabel } from '../texts/fields';

export const titleOf = (cause: CauseCode): string => titleSays(cause);

export const fixOf = (cause: CauseCode, facts: IssueRow['facts'], now: Instant): string =>
  adminCauseSays.any(cause, holesFrom(facts, now, { label: fieldLabel }));

/** What Salesforce or the mailbox said, else the field that it is about. */
export function issueSays({ facts }: IssueRow): string {
  const { message, detail, field } = facts;
  if (message !== undefined && message !== '') return String(message);
  if (detail !== undefined && detail !== '') return String(detail);
  return field === undefined ? '' : String(field).split(/,\s*/).map(fieldLabel).join(', ');
}
