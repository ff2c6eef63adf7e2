/** Dates and times as texts (model.ts), without a clock: `2026-03-01` and `2026-03-01T09:00:00Z`. */
import type { Instant } from './model';

export const minute = 60_000;
export const dayMs = 86_400_000;

/** Midnight UTC of a date, or the instant of a date-time; NaN when the text is neither. */
export function instantOf(text: string): Instant {
  return Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
}

export const timeText = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
export const dateText = (instant: Instant): string => new Date(instant).toISOString().slice(0, 10);

export function addDays(date: string, days: number): string {
  return dateText(instantOf(date) + days * dayMs);
}
