/** The fields that sync, of either kind: the planner's only way to them. */
import { contactLenses } from './contacts';
import { eventLenses } from './events';
import type { Lens } from './field';
import type { Configuration, Kind, Provider } from './model';
import type { CrmSchema } from './ports';

/** In a fixed order; bound once per configuration, provider and schema, so it is cheap to ask for again and again. */
export function fieldsOf(kind: Kind, configuration: Configuration, provider: Provider, schema: CrmSchema | null): readonly Lens[] {
  return kind === 'contact' ? contactLenses(configuration, provider, schema) : eventLenses(configuration, provider, schema);
}
