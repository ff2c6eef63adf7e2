/** The head of a step of the first run: where one is, and what it is about. */
import type { ComponentChildren } from 'preact';
import { repScreenSays } from '../texts/rep';

export const StepHead = ({ step, title, children }: { step: number; title: string; children?: ComponentChildren }) => (
  <header class="is-first-head">
    <p class="is-small is-muted" aria-current="step">
      {repScreenSays('step of', { n: step, of: 3 })}
    </p>
    <h1 class="is-first-title">{title}</h1>
    {children && <p class="is-muted">{children}</p>}
  </header>
);
