/**
 * The device's questions and answers as messages, between the background that runs it and the screens that ask. Types and
 * names only, and nothing heavier.
 */
import type { Ref } from '../core/model';
import type { Device } from './device';

export type Method = Exclude<keyof Device, 'onChange'>;

/** From a screen to the device. */
export interface Question {
  readonly call: Method;
  readonly with: readonly unknown[];
}

/** From the device to its screens: something that they may show has changed. */
export interface Told {
  readonly changed: readonly Ref[] | 'all';
}

/** The asking end of a channel. */
export interface AskingChannel {
  ask(question: Question): Promise<unknown>;
  listen(heard: (told: Told) => void): () => void;
}

/** The answering end; `From` is what the platform knows for sure about the sender of a message. */
export interface AnsweringChannel<From> {
  answer(handler: (question: unknown, from: From) => Promise<unknown>): () => void;
  tell(told: Told): void;
}

/**
 * What a script in a host page may ask: what its badges show, of the items it names. Nothing that reads, lists or changes more
 * (SEC2): that is the card's, which is a page of its own.
 */
export const contentMethods = ['badges'] as const;
export type ContentMethod = (typeof contentMethods)[number];

/** What a card may ask: about one item and what can be done with it. */
export const cardMethods = [
  'card',
  'act',
  'history',
  'undo',
  'searchRecords',
  'overview',
  'connect',
  'reconnect',
  'resume',
  'syncNow',
] as const satisfies readonly Method[];

export type CardMethod = (typeof cardMethods)[number];

/** What a screen of the extension itself may ask: everything. */
export const allMethods = [
  ...contentMethods,
  ...cardMethods,
  'list',
  'cycles',
  'preview',
  'confirmFirstSync',
  'pause',
  'takeOver',
  'answerGuard',
  'disconnect',
  'configuration',
] as const satisfies readonly Method[];
