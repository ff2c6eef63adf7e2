/** A line over days, drawn by uPlot, which is loaded only here. The colours are those of the tokens, also in forced colours. */
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { adminSays } from '../texts/admin';
import { list, number, shortNumber, weekday } from '../texts/times';

interface Props {
  readonly title: string;
  readonly days: readonly { readonly day: string; readonly value: number }[];
  /** Ruled across the picture; null where there is none. */
  readonly limit: number | null;
}

const height = 240;

/** A colour by its token, as the canvas takes it: the computed value of a real property, since canvas knows no light-dark(). */
function colour(at: HTMLElement, token: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  at.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export function DaysChart({ title, days, limit }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let chart: uPlot | null = null;
    let gone = false;
    const at = box.current;
    if (!at) return;
    const draw = async () => {
      const { default: Plot } = await import('uplot');
      if (gone) return;
      chart?.destroy();
      chart = new Plot(options(at, days, limit), [days.map((_, index) => index), days.map(({ value }) => value)], at);
    };
    void draw();
    const sized = new ResizeObserver(() => chart?.setSize({ width: at.clientWidth, height }));
    sized.observe(at);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const repaint = () => void draw();
    dark.addEventListener('change', repaint);
    return () => {
      gone = true;
      sized.disconnect();
      dark.removeEventListener('change', repaint);
      chart?.destroy();
    };
  }, [days, limit]);
  const numbers = list(days.map(({ day, value }) => adminSays('day value', { day: weekday(day), n: number(value) })));
  return <div ref={box} class="is-chart" role="img" aria-label={adminSays('pic alt', { title, numbers })} />;
}

function options(at: HTMLElement, days: Props['days'], limit: number | null): uPlot.Options {
  const ink = colour(at, '--is-text-2');
  const line = colour(at, '--is-line');
  const accent = colour(at, '--is-accent');
  const strong = colour(at, '--is-text');
  const edge = colour(at, '--is-edge');
  const ground = colour(at, '--is-surface');
  const { fontFamily } = getComputedStyle(at);
  const font = `12px ${fontFamily}`;
  const rtl = getComputedStyle(at).direction === 'rtl';
  const top = Math.max(limit ?? 0, ...days.map(({ value }) => value), 1) * 1.12;
  return {
    width: at.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [20, 24, 0, 0],
    scales: { x: { time: false, range: [-0.3, days.length - 0.7], dir: rtl ? -1 : 1 }, y: { range: [0, top] } },
    axes: [
      {
        stroke: ink,
        font,
        grid: { show: false },
        ticks: { show: false },
        splits: () => days.map((_, index) => index),
        size: 30,
        values: () => labels(days, at.clientWidth),
      },
      {
        side: rtl ? 1 : 3,
        stroke: ink,
        font,
        size: 56,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        values: (_, values) => values.map((value) => shortNumber(value)),
      },
    ],
    series: [{}, { stroke: accent, width: 2.5, points: { show: true, size: 9, fill: accent } }],
    hooks: { draw: [(plot) => direct(plot, days, limit, { font: `600 ${font}`, small: font, strong, edge, ink, ground })] },
  };
}

/** Every day where there is room, else every other one. */
const labels = (days: Props['days'], width: number): string[] =>
  days.map(({ day }, index) => (index % Math.ceil(days.length / Math.max(1, width / 64)) === 0 ? weekday(day) : ''));

interface Inks {
  readonly font: string;
  readonly small: string;
  readonly strong: string;
  readonly edge: string;
  readonly ink: string;
  readonly ground: string;
}

/** Values beside their points, so that nobody has to hover; and the ruled line of the allowance with its words. */
function direct(plot: uPlot, days: Props['days'], limit: number | null, inks: Inks): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const scaled = (font: string) => font.replace('12px', `${12 * ratio}px`);
  ctx.save();
  ctx.textAlign = 'center';
  ctx.font = scaled(inks.font);
  ctx.fillStyle = inks.strong;
  const each = Math.ceil((days.length * 44) / Math.max(1, plot.width));
  for (const [index, { value }] of days.entries()) {
    if (index % each !== 0) continue;
    const [text, x, y] = [shortNumber(value), plot.valToPos(index, 'x', true), plot.valToPos(value, 'y', true) - 10 * ratio] as const;
    // The ground behind the number keeps grid lines from running through it.
    ctx.strokeStyle = inks.ground;
    ctx.lineWidth = 5 * ratio;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
  if (limit !== null) {
    const y = plot.valToPos(limit, 'y', true);
    ctx.strokeStyle = inks.edge;
    ctx.lineWidth = ratio;
    ctx.setLineDash([5 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(plot.bbox.left, y);
    ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
    ctx.stroke();
    ctx.font = scaled(inks.small);
    ctx.fillStyle = inks.ink;
    ctx.textAlign = 'end';
    ctx.fillText(adminSays('allowance', { n: shortNumber(limit) }), plot.bbox.left + plot.bbox.width, y - 6 * ratio);
  }
  ctx.restore();
}
