/**
 * Fourth step of an import: properties to components (cards, calendars, events), as forgiving as can be: a BEGIN
 * without its END, an END without its BEGIN, a card inside AGENT, lines between the cards.
 */
import { decode } from './bytes';
import { type WholeLine, wholeLines } from './lines';
import { type Property, propertyOf } from './properties';

export interface Component {
  readonly name: string;
  readonly props: Property[];
  readonly children: Component[];
  readonly at: number;
  /** Its END is missing: the file may have been cut off. */
  unfinished: boolean;
}

/** Components that stand on their own: a second one begins only where the first has ended, so a missing END ends there. */
const standsAlone = new Set(['VCARD', 'VCALENDAR', 'VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE']);

const marker = /^(BEGIN|END)[ \t]*:[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*$/i;

class Reader {
  readonly root: Component = { name: '', props: [], children: [], at: 0, unfinished: false };
  readonly #stack: Component[] = [this.root];
  #old = false;
  /** How many cards deep inside AGENT we are. */
  #agent = 0;
  #agentMayFollow = false;

  line(line: WholeLine): void {
    const mark = marker.exec(line.bytes);
    if (mark) {
      const name = mark[2]!.toUpperCase();
      if (mark[1]!.toUpperCase() === 'BEGIN') this.#begin(name, line.at);
      else this.#end(name);
      return;
    }
    if (this.#agent > 0) return;
    const property = propertyOf(line, this.#old);
    if (!property) return;
    this.#agentMayFollow = property.name === 'AGENT' && property.value.trim() === '';
    if (property.name === 'AGENT') return;
    if (property.name === 'VERSION') this.#old = /^\s*(2\.1|1\.0)/.test(property.value);
    this.#top.props.push(property);
  }

  finish(): Component {
    while (this.#stack.length > 1) this.#close(true);
    return this.root;
  }

  get #top(): Component {
    return this.#stack[this.#stack.length - 1]!;
  }

  #begin(name: string, at: number): void {
    if (this.#agent > 0 || (this.#agentMayFollow && name === 'VCARD')) {
      if (name === 'VCARD') this.#agent++;
      return;
    }
    if (standsAlone.has(name)) while (this.#blocks(name)) this.#close(true);
    const component: Component = { name, props: [], children: [], at, unfinished: false };
    this.#top.children.push(component);
    this.#stack.push(component);
    if (name === 'VCARD') this.#old = false;
  }

  #end(name: string): void {
    if (this.#agent > 0) {
      if (name === 'VCARD') this.#agent--;
      return;
    }
    if (!this.#stack.some((component, index) => index > 0 && component.name === name)) return;
    while (this.#top.name !== name) this.#close(true);
    this.#close(false);
  }

  #close(unfinished: boolean): void {
    const component = this.#stack.pop();
    if (component) component.unfinished = unfinished;
    this.#agentMayFollow = false;
  }

  /** Whether what is open cannot hold a component of this name. */
  #blocks(name: string): boolean {
    if (this.#stack.length === 1) return false;
    if (name === 'VCARD' || name === 'VCALENDAR') return true;
    return this.#top.name !== 'VCALENDAR';
  }
}

export function componentsOf(text: string): Component {
  const reader = new Reader();
  for (const line of wholeLines(text)) reader.line(line);
  return reader.finish();
}

/** Every component of these names, in the order of the file, not looking inside one that was found. */
export function* find(component: Component, names: ReadonlySet<string>): Generator<Component> {
  for (const child of component.children) {
    if (names.has(child.name)) yield child;
    else yield* find(child, names);
  }
}

export const first = (component: Component, name: string): Property | undefined => component.props.find((p) => p.name === name);
export const all = (component: Component, name: string): Property[] => component.props.filter((p) => p.name === name);

/** For messages: the start of the file, as text. */
export const beginningOf = (bytes: string): string => decode(bytes.slice(0, 60)).replace(/\s+/g, ' ').trim();
