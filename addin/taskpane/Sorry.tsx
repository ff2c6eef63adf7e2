/** Where the pane cannot work: one sentence that says why and what to do, never a blank pane. */
import { Button } from '../../shared/ui/parts/Button';
import { addinSays } from '../../shared/ui/texts/addin';
import type { Weather } from '../office/ready';

type Reason = Exclude<Weather, 'fine'> | 'settings missing' | 'broken';

export function Sorry({ weather, why = '', onAgain }: { weather: Reason; why?: string; onAgain: () => void }) {
  return (
    <main class="is-root is-pane">
      <div class="is-pad addin-sorry">
        <h1 class="is-h2">Instep</h1>
        <p role="alert">{sentence(weather, why)}</p>
        {(weather === 'unreachable' || weather === 'broken' || weather === 'settings missing') && (
          <p>
            <Button onPress={onAgain}>{addinSays('try again')}</Button>
          </p>
        )}
      </div>
    </main>
  );
}

function sentence(weather: Reason, why: string): string {
  switch (weather) {
    case 'outside':
      return addinSays('outside outlook');
    case 'unreachable':
      return addinSays('office unreachable');
    case 'no mailbox':
      return addinSays('no mailbox');
    case 'too old':
      return addinSays('too old');
    case 'settings missing':
      return addinSays('settings missing');
    case 'broken':
      return addinSays('broken', { why });
  }
}
