/** Field conditions of the contact filter; one that lets nothing through is refused beside it (CFG5, LS-C9). */
import type { SyncsNothing } from '../../../core/configuration';
import type { Condition } from '../../../core/model';
import { Button, IconButton } from '../../parts/Button';
import { Select } from '../../parts/choices';
import { TextField } from '../../parts/fields';
import { adminSays } from '../../texts/admin';
import { number } from '../../texts/times';
import { Refusal } from './form';

interface Props {
  readonly conditions: readonly Condition[];
  readonly refusal: SyncsNothing | null;
  readonly onChange: (conditions: readonly Condition[]) => void;
}

const operators = ['equals', 'not equals', 'contains', 'starts with', 'in', 'is empty'] as const satisfies readonly Condition['operator'][];

export function Conditions({ conditions, refusal, onChange }: Props) {
  const set = (at: number, change: Partial<Condition>) =>
    onChange(conditions.map((condition, index) => (index === at ? { ...condition, ...change } : condition)));
  return (
    <fieldset class="is-col">
      <legend class="is-lab">{adminSays('conditions')}</legend>
      <p class="is-hint">{adminSays(conditions.length === 0 ? 'no conditions' : 'conditions hint')}</p>
      {conditions.map((condition, at) => {
        const bad = refusal?.field === `contacts.conditions.${at}`;
        return (
          <div class="is-condition" key={at}>
            <TextField
              label={adminSays('condition field')}
              value={condition.field}
              invalid={bad && refusal.because === 'condition without field'}
              onInput={(field) => set(at, { field })}
            />
            <Select
              label={adminSays('condition operator')}
              value={condition.operator}
              onChange={(operator) => set(at, { operator })}
              choices={operators.map((operator) => ({ value: operator, label: adminSays(`op ${operator}`) }))}
            />
            {condition.operator === 'is empty' ? (
              <span />
            ) : (
              <TextField
                label={adminSays('condition values')}
                value={condition.values.join(', ')}
                invalid={bad && refusal.because === 'condition without values'}
                onInput={(text) => set(at, { values: text.split(/,\s?/) })}
              />
            )}
            <IconButton
              icon="trash"
              label={adminSays('remove condition', { n: number(at + 1) })}
              onPress={() => onChange(conditions.filter((_, index) => index !== at))}
            />
            {bad && <Refusal refusal={refusal} at={`contacts.conditions.${at}`} />}
          </div>
        );
      })}
      {refusal?.field === 'contacts.conditions' && <Refusal refusal={refusal} at="contacts.conditions" />}
      <div>
        <Button small icon="plus" onPress={() => onChange([...conditions, { field: '', operator: 'equals', values: [''] }])}>
          {adminSays('add condition')}
        </Button>
      </div>
    </fieldset>
  );
}
