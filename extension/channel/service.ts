/**
 * Services for the extension's own pages: an object of calls in the background, the same object in the page. The sender is
 * checked by what the browser says of it, then the shape of what it asks (SEC3).
 */
import * as v from 'valibot';
import type { Call } from './remote';
import { kindOf, type Sender } from './senders';

type Methods<S> = { readonly [M in keyof S]: S[M] extends (...given: infer Given) => Promise<unknown> ? Given : never };

/** The arguments of each call, and nothing else can be asked. */
export type Shapes<S> = { readonly [M in keyof S]: v.GenericSchema<unknown, Methods<S>[M]> };

const callShape: v.GenericSchema<unknown, Call> = v.strictObject({ call: v.pipe(v.string(), v.maxLength(60)), with: v.array(v.unknown()) });

type AnyCall = (...given: readonly unknown[]) => Promise<unknown>;

export async function answerCall<S extends object>(
  service: S | Promise<S>,
  shapes: Shapes<S>,
  asked: unknown,
  sender: Sender,
): Promise<unknown> {
  if (kindOf(sender) !== 'page of ours') throw new Error('Refused: not a page of ours');
  const { call, with: given } = v.parse(callShape, asked);
  if (!Object.hasOwn(shapes, call)) throw new Error('Refused: no such call');
  const name = call as keyof S;
  const checked = v.safeParse(shapes[name], given);
  if (!checked.success) throw new Error(`Refused: wrong arguments of ${call}`);
  // The shape of this call has just checked these arguments.
  const ready = (await service) as Readonly<Record<keyof S, AnyCall>>;
  return ready[name](...(checked.output as readonly unknown[]));
}
