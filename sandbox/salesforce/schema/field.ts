/** What the stand-in knows of a field or an object, and the short notation that the tables of standard objects use. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'phone'
  | 'email'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'address';

export interface Pick {
  readonly value: string;
  readonly default: boolean;
}

export interface FieldDef {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly nillable: boolean;
  readonly defaulted: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly restricted: boolean;
  readonly picks: readonly Pick[];
  readonly refs: readonly string[];
  readonly relationship: string | null;
  /** Name of the list of these on the parent. */
  readonly children: string | null;
  readonly masterDetail: boolean;
  readonly reparentable: boolean;
  /** A detail that may be written by who may only read its master. */
  readonly readIsEnough: boolean;
  readonly compound: string | null;
  readonly formula: string | null;
  /** Roll-up count: `Child__c.Parent__c`. */
  readonly countOf: string | null;
  readonly autoNumber: string | null;
  readonly defaultValue: string | null;
  readonly nameField: boolean;
  readonly custom: boolean;
  /** Field-level security decides, by permission set. */
  readonly secured: boolean;
  /** There only while this switch is on. */
  readonly when: string | null;
}

export interface Rule {
  readonly name: string;
  readonly formula: string;
  readonly field: string | null;
  readonly message: string;
}

export type Sharing = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';

export interface ObjectDef {
  readonly name: string;
  readonly label: string;
  readonly plural: string;
  readonly prefix: string;
  readonly custom: boolean;
  readonly sharing: Sharing;
  /** By name in lower case. */
  readonly fields: Map<string, FieldDef>;
  readonly rules: readonly Rule[];
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
}

const plain: FieldDef = {
  name: '',
  label: '',
  type: 'string',
  length: 0,
  precision: 0,
  scale: 0,
  createable: true,
  updateable: true,
  nillable: true,
  defaulted: false,
  filterable: true,
  sortable: true,
  groupable: true,
  externalId: false,
  idLookup: false,
  unique: false,
  caseSensitive: false,
  restricted: false,
  picks: [],
  refs: [],
  relationship: null,
  children: null,
  masterDetail: false,
  reparentable: true,
  readIsEnough: false,
  compound: null,
  formula: null,
  countOf: null,
  autoNumber: null,
  defaultValue: null,
  nameField: false,
  custom: false,
  secured: false,
  when: null,
};

export const labelOf = (name: string): string =>
  name
    .replace(/__p?c$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2');

export function field(name: string, type: FieldType, more: Partial<FieldDef> = {}): FieldDef {
  const length = type === 'reference' || type === 'id' ? 18 : 0;
  const dull = type === 'textarea' || type === 'address' || type === 'multipicklist';
  return {
    ...plain,
    label: labelOf(name),
    length,
    groupable: !dull && type !== 'datetime' && type !== 'double' && type !== 'currency',
    sortable: !dull,
    ...more,
    name,
    type,
  };
}

/**
 * One line a field: `Name type [length] [words]`. Words: `required`, `ro` (never written), `once` (at creation only),
 * `default` (filled when absent), `long` (cannot be filtered), `restricted`, `lookup` (an id lookup for upserts), `name`,
 * `picks=a;b*` (* is the default), `->Account,Lead` with `as=Who` and `list=Contacts`, `in=Name` (compound), `when=switch`.
 */
export function table(text: string): FieldDef[] {
  return text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', type = 'string', ...words] = line.trim().split(/\s+/);
      return field(name, type as FieldType, wordsOf(words));
    });
}

function wordsOf(words: readonly string[]): Partial<FieldDef> {
  const flag = (word: string) => words.includes(word);
  const value = (start: string) => words.find((word) => word.startsWith(start))?.slice(start.length);
  const length = words.find((word) => /^\d+$/.test(word));
  const picks = value('picks=')?.split(';') ?? [];
  const more: Partial<FieldDef> = {
    ...(length ? { length: Number(length) } : {}),
    ...(flag('ro') ? { createable: false, updateable: false } : {}),
    ...(flag('once') ? { updateable: false } : {}),
    ...(flag('long') ? { filterable: false, sortable: false, groupable: false } : {}),
    nillable: !flag('required') && !flag('default'),
    defaulted: flag('default'),
    restricted: flag('restricted'),
    idLookup: flag('lookup'),
    nameField: flag('name'),
    picks: picks.map((pick) => ({ value: pick.replace(/_/g, ' ').replace('*', ''), default: pick.endsWith('*') })),
    refs: value('->')?.split(',') ?? [],
    relationship: value('as=') ?? null,
    children: value('list=') ?? null,
    compound: value('in=') ?? null,
    when: value('when=') ?? null,
  };
  return more;
}

/** What every object has. */
export const systemFields = (): FieldDef[] => [
  field('Id', 'id', { createable: false, updateable: false, nillable: false, defaulted: true, idLookup: true }),
  ...table(`
    IsDeleted boolean ro default
    CreatedDate datetime ro default
    CreatedById reference ro default ->User as=CreatedBy
    LastModifiedDate datetime ro default
    LastModifiedById reference ro default ->User as=LastModifiedBy
    SystemModstamp datetime ro default`),
];
