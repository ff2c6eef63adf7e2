/** The second script: the card itself, loaded into a frame when its first badge is pressed. */
import { showCard } from '../../../shared/ui/card/showCard';
import { speak } from '../../../shared/ui/texts/catalogue';
import { slot } from '../slot';

void speak(navigator.languages).then(() => {
  slot().card = showCard;
});
