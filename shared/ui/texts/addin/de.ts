/** What only the Outlook add-in says, in German. */
import type { Same } from '../catalogue';
import type { en } from './en';

export const de: Same<typeof en> = {
  'outside outlook': 'Instep arbeitet in Outlook. Öffne dort eine Nachricht oder einen Termin und wähle im Menüband Instep.',
  'no mailbox':
    'Instep darf dieses Postfach nicht lesen. Dein Admin kann dem Add-In die Berechtigung „Postfach lesen und schreiben“ geben.',
  'office unreachable': 'Das Skript von Outlook ließ sich nicht laden. Prüfe die Verbindung und öffne diesen Bereich neu.',
  'too old': 'Dieses Outlook ist zu alt für Instep. Aktualisiere Outlook oder nimm Outlook im Web.',
  'settings missing': 'Instep ist auf seinem Server nicht eingerichtet: settings.json fehlt oder ist falsch. Sag es deinem Admin.',
  broken: 'Instep konnte hier nicht starten: {why}. Schließe diesen Bereich und öffne ihn neu.',
  'try again': 'Noch einmal',
  'no google': 'Das ist Outlook. Verbinde Google in der Browser-Erweiterung.',
  'window closed': 'das Anmeldefenster wurde geschlossen',
  'window blocked': 'das Anmeldefenster wurde blockiert; erlaube Fenster dieser Seite',
  'refused by person': 'es wurde im Anmeldefenster abgelehnt',
  'sign-in failed': 'die Antwort war nicht gültig',
  'other mailbox': 'das ist das Postfach von {other}, und Outlook zeigt {user}',
  'close window': 'Du kannst dieses Fenster schließen.',
  back: 'Zurück',
  'set up now': 'Instep einrichten',
  'status categories': 'Status als Kategorie in Listen und im Kalender zeigen',
  'status categories hint':
    'Fügt deinen Kontakten und Terminen „Instep: In step“ oder „Instep: Needs you“ hinzu. Wer deinen Kalender sieht, sieht es auch.',
  'assignment removed': 'Dein Admin hat Instep von deinem Konto genommen. Anmeldungen und Daten wurden von diesem Gerät entfernt.',
  disconnected: 'Du bist getrennt. Anmeldungen und Daten wurden von diesem Gerät entfernt.',
  'kept out now': 'Bleibt aus Salesforce heraus. „Zurückholen“ gleicht es wieder ab.',
  'brought back now': 'Geht mit dem nächsten Abgleich wieder nach Salesforce.',
  'syncing now': 'Instep gleicht ab.',
  'sync done': 'Instep hat abgeglichen.',
  'sync open pane': 'Instep konnte von hier aus nicht abgleichen. Öffne Instep und sieh, warum.',
  'sign in to go on': 'Melde dich an, damit es weitergeht. Öffne Instep.',
  'only events': 'Öffne einen Termin, oder halte Personen in Instep heraus.',
  'no category': 'Outlook hat die Kategorie abgelehnt. Öffne Instep, um dies herauszuhalten.',
  'open instep': 'Instep öffnen',
  'sign in admin': 'Melde dich bei Salesforce an, um den Admin-Bereich zu sehen.',
  'sign in salesforce': 'Bei Salesforce anmelden',
};
