/** German sentences of the admin pane. */
import type { CauseCode } from '../../../core/causes';
import type { Text } from '../template';

export const adminSentences = {
  'in step': 'Nichts zu tun.',
  'other device works': 'Ein anderes Gerät des Benutzers gleicht ab. Nichts zu tun.',
  'attendee not in salesforce': 'Manche Teilnehmer stehen in keinem Kontakt oder Lead. Der Benutzer kann den Termin von Hand zuordnen.',
  'text shortened': 'Ein Text war länger als das Salesforce-Feld. Der volle Text bleibt im Postfach; ein längeres Feld fasst ihn.',
  'changed on both sides':
    'Ein Feld wurde auf beiden Seiten geändert, und der eingestellte Sieger hat gewonnen. Der andere Wert steht 30 Tage im Verlauf.',
  'organizer syncs instead': 'Das Gerät des Organisators hält den Salesforce-Termin. Nichts zu tun.',
  'picked from several':
    'Mehrere Datensätze passen, und die Regel der Konfiguration hat einen gewählt. Duplikate zusammenzuführen klärt es für alle.',
  'signed out':
    'Jeder Benutzer meldet sich wieder an; Instep fragt auf jedem Bildschirm. Sind alle an einem Tag abgelaufen, prüfe die Anmelderichtlinie der verbundenen App.',
  'permission taken back': 'Der Admin des Maildienstes hat eine Berechtigung entzogen. Erteile sie Instep wieder.',
  'reconnect after reset':
    'Der Benutzer hat seit dem Reset nicht neu verbunden. Termine warten bis dahin; Instep fragt auf jedem Bildschirm.',
  throttled: 'Der Dienst bittet um Geduld. Die Änderungen gehen von selbst hinüber; ein längerer Takt fragt seltener.',
  offline: 'Das Gerät ist offline. Nichts zu tun.',
  paused: 'Der Benutzer hat angehalten. Nichts bewegt sich, bis er weitermacht.',
  'service down': 'Der Dienst antwortet nicht. Es wird von selbst wieder versucht; siehe die Statusseite des Dienstes.',
  'api limit near': 'Die Org hat die meisten ihrer Aufrufe von 24 Stunden verbraucht. Verlängere den Takt oder erhöhe das Kontingent.',
  'record locked': 'Der Datensatz ist durch eine Genehmigung oder eine andere Änderung gesperrt. Danach wird es wieder versucht.',
  'not yet synced': 'Geht im nächsten Takt hinüber. Nichts zu tun.',
  'organizer has not synced': 'Das Gerät des Organisators ist noch nicht gelaufen. Siehe dessen Zustand.',
  'changed meanwhile': 'Der Eintrag hat sich beim Schreiben geändert; er wird neu geplant. Nichts zu tun.',
  preview: 'Der Benutzer hat den ersten Abgleich noch nicht gestartet.',
  asleep: 'Seit einem Tag oder länger hat kein Gerät des Benutzers abgeglichen. Bitte ihn, Outlook oder den Browser zu öffnen.',
  'no configuration': 'Der Benutzer ist in keiner aktiven Konfiguration. Weise ihm oder seinem Profil eine zu.',
  'configuration inactive': 'Die Konfiguration des Benutzers ist inaktiv. Aktiviere sie.',
  'configuration syncs nothing': 'Die Konfiguration des Benutzers lässt nichts durch. Wähle eine Richtung für Kontakte oder Termine.',
  'permission set missing': 'Dem Benutzer fehlt der Berechtigungssatz Instep Rep. Weise ihn in Salesforce zu.',
  'mass change guard':
    'Viele Löschungen wurden vor der ersten angehalten. Der Benutzer oder jemand, der es weiß, entscheidet: löschen oder wiederherstellen.',
  'several matches': 'Salesforce hat Duplikate. Die Benutzer wählen auf der Karte; Duplikate zusammenzuführen klärt es für alle.',
  doubtful: 'Diese Paare sehen sich nach einem Reset nicht mehr ähnlich. Der Benutzer sagt, ob sie dasselbe sind.',
  'account not matched': [
    'Kein Account heißt „{company}“. Ein Account dieses Namens klärt es.',
    'Kein Account hat diesen Firmennamen. Die Benutzer wählen einen, oder ein Account dieses Namens klärt es.',
  ],
  'edited while disconnected':
    'Geändert nach dem Reset und bevor der Benutzer neu verbunden hat. Der Benutzer nimmt eine der beiden Fassungen.',
  'would mail attendees':
    'Die Änderung zu schreiben, ließe den Maildienst Teilnehmer anschreiben, was die Konfiguration verbietet. Der Benutzer entscheidet, oder erlaube Einladungen.',
  'not the organizer':
    'Der Termin wurde in Salesforce von jemandem geändert, der ihn nicht organisiert. Ändere ihn im Kalender des Organisators.',
  'duplicate rule': [
    'Die Duplikatregel {rule} verhindert den Datensatz. Führe die Datensätze zusammen, verbinde sie oder stelle die Regel auf Zulassen.',
    'Eine Duplikatregel verhindert den Datensatz. Führe die Datensätze zusammen, verbinde sie oder stelle die Regel auf Zulassen.',
  ],
  'validation rule':
    'Bilde das Feld ab, gib ihm in Salesforce einen Standardwert oder nimm diese Datensätze von der Regel aus. Die Einträge werden von selbst wieder versucht.',
  'required field missing': [
    '{field} ist in Salesforce Pflicht und im Postfach leer. Bilde es ab, gib einen Standardwert oder lass die Benutzer es füllen.',
    'Ein Pflichtfeld ist im Postfach leer. Bilde es ab, gib einen Standardwert oder lass die Benutzer es füllen.',
  ],
  'value too long or wrong': [
    'Salesforce nimmt den Wert von „{field}“ nicht an. Lass die Benutzer ihn kürzen oder bilde ihn auf ein anderes Feld ab.',
    'Salesforce nimmt einen Wert nicht an. Lass die Benutzer ihn kürzen oder bilde ihn auf ein anderes Feld ab.',
  ],
  'no permission':
    'Dem Salesforce-Benutzer fehlt ein Recht am Objekt. Gib es per Berechtigungssatz; die Einträge werden von selbst wieder versucht.',
  'field not writable': [
    'Der Benutzer darf „{field}“ nicht ändern. Gib Bearbeitungszugriff auf das Feld oder nimm es aus der Abbildung.',
    'Der Benutzer darf ein abgebildetes Feld nicht ändern. Gib Bearbeitungszugriff oder nimm es aus der Abbildung.',
  ],
  'folder missing':
    'Der Ordner des Benutzers ist weg, und die Paare ruhen. Nichts wurde gelöscht. Der Benutzer legt ihn mit einem Klick wieder an.',
  'limit reached': 'Der Benutzer hat 50.000 Kontakte erreicht. Enge den Filter ein.',
  refused: 'Salesforce hat den Datensatz aus eigenem Grund abgelehnt; die Meldung sagt, aus welchem.',
  'unknown failure':
    'Etwas Unerwartetes. Es wird von selbst wieder versucht; bleibt es, sende die Notiz des Benutzers an die, die Instep betreuen.',
  'kept out by you': 'Der Benutzer hält den Eintrag heraus. Solche Einträge stehen hier nie.',
  private: 'Die Konfiguration hält private Einträge heraus.',
  'outside the window': 'Der Termin liegt außerhalb des Zeitraums der Konfiguration.',
  'owned by someone else': 'Der Filter „Meine“ lässt ihn aus: Der Datensatz gehört dem Benutzer nicht.',
  'field condition': 'Eine Feldbedingung der Konfiguration lässt ihn aus.',
  'blocked domain': 'Die Konfiguration sperrt die Domain.',
  'all-day': 'Die Konfiguration lässt ganztägige Termine aus.',
  declined: 'Die Konfiguration lässt abgelehnte Termine aus.',
  'without outsiders': 'Die Konfiguration lässt Termine ohne Externe aus.',
  cancelled: 'Der Organisator hat den Termin abgesagt. Nichts zu tun.',
  'deleted and remembered': 'Der Eintrag wurde auf einer Seite gelöscht, und das ist gemerkt. Der Benutzer kann ihn zurückholen.',
  'moved out of the folder': 'Der Benutzer hat den Kontakt aus dem Ordner verschoben. Der Datensatz bleibt, gelöst.',
  unlinked: 'Die beiden sind nicht mehr verbunden; beide bleiben, wie sie sind.',
  direction: 'Die Konfiguration gleicht in diese Richtung nicht ab.',
  'not in the folder': 'Der Kontakt liegt nicht im Ordner oder Label, das teilnimmt.',
  unreadable: 'Das Postfach gab einen Eintrag, der nicht lesbar war. Alles andere geht weiter.',
  'not in salesforce': 'Kein Kontakt oder Lead hat diese Adresse. Der Benutzer kann ihn anlegen.',
  'not picked': 'Die Konfiguration gleicht nur die Termine ab, die der Benutzer auswählt.',
  'category instead of folder': 'Kontakte haben die Kategorie, liegen aber nicht im Ordner. Die Benutzer verschieben sie in den Ordner.',
  'page not recognised': [
    'Zeichen ruhen auf {page}: Die Seite hat sich geändert. Der Abgleich geht weiter; eine neuere Version von Instep bringt sie zurück.',
    'Zeichen ruhen auf einer Seite, die sich geändert hat. Der Abgleich geht weiter; eine neuere Version von Instep bringt sie zurück.',
  ],
} as const satisfies Record<CauseCode, Text>;
