/** The head of a step of the first run: where one is, and what it is about. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { repScreenSays } from '../texts/rep';

/** Takes the focus when the step before has gone with the button that had it, and from nobody else. */
export function StepHead({ step, title, children }: { step: number; title: string; children?: ComponentChildren }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step > 1 && document.hasFocus() && document.activeElement === document.body) head.current?.focus();
  }, [step]);
  return (
    <header class="is-first-head">
      <p class="is-small is-muted" aria-current="step">
        {repScreenSays('step of', { n: step, of: 3 })}
      </p>
      <h1 class="is-first-title" tabIndex={-1} ref={head}>
        {title}
      </h1>
      {children && <p class="is-muted">{children}</p>}
    </header>
  );
}
