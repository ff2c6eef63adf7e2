/**
 * The org's duplicate rule for contacts and leads, when the switch turns it on: same e-mail, or same first and last name.
 * The body is spelled `duplicateResut` by most versions and `duplicateResult` by some (wire-contracts 4.7).
 */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row } from '../store/table';

interface DuplicateRule {
  readonly spelling: string;
  readonly allowSave: boolean;
}

function ruleOf(org: Org): DuplicateRule | null {
  const told = org.world.faults.switches['salesforce.duplicateRule'];
  if (told === undefined || told === null || told === false) return null;
  const more = typeof told === 'object' ? (told as { spelling?: unknown; allowSave?: unknown }) : {};
  const spelling = typeof told === 'string' ? told : typeof more.spelling === 'string' ? more.spelling : 'duplicateResut';
  return { spelling, allowSave: more.allowSave !== false };
}

export function checkDuplicates(org: Org, object: ObjectDef, row: Row, saveAnyway: boolean): void {
  const rule = ruleOf(org);
  if (!rule || !['Contact', 'Lead'].includes(object.name) || (saveAnyway && rule.allowSave)) return;
  const table = org.store.table(object.name);
  const candidates = new Set([
    ...(row.Email ? table.having('Email', [row.Email]) : []),
    ...table
      .having('LastName', [row.LastName ?? null])
      .filter((each) => String(each.FirstName ?? '').toLowerCase() === String(row.FirstName ?? '').toLowerCase()),
  ]);
  const matches = [...candidates].filter((each) => each.Id !== row.Id && each.IsDeleted !== true);
  if (matches.length === 0) return;
  const records = matches.map((each) => ({
    additionalInformation: [],
    fieldDiffs: [],
    matchConfidence: 100,
    record: { attributes: { type: object.name, url: `/services/data/v62.0/sobjects/${object.name}/${each.Id}` }, Id: each.Id },
  }));
  const result = {
    allowSave: rule.allowSave,
    duplicateRule: `Standard_${object.name}_Duplicate_Rule`,
    duplicateRuleEntityType: object.name,
    errorMessage: 'Use one of these records?',
    matchResults: [
      {
        entityType: object.name,
        errors: [],
        matchEngine: 'FuzzyMatchEngine',
        matchRecords: records,
        rule: `Standard_${object.name}_Match_Rule`,
        size: records.length,
        success: true,
      },
    ],
  };
  throw new Refused('DUPLICATES_DETECTED', 'Use one of these records?', [], 400, { [rule.spelling]: result });
}
