/** From a view that was opened in the pane back to what is selected in Outlook. */
import { Button } from '../../shared/ui/parts/Button';
import { addinSays } from '../../shared/ui/texts/addin';

export const Back = ({ onPress }: { onPress: () => void }) => (
  <p class="is-root addin-back">
    <Button look="link" onPress={onPress}>
      {addinSays('back')}
    </Button>
  </p>
);
