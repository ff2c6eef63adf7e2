/**
 * Between a device and its screens: asks, listens, asks again within a second of a change, and keeps showing the old answer
 * while the new one is on its way (STA3, DESIGN section 8).
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Instant } from '../core/model';
import type { Device } from '../device/device';
import type { CardCalls } from './card/calls';
import { type Timing, useTiming } from './timing';

export interface Answer<T> {
  /** The last answer, however old; null before the first. */
  readonly value: T | null;
  readonly state: 'loading' | 'ready' | 'failed';
  /** When the value was given. */
  readonly at: Instant | null;
}

export interface Question<T> {
  readonly answer: Followed<Answer<T>>;
  again(): void;
  stop(): void;
}

/** A value that can be followed: all that is needed of signals here, and three kB less in a card over a host page. */
interface Followed<T> {
  readonly value: T;
  follow(changed: () => void): () => void;
}

function followed<T>(first: T): Followed<T> & { set(next: T): void } {
  const followers = new Set<() => void>();
  let value = first;
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      for (const changed of followers) changed();
    },
    follow(changed) {
      followers.add(changed);
      return () => followers.delete(changed);
    },
  };
}

type Listen = (changed: () => void) => () => void;

/** Changes come in bursts; half a dozen of them are one question. */
const gather = 200;
/** What a device could not tell is asked for again, less and less often. */
const firstRetryMs = 3000;
const lastRetryMs = 60_000;

/** @param listen to whom it is asked: what follows no changes costs calls, or places a request, and is asked again by a person alone. */
export function ask<T>(question: () => Promise<T>, timing: Timing, listen?: Listen): Question<T> {
  const answer = followed<Answer<T>>({ value: null, state: 'loading', at: null });
  let asking = false;
  let stale = false;
  let stopped = false;
  let planned: (() => void) | null = null;
  let soon = false;
  let retryMs = firstRetryMs;

  const run = async () => {
    planned?.();
    planned = null;
    soon = false;
    if (stopped) return;
    asking = true;
    stale = false;
    try {
      const value = await question();
      if (!stopped) answer.set({ value, state: 'ready', at: timing.now() });
      retryMs = firstRetryMs;
    } catch {
      if (!stopped) answer.set({ ...answer.value, state: 'failed' });
    }
    asking = false;
    if (stale) plan();
    else if (listen && answer.value.state === 'failed' && !stopped) retry();
  };
  const retry = () => {
    planned = timing.after(retryMs, () => void run());
    retryMs = Math.min(2 * retryMs, lastRetryMs);
  };
  const plan = () => {
    if (asking) stale = true;
    if (asking || soon) return;
    planned?.();
    soon = true;
    planned = timing.after(gather, () => void run());
  };
  const silence = listen?.(plan);
  void run();
  return {
    answer,
    again: () => {
      answer.set({ ...answer.value, state: answer.value.value === null ? 'loading' : answer.value.state });
      if (asking) stale = true;
      else void run();
    },
    stop: () => {
      stopped = true;
      planned?.();
      silence?.();
    },
  };
}

/** A question for as long as a component is shown; a new key is a new question, and the old answer stays until it is given. */
export function useAnswer<T>(question: () => Promise<T>, key: string, listen?: Listen): Answer<T> & { again(): void } {
  const timing = useTiming();
  const held = useMemo(() => ({ last: null as Answer<T> | null }), []);
  const asked = useMemo(() => ask(question, timing, listen), [key, timing]);
  const now = asked.answer.value;
  const [, redraw] = useState(0);
  useEffect(() => {
    const again = () => redraw((times) => times + 1);
    // It may have been answered between drawing and following.
    if (asked.answer.value !== now) again();
    const unfollow = asked.answer.follow(again);
    return () => {
      unfollow();
      asked.stop();
    };
  }, [asked]);
  if (now.value !== null) held.last = now;
  const shown = now.value === null && now.state === 'loading' && held.last ? { ...held.last, state: 'loading' as const } : now;
  return { ...shown, again: asked.again };
}

/** What a screen of the rep may ask; follows every change that the device tells of. */
export const useDevice = <T, D extends Pick<Device, 'onChange'> = Device>(
  device: D,
  question: (device: D) => Promise<T>,
  key: string,
): Answer<T> & { again(): void } =>
  useAnswer(
    () => question(device),
    key,
    (changed) => device.onChange(() => changed()),
  );

/** What the page around a card or screen does: sign-in opens windows, the clipboard belongs to the page. */
export interface Surroundings {
  copy(text: string): Promise<void>;
  close?: () => void;
  /** Where signing in cannot happen in this place: over a host page it happens on a page of ours. */
  signIn?: () => Promise<void>;
}

/** The part of a device that a card needs: over a host page there is no more of it. */
export type CardDevice = Pick<
  Device,
  'card' | 'act' | 'undo' | 'history' | 'searchRecords' | 'resume' | 'syncNow' | 'reconnect' | 'onChange'
> &
  Partial<Pick<Device, 'overview' | 'connect'>>;

/** A card's calls over a device. */
export function callsOf(device: CardDevice, target: Parameters<Device['card']>[0], around: Surroundings): CardCalls {
  return {
    act: (act) => device.act(target, act),
    undo: (what) => device.undo(what),
    history: () => device.history({ target, limit: 50 }),
    search: (text, types) => device.searchRecords(text, types),
    signIn: async () => {
      if (around.signIn) return around.signIn();
      const { connection, rep } = (await device.overview?.()) ?? {};
      await device.connect?.(connection?.kind === 'sign in' ? connection.to : (rep?.provider ?? 'salesforce'));
    },
    reconnect: () => device.reconnect(),
    goOn: () => device.resume(),
    syncNow: () => device.syncNow(),
    copy: around.copy,
    close: around.close,
  };
}
