/** A table that may be wider than its place: it scrolls by itself, also with the keyboard, and the page does not. */
import type { ComponentChildren } from 'preact';

export const ScrollTable = ({ label, children, class: more = '' }: { label: string; children: ComponentChildren; class?: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section class={`is-table-wrap ${more}`} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
