/** A modal dialog: the native element traps the focus, Esc cancels, and the focus returns to where it was (DESIGN section 10). */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly onCancel: () => void;
  readonly children: ComponentChildren;
  /** Above the title: where in a row of steps this is. */
  readonly above?: ComponentChildren;
  readonly foot: ComponentChildren;
  /** Changes with the step: the heading takes the focus again. */
  readonly step?: string;
}

export function Dialog({ title, onCancel, children, above, foot, step = '' }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => head.current?.focus(), [step]);
  return (
    <dialog
      ref={box}
      class="is-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <div class="is-dialog-in">
        <header>
          {above}
          <h2 id={id} class="is-h2" tabIndex={-1} ref={head}>
            {title}
          </h2>
        </header>
        <div class="is-dialog-body">{children}</div>
        <footer>{foot}</footer>
      </div>
    </dialog>
  );
}
