/** All styles of the card as one text, for the closed shadow root over a host page. Pages link the files instead (`page.css`). */
import cardCss from './css/card.css?inline';
import partsCss from './css/parts.css?inline';
import tokensCss from './tokens.css?inline';
import tonesCss from './tones.css?inline';

export const cardStyles = `${tonesCss}${tokensCss}${partsCss}${cardCss}:host{all:initial;position:absolute;z-index:2147483000}`;
