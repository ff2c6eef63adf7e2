/** What a field of the org in memory can hold: lengths and rights as a describe of Contact and Event tells them. */
import type { Kind } from '../../../core/model';
import type { CrmField, CrmSchema } from '../../../core/ports';

const text = (length: number, more: Partial<CrmField> = {}): CrmField => ({
  length,
  createable: true,
  updateable: true,
  required: false,
  values: [],
  ...more,
});
const value = (more: Partial<CrmField> = {}): CrmField => text(0, more);
const readOnly = value({ createable: false, updateable: false });

const shared: Readonly<Record<string, CrmField>> = {
  Id: readOnly,
  IsDeleted: readOnly,
  OwnerId: value(),
  CreatedDate: readOnly,
  CreatedById: readOnly,
  LastModifiedDate: readOnly,
  LastModifiedById: readOnly,
  SystemModstamp: readOnly,
  Instep_Key__c: text(40),
  Description: text(32_000),
};

const address = (which: string): Record<string, CrmField> => ({
  [`${which}Street`]: text(255),
  [`${which}City`]: text(40),
  [`${which}State`]: text(80),
  [`${which}PostalCode`]: text(20),
  [`${which}Country`]: text(80),
});

const phones = ['Phone', 'Fax', 'MobilePhone', 'HomePhone', 'OtherPhone', 'AssistantPhone'];

export const contactFields: Readonly<Record<string, CrmField>> = {
  ...shared,
  LastName: text(80, { required: true }),
  FirstName: text(40),
  MiddleName: text(40),
  Suffix: text(40),
  Salutation: text(40),
  Name: text(121, { createable: false, updateable: false }),
  AccountId: value(),
  Email: text(80),
  Title: text(128),
  Department: text(80),
  AssistantName: text(40),
  LeadSource: text(255),
  Birthdate: value(),
  ReportsToId: value(),
  LastActivityDate: readOnly,
  MasterRecordId: readOnly,
  ...address('Mailing'),
  ...address('Other'),
  ...Object.fromEntries(phones.map((name) => [name, text(40)])),
};

export const eventFields: Readonly<Record<string, CrmField>> = {
  ...shared,
  Subject: text(255),
  Location: text(255),
  StartDateTime: value(),
  EndDateTime: value(),
  DurationInMinutes: value(),
  ActivityDate: value(),
  ActivityDateTime: value(),
  IsAllDayEvent: value(),
  IsPrivate: value(),
  ShowAs: text(40, { values: ['Busy', 'OutOfOffice', 'Free'] }),
  WhoId: value(),
  WhatId: value(),
  AccountId: readOnly,
  IsChild: readOnly,
  IsGroupEvent: readOnly,
  IsArchived: readOnly,
  IsRecurrence: value({ updateable: false }),
  IsRecurrence2: readOnly,
};

export const schemaWith = (
  maxEventMinutes: number,
  personAccounts: boolean,
  custom: Readonly<Record<Kind, Record<string, CrmField>>>,
): CrmSchema => ({
  contact: { ...contactFields, ...custom.contact },
  event: { ...eventFields, ...custom.event },
  maxEventMinutes,
  personAccounts,
});
