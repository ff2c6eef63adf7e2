/** Milliseconds of a number or an ISO 8601 duration such as `P1DT2H30M`, for moving the clock. */
const SHAPE = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

export function millisecondsOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const found = typeof value === 'string' ? SHAPE.exec(value) : null;
  if (!found) throw new Error(`${JSON.stringify(value)} is no number of milliseconds and no ISO 8601 duration`);
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
  return (found[1] ? -1 : 1) * total * 1000;
}
