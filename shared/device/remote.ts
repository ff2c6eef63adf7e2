/** The device as screens see it from another context: the same object, each call a message (STYLE section 9). */
import type { Device } from './device';
import { type AskingChannel, allMethods, type ContentMethod, contentMethods, type Method } from './messages';

export type ContentDevice = Pick<Device, ContentMethod | 'onChange'>;

function asking<M extends Method>(channel: AskingChannel, methods: readonly M[]): Pick<Device, M | 'onChange'> {
  const calls = methods.map((call) => [call, (...given: readonly unknown[]) => channel.ask({ call, with: given })] as const);
  const device = {
    ...Object.fromEntries(calls),
    onChange: (listener: Parameters<Device['onChange']>[0]) => channel.listen(({ changed }) => listener(changed)),
  };
  // Each method of the list is there and answers a promise; what it answers is the serving side's word, see `serve.ts`.
  return device as Pick<Device, M | 'onChange'>;
}

/** For pages of the extension itself. */
export const remoteDevice = (channel: AskingChannel): Device => asking(channel, allMethods);

/** For scripts in host pages: the part of a device that they are allowed. */
export const remoteContentDevice = (channel: AskingChannel): ContentDevice => asking(channel, contentMethods);
