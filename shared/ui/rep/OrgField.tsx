/** Which org: its address, and the way in. */
import { useState } from 'preact/hooks';
import { Button } from '../parts/Button';
import { TextField } from '../parts/fields';
import { systemName } from '../texts/facts';
import { repScreenSays } from '../texts/rep';
import type { OrgAsking } from './calls';

interface Props {
  readonly org: OrgAsking;
  readonly busy: boolean;
  readonly onConnect: (typed: string) => void;
}

export function OrgField({ org, busy, onConnect }: Props) {
  const [typed, setTyped] = useState(org.known.replace(/^https:\/\//, ''));
  const [wrong, setWrong] = useState('');
  const press = () => {
    const why = org.wrong(typed);
    setWrong(why);
    if (why === '' && !busy) onConnect(typed);
  };
  return (
    <form
      class="is-org"
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      <TextField
        label={repScreenSays('org label')}
        hint={wrong === '' ? repScreenSays('org hint') : wrong}
        invalid={wrong !== ''}
        value={typed}
        onInput={(value) => {
          setTyped(value);
          setWrong('');
        }}
      />
      <Button look="main" busy={busy} label={repScreenSays('sign in to', { system: systemName('salesforce') })} onPress={press}>
        {repScreenSays('sign in')}
      </Button>
    </form>
  );
}
