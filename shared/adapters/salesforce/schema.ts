/** What the org lets this user hold, from the describes of Contact and Event. */
import * as v from 'valibot';
import { type CrmField, type CrmSchema, Failed } from '../../core/ports';
import { validated } from '../http';
import type { Asking } from './asking';
import { failureOf, isOk, type PartAnswer, plainPart, verdictOf } from './composite';

const describeSchema = v.object({
  fields: v.array(
    v.object({
      name: v.string(),
      type: v.string(),
      length: v.optional(v.number(), 0),
      createable: v.boolean(),
      updateable: v.boolean(),
      nillable: v.boolean(),
      defaultedOnCreate: v.boolean(),
      restrictedPicklist: v.optional(v.nullable(v.boolean()), false),
      picklistValues: v.optional(v.nullable(v.array(v.object({ value: v.string(), active: v.boolean() }))), []),
    }),
  ),
});

type Described = v.InferOutput<typeof describeSchema>['fields'][number];

const texts = new Set(['string', 'textarea', 'email', 'phone', 'url', 'combobox', 'picklist', 'multipicklist', 'encryptedstring']);

function fieldOf(field: Described): CrmField {
  const { createable, updateable } = field;
  const values = field.restrictedPicklist ? (field.picklistValues ?? []).filter((one) => one.active).map((one) => one.value) : [];
  const required = createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
  return { length: texts.has(field.type) ? field.length : 0, createable, updateable, required, values };
}

function tableOf(answer: PartAnswer): Readonly<Record<string, CrmField>> {
  if (!isOk(answer)) throw new Failed(failureOf(verdictOf(answer)));
  const { fields } = validated(describeSchema, answer.body, 'salesforce');
  return Object.fromEntries(fields.map((field) => [field.name, fieldOf(field)]));
}

/** No describe tells whether events may last longer than a day: the longest is assumed, and a refused event teaches better. */
const multiDayMinutes = 14 * 1440;

export async function schemaOf(asking: Asking): Promise<CrmSchema> {
  const answers = await asking.composite.send([
    plainPart('GET', '/sobjects/Contact/describe'),
    plainPart('GET', '/sobjects/Event/describe'),
  ]);
  const [contact, event] = [tableOf(answers[0]!), tableOf(answers[1]!)];
  asking.fields.learn('contact', Object.keys(contact));
  asking.fields.learn('event', Object.keys(event));
  return { contact, event, maxEventMinutes: multiDayMinutes, personAccounts: 'IsPersonAccount' in contact };
}
