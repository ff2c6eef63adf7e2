/** The contact fields of a configuration, bound. */
import { bind, type Field, type Lens } from '../field';
import type { Configuration, Provider } from '../model';
import type { CrmSchema } from '../ports';

export const contactFields: readonly Field<'contact'>[] = [];

export function contactLenses(configuration: Configuration, provider: Provider, schema: CrmSchema | null): readonly Lens[] {
  return contactFields.flatMap((field) => {
    const mapped = field.remappable ? configuration.contacts.map.find((entry) => entry.field === field.name) : undefined;
    const crmName = mapped?.crm ?? field.crmDefault;
    return crmName === '' ? [] : [bind(field, { crmName, schema, provider, configuration })];
  });
}
