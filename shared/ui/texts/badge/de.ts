/** German words of the badge. */
import type { en } from './en';

export const de = {
  'in step': 'Im Gleichschritt',
  waiting: 'Wartet',
  'kept out': 'Herausgehalten',
  'not in salesforce': 'Nicht in Salesforce',
  'needs you': 'Braucht dich',
  failed: 'Fehlgeschlagen',
  'sign in': 'Anmelden',
  'not set up': 'Nicht eingerichtet',
  asleep: 'Schläft',

  'tip in step': ['Im Gleichschritt mit Salesforce. Geprüft: {ago}.', 'Im Gleichschritt mit Salesforce.'],
  'tip waiting': ['Wartet bis {until}: {reason}.', 'Wartet: {reason}.'],
  'tip kept out': 'Herausgehalten aus Salesforce: {reason}.',
  'tip not in salesforce':
    '{kind|event:Nicht in Salesforce. Ein Klick gleicht den Termin ab.|other:Nicht in Salesforce. Ein Klick fügt den Kontakt hinzu.}',
  'tip needs you': 'Braucht dich: {reason}.',
  'tip failed': 'Fehlgeschlagen: {reason}.',
  'tip sign in': ['Anmelden bei {system}, damit es weitergeht.', 'Anmelden, damit es weitergeht.'],
  'tip not set up': 'Nicht eingerichtet: {reason}.',
  'tip asleep': ['Schläft seit {since}.', 'Schläft: Keines deiner Geräte gleicht ab.'],

  ago: '{n|=0:jetzt|one:vor # Minute|other:vor # Minuten}',
  'named tip': '{name}: {tip}',
  salesforce: 'Salesforce',
  microsoft: 'Microsoft 365',
  google: 'Google',
} as const satisfies Record<keyof typeof en, string | readonly string[]>;
