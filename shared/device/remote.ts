/** The device as screens see it from another context: the same object, each call a message (STYLE section 9). */
import type { Device } from './device';
import { type AskingChannel, allMethods, type CardMethod, type ContentMethod } from './messages';

/** The part that scripts in host pages are allowed. */
export type BadgeDevice = Pick<Device, ContentMethod | 'onChange'>;
/** The part that badges and cards need together. */
export type ContentDevice = Pick<Device, ContentMethod | CardMethod | 'onChange'>;

/** Each call becomes a message; what it answers is the serving side's word, see `serve.ts`. */
export function remoteDevice(channel: AskingChannel): Device {
  const calls = allMethods.map((call) => [call, (...given: readonly unknown[]) => channel.ask({ call, with: given })] as const);
  const device = {
    ...Object.fromEntries(calls),
    onChange: (listener: Parameters<Device['onChange']>[0]) => channel.listen(({ changed }) => listener(changed)),
  };
  return device as unknown as Device;
}

/** For pages that show badges and cards themselves, such as the demo's. */
export const remoteContentDevice = (channel: AskingChannel): ContentDevice => remoteDevice(channel);
