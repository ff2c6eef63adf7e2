/** Sentences on screen: strong words strong, and values that came from mail or CRM set apart as text (SEC4, DESIGN section 11). */
import type { Piece } from '../texts/template';
import { clean } from '../texts/template';

export const Say = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map((piece, at) => {
      const text = piece.value ? <bdi key={at}>{piece.text}</bdi> : piece.text;
      return piece.strong ? <b key={at}>{text}</b> : text;
    })}
  </>
);

/** A name, subject or address: text of its own direction, without control characters. */
export const Name = ({ children }: { children: string }) => <bdi>{clean(children)}</bdi>;

/** Besides the web: the stand-ins of `npm start`, on this computer. */
export const leadsOut = (href: string): boolean => /^https:\/\/|^http:\/\/localhost:\d+\//.test(href);

/** A link out, only where the address is one of https; else the words alone. */
export const Out = ({ href, children, class: className }: { href: string; children: preact.ComponentChildren; class?: string }) =>
  leadsOut(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer" class={className}>
      {children}
    </a>
  ) : (
    <span class={className === undefined ? undefined : 'is-muted'}>{children}</span>
  );
