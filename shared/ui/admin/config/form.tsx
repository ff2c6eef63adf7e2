/** What the sections of the form share: the draft, how to change it, and the refusal beside the field that causes it (CFG5). */
import type { ComponentChildren } from 'preact';
import type { SyncsNothing } from '../../../core/configuration';
import type { Configuration, Direction } from '../../../core/model';
import { Icon } from '../../icons/Icon';
import { Segments } from '../../parts/choices';
import { Say } from '../../parts/Say';
import { Note } from '../../parts/states';
import { adminSays } from '../../texts/admin';

export interface FormProps {
  readonly value: Configuration;
  readonly onChange: (value: Configuration) => void;
  readonly refusal: SyncsNothing | null;
}

export const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="is-form-section">
    <h2 class="is-h2">{title}</h2>
    {children}
  </section>
);

/** Beside the field, in words. */
export const Refusal = ({ refusal, at }: { refusal: SyncsNothing | null; at: string }) =>
  refusal?.field.startsWith(at) ? (
    <Note kind="failed" alert>
      <Say pieces={adminSays.pieces(`refuse ${refusal.because}`)} />
    </Note>
  ) : null;

const arrows: Readonly<Record<Direction, ComponentChildren>> = {
  off: null,
  'mailbox to crm': <Icon name="right" size={14} />,
  'crm to mailbox': (
    <span class="is-turned">
      <Icon name="right" size={14} />
    </span>
  ),
  both: <Icon name="both" size={14} />,
};
const directions = Object.keys(arrows) as readonly Direction[];

export const DirectionField = ({ value, onChange }: { value: Direction; onChange: (value: Direction) => void }) => (
  <Segments
    legend={adminSays('direction')}
    show
    value={value}
    onChange={onChange}
    choices={directions.map((direction) => ({
      value: direction,
      label: (
        <>
          {arrows[direction]}
          {adminSays(`dir ${direction}`)}
        </>
      ),
    }))}
  />
);

export const numberOf = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 5) || '0');

/** Then there is nothing to decide about conflicts or fields. */
export const bothOff = ({ contacts, events }: Configuration): boolean => contacts.direction === 'off' && events.direction === 'off';
