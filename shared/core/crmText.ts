/**
 * Most fields are a text on both sides. This makes their lens: what differs from field to field is a row of a table, what
 * they share (normalising, cutting, picklists, required fields, "nothing to do") is here once.
 */
import type { Canonical, CrmPut, Field, FieldContext, ItemFor } from './field';
import type { CrmRecord, Kind, MailboxChanges } from './model';
import { line, lines, shorten } from './text';

export interface TextSpec<K extends Kind> {
  readonly kind: K;
  readonly name: string;
  /** API name; '' = only when the admin maps it. */
  readonly crm: string;
  /** Absent: true. */
  readonly remappable?: boolean;
  readonly multiline?: boolean;
  /** Canonical form of either side's text. Absent: white space and Unicode form alone. */
  readonly shape?: (text: string) => Canonical;
  /** Characters when the schema does not tell (wire-contracts 4.6); 255 when absent. */
  readonly limit?: number;
  /** Absent: everything. A value that is not held is neither written nor cut (SYN2). */
  readonly holds?: (value: Canonical, limit: number) => boolean;
  /** The CRM refuses to clear it. */
  readonly required?: boolean;
  get(item: ItemFor<K>, c: FieldContext): string;
  put(value: Canonical, item: ItemFor<K> | null, c: FieldContext): MailboxChanges;
  readonly hides?: (item: ItemFor<K>, c: FieldContext) => boolean;
}

export function textOf(record: CrmRecord, name: string): string {
  const value = record.fields[name];
  return value === null || value === undefined || value === false ? '' : String(value);
}

const nothing: CrmPut = { set: {}, shortened: null, held: true };
const unheld: CrmPut = { set: {}, shortened: null, held: false };

export function textField<K extends Kind>(spec: TextSpec<K>): Field<K> {
  const shape = spec.shape ?? (spec.multiline ? lines : line);
  const fromMailbox = (item: ItemFor<K>, c: FieldContext) => shape(spec.get(item, c));
  const fromCrm = (record: CrmRecord, c: FieldContext) => shape(textOf(record, c.crmName));

  function toCrm(value: Canonical, record: CrmRecord | null, c: FieldContext): CrmPut {
    const shows = record === null ? '' : fromCrm(record, c);
    if (shows === value) return nothing;
    const known = c.schema?.[spec.kind as Kind][c.crmName];
    // A mapped field that is no text (length 0: number, date, checkbox) takes the value as it is; the vendor judges it.
    const limit = known?.length ?? spec.limit ?? 255;
    if (value === '' ? (spec.required ?? known?.required) : spec.holds && !spec.holds(value, limit)) return unheld;
    const fitted = known && known.values.length > 0 && value !== '' ? listed(value, known.values) : shorten(value, limit, spec.multiline);
    if (fitted === null) return unheld;
    return {
      set: shows === shape(fitted) ? {} : { [c.crmName]: fitted === '' ? null : fitted },
      shortened: fitted.length < value.length ? { field: spec.name, from: value.length, to: fitted.length } : null,
      held: true,
    };
  }

  return {
    name: spec.name,
    kind: spec.kind,
    crmDefault: spec.crm,
    remappable: spec.remappable ?? true,
    reads: (crmName) => [crmName],
    sets: (crmName) => [crmName],
    fromMailbox,
    fromCrm,
    toMailbox: (value, item, c) => ((item === null ? '' : fromMailbox(item, c)) === value ? {} : spec.put(value, item, c)),
    toCrm,
    ...(spec.hides ? { hides: spec.hides } : {}),
  };
}

/** A restricted picklist holds its own values only, in its own spelling. */
function listed(value: string, values: readonly string[]): string | null {
  return values.find((one) => one === value) ?? values.find((one) => one.toLowerCase() === value.toLowerCase()) ?? null;
}
