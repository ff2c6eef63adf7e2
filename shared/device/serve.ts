/**
 * The answering side of `remote.ts`: a device behind a message channel. Each message is refused unless its sender may ask that
 * (SEC3, checked by what the platform knows of the sender, never by what the message says) and its shape is right.
 */
import * as v from 'valibot';
import type { Device } from './device';
import type { AnsweringChannel, Method } from './messages';
import { argumentsOf, question } from './schemas';

export interface ServeOptions<From> {
  /** The methods that this sender may call; none for anybody unknown. */
  readonly allow: (from: From) => readonly Method[];
  readonly onRefused?: (why: string, from: From) => void;
}

type Calls = Readonly<Record<Method, (...given: readonly unknown[]) => Promise<unknown>>>;

/** Listens at once, so that a message that woke the background is not lost while the device is still being put together. */
export function serveDevice<From>(
  device: Device | Promise<Device>,
  channel: AnsweringChannel<From>,
  { allow, onRefused = () => undefined }: ServeOptions<From>,
): () => void {
  const refuse = (why: string, from: From): never => {
    onRefused(why, from);
    throw new Error(`Refused: ${why}`);
  };
  const stopAnswering = channel.answer(async (message, from) => {
    const asked = v.safeParse(question, message);
    if (!asked.success) return refuse('no question', from);
    const call = allow(from).find((method) => method === asked.output.call);
    if (call === undefined) return refuse('not allowed', from);
    const given = v.safeParse(argumentsOf[call], asked.output.with);
    if (!given.success) return refuse(`wrong arguments of ${call}`, from);
    // The schema of `call` has just checked these arguments.
    const calls = (await device) as unknown as Calls;
    return calls[call](...given.output);
  });
  let stopTelling: (() => void) | null = null;
  let stopped = false;
  void Promise.resolve(device).then((ready) => {
    if (!stopped) stopTelling = ready.onChange((changed) => channel.tell({ changed }));
  });
  return () => {
    stopped = true;
    stopAnswering();
    stopTelling?.();
  };
}
