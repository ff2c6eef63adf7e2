/** What was just done, with Undo, for ten seconds; after that Undo stays in the history (EXC1, SYN5). */
import { Button } from '../parts/Button';
import { cardSays } from '../texts/card';
import type { View } from './ItemCard';

interface Props {
  readonly text: string;
  readonly undo: string;
  readonly busy: boolean;
  readonly show: (view: View) => void;
  readonly onUndo: (what: { token: string }) => Promise<void>;
}

export const DoneView = ({ text, undo, busy, show, onUndo }: Props) => (
  <>
    <div class="is-card-body">
      <div class="is-done">
        <p aria-hidden="true">{text}</p>
        {undo !== '' && (
          <Button icon="undo" small busy={busy} onPress={() => void onUndo({ token: undo })}>
            {cardSays('undo')}
          </Button>
        )}
      </div>
    </div>
    <footer>
      <Button look="ghost" onPress={() => show({ at: 'status' })}>
        {cardSays('back')}
      </Button>
    </footer>
  </>
);
