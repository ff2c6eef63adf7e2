/** How long to wait when a service says "not now": its own wish in any dialect, else truncated back-off with full jitter. */
import type { Instant } from '../../core/model';
import type { Random } from '../../core/ports';
import type { Header } from './types';

const longest = 60_000;

/** RFC 9110 10.2.3: seconds, or a date. Null when absent or unreadable. */
export function retryAfter(header: Header, now: Instant): number | null {
  const exact = header('retry-after-ms') ?? header('x-ms-retry-after-ms');
  if (exact !== null && /^\d+$/.test(exact.trim())) return Number(exact);
  const value = header('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** 1, 2, 4 … up to 60 seconds, and any moment within: devices that fell together must not come back together. */
export function backoff(attempt: number, random: Random, baseMs = 1_000): number {
  return Math.round(random.next() * Math.min(longest, baseMs * 2 ** attempt));
}

/** Headers of a batch part, which come as a plain object. */
export function headerOf(headers: Readonly<Record<string, unknown>> | undefined): Header {
  const byName = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return (name) => byName.get(name.toLowerCase()) ?? null;
}
