/** What the rep has set for this device, and the real time for screens. */
import { signal } from '@preact/signals';
import { realClock } from '../../shared/adapters/clock';
import type { Timing } from '../../shared/ui/timing';
import type { ThemeChoice } from '../office/theme';

export interface Personal {
  readonly theme: ThemeChoice;
  /** "In step" and "Needs you" as categories on items; off unless the rep wants it. */
  readonly statusCategories: boolean;
}

const name = 'instep-personal';
const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

function held(): Personal {
  try {
    const value = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Personal>;
    return { theme: themes.find((theme) => theme === value.theme) ?? 'system', statusCategories: value.statusCategories === true };
  } catch {
    return { theme: 'system', statusCategories: false };
  }
}

export const personal = signal<Personal>(held());
personal.subscribe((value) => localStorage.setItem(name, JSON.stringify(value)));

export const realTiming: Timing = {
  now: () => realClock.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
