/** The event fields of a configuration, bound. */
import { bind, type Field, type Lens } from '../field';
import type { Configuration, Provider } from '../model';
import type { CrmSchema } from '../ports';

export const eventFields: readonly Field<'event'>[] = [];

export function eventLenses(configuration: Configuration, provider: Provider, schema: CrmSchema | null): readonly Lens[] {
  return eventFields.flatMap((field) => {
    const mapped = field.remappable ? configuration.events.map.find((entry) => entry.field === field.name) : undefined;
    const crmName = mapped?.crm ?? field.crmDefault;
    return crmName === '' ? [] : [bind(field, { crmName, schema, provider, configuration })];
  });
}
