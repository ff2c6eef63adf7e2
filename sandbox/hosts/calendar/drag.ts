/** Dragging a chip of the week view to another time or day. */
import { perMinute } from './chips';
import { minute } from './times';

const step = 15;
const begins = 5;

export function draggable(root: HTMLElement, moved: (chip: HTMLElement, ms: number) => void): void {
  root.addEventListener('pointerdown', (down) => {
    const chip = (down.target as Element).closest<HTMLElement>('.week [data-eventchip][role="button"]');
    const column = chip?.closest<HTMLElement>('.column');
    if (!chip || !column || down.button !== 0) return;
    const width = column.getBoundingClientRect().width;
    const rtl = getComputedStyle(column).direction === 'rtl' ? -1 : 1;
    let days = 0;
    let minutes = 0;
    let dragging = false;
    const move = (at: PointerEvent): void => {
      const x = at.clientX - down.clientX;
      const y = at.clientY - down.clientY;
      dragging ||= Math.hypot(x, y) > begins;
      if (!dragging) return;
      days = Math.round(x / width) * rtl;
      minutes = Math.round(y / perMinute / step) * step;
      chip.style.transform = `translate(${days * width * rtl}px, ${minutes * perMinute}px)`;
      chip.classList.add('dragged');
    };
    const up = (): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      chip.style.transform = '';
      chip.classList.remove('dragged');
      if (!dragging) return;
      // The click that follows a drag is no press.
      addEventListener('click', (click) => click.stopPropagation(), { capture: true, once: true });
      if (days !== 0 || minutes !== 0) moved(chip, (days * 1440 + minutes) * minute);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
  });
}
