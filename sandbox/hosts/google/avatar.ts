/** A round letter in a colour of its own. */
import { el } from './dom';

const colours = ['#7b5ea7', '#00796b', '#4f5bd5', '#b3541e', '#a03a62', '#2e6b34'];

export function avatar(email: string, name: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const sum = [...email].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const made = el('div', { class: 'av', 'aria-hidden': 'true', ...attributes }, (name || email).charAt(0).toUpperCase());
  made.style.background = colours[sum % colours.length] ?? '';
  return made;
}
