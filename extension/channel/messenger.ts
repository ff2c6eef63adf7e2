/** The library's messenger over our protocol, for the background and the extension's own pages. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Protocol } from './protocol';

export const { sendMessage, onMessage } = defineExtensionMessaging<{ [K in keyof Protocol]: Protocol[K] }>();
