/** German sentences of the card. */
import type { CauseCode } from '../../../core/causes';
import type { Text } from '../template';

export const repSentences = {
  'in step':
    '{kind|event:Dein Termin und der Termin in Salesforce|other:Dein Kontakt und der Kontakt in Salesforce} haben dieselben Werte.',
  'other device works': ['{device} gleicht ab; hier siehst du dasselbe.', 'Ein anderes deiner Geräte gleicht ab; hier siehst du dasselbe.'],
  'attendee not in salesforce': [
    '{n|one:# Teilnehmer steht|other:# Teilnehmer stehen} in keinem Datensatz: {list}.',
    '{list} steht in keinem Datensatz.',
    'Ein Teilnehmer steht in keinem Datensatz.',
  ],
  'text shortened': [
    '{field}: Salesforce hat {to} von {from}. Das Ganze bleibt hier.',
    '{field} ist länger, als Salesforce annimmt. Der volle Text bleibt hier.',
    'Ein Text ist länger, als Salesforce annimmt. Der volle Text bleibt hier.',
  ],
  'changed on both sides': [
    '{field} wurde auf beiden Seiten geändert. {winner|crm:Salesforce hat gewonnen; dein Wert steht|mailbox:Dein Wert hat gewonnen; der von Salesforce steht|other:Der andere Wert steht} im Verlauf.',
    'Ein Feld wurde auf beiden Seiten geändert. Der unterlegene Wert steht im Verlauf.',
  ],
  'organizer syncs instead': [
    '{organizer} gleicht diesen Termin ab. In Salesforce gibt es einen Termin, und du bist eingeladen.',
    'Der Organisator gleicht diesen Termin ab. In Salesforce gibt es einen Termin, und du bist eingeladen.',
  ],
  'picked from several': [
    '{n} Salesforce-Kontakte passen. Deine Konfiguration hat diesen genommen.',
    'Mehrere Salesforce-Kontakte passen. Deine Konfiguration hat diesen genommen.',
  ],
  'signed out': [
    'Du bist bei {system} abgemeldet, seit {since}. {n|=0:Auf diesem Gerät wartet nichts.|one:# Änderung wartet auf diesem Gerät.|other:# Änderungen warten auf diesem Gerät.}',
    'Du bist bei {system} abgemeldet, seit {since}. Nichts geht verloren; deine Änderungen warten auf diesem Gerät.',
    'Deine Anmeldung ist abgelaufen. Nichts geht verloren; deine Änderungen warten auf diesem Gerät.',
  ],
  'permission taken back': [
    '{system} lässt Instep deine Kontakte und Termine nicht mehr lesen. Melde dich an und erlaube es wieder.',
    'Instep darf deine Kontakte und Termine nicht mehr lesen. Melde dich an und erlaube es wieder.',
  ],
  'reconnect after reset': [
    '{admin} hat deinen Abgleich am {date} zurückgesetzt. Verbinde neu, damit Termine wieder abgeglichen werden.',
    '{admin} hat deinen Abgleich zurückgesetzt ({since}). Verbinde neu, damit Termine wieder abgeglichen werden.',
    'Dein Admin hat deinen Abgleich zurückgesetzt. Verbinde neu, damit Termine wieder abgeglichen werden.',
  ],
  throttled: [
    '{system} bittet um Geduld. Nichts geht verloren; deine Änderung geht hinüber, Zeitpunkt: {until}.',
    'Ein Dienst bittet um Geduld. Nichts geht verloren; deine Änderung geht danach hinüber.',
  ],
  offline: 'Dieses Gerät ist offline. Nichts geht verloren; deine Änderung geht hinüber, sobald es zurück ist.',
  paused: 'Du hast angehalten. Nichts bewegt sich, bis du weitermachst.',
  'service down': [
    '{system} antwortet nicht. Nächster Versuch: {until}.',
    'Ein Dienst antwortet nicht. Es wird von selbst wieder versucht.',
  ],
  'api limit near': [
    'Salesforce hat heute kaum noch Aufrufe frei. Instep macht weiter: {until}.',
    'Salesforce hat heute kaum noch Aufrufe frei. Instep macht weiter, sobald es mehr sind.',
  ],
  'record locked': [
    'Eine Genehmigung oder andere Änderung hält den Datensatz. Nächster Versuch: {until}.',
    'Eine Genehmigung oder andere Änderung hält den Datensatz. Es wird von selbst wieder versucht.',
  ],
  'not yet synced': 'Geht mit dem nächsten Abgleich hinüber.',
  'organizer has not synced': [
    '{organizer} gleicht diesen Termin ab und hat es noch nicht getan. Er erscheint, sobald jenes Gerät gelaufen ist.',
    'Der Organisator gleicht diesen Termin ab und hat es noch nicht getan. Er erscheint, sobald jenes Gerät gelaufen ist.',
  ],
  'changed meanwhile':
    'Er hat sich erneut geändert, während er geschrieben wurde. Er wird mit dem nächsten Abgleich noch einmal verglichen; nichts wurde überschrieben.',
  preview: 'Noch ist nichts geändert. Sieh dir die Vorschau an und starte den ersten Abgleich.',
  asleep: 'Seitdem hat keines deiner Geräte abgeglichen. Werte können älter sein, als sie aussehen.',
  'no configuration': 'Keine aktive Konfiguration gilt für dich. Dein Admin kann dich in einer Minute aufnehmen.',
  'configuration inactive': ['Deine Konfiguration, {name}, ist ausgeschaltet.', 'Deine Konfiguration ist ausgeschaltet.'],
  'configuration syncs nothing': [
    'Deine Konfiguration, {name}, lässt nichts abzugleichen übrig.',
    'Deine Konfiguration lässt nichts abzugleichen übrig.',
  ],
  'permission set missing': 'Salesforce lässt dich Instep noch nicht benutzen. Dein Admin kann dir den Berechtigungssatz Instep Rep geben.',
  'mass change guard': [
    '{n} von {m} {kind|contact:Kontakten|event:Terminen|other:Einträgen} würden gelöscht. Das ist ungewöhnlich, darum ist nichts geschehen.',
    'Ungewöhnlich viele Löschungen standen an, darum ist nichts geschehen.',
  ],
  'several matches': ['Jeder davon hat {email}. Welcher ist gemeint?', 'Welcher ist gemeint?'],
  doubtful: 'Diese beiden gehörten zusammen, sehen sich aber nicht mehr ähnlich. Sind sie derselbe?',
  'account not matched': [
    'Im Gleichschritt, bis auf die Firma. Kein Account heißt „{company}“. Wähle einen oder lass es, wie es ist.',
    'Im Gleichschritt, bis auf die Firma. Wähle einen Account oder lass es, wie es ist.',
  ],
  'edited while disconnected': [
    'Nach dem Reset am {date} wurde dieser Termin geändert, bevor du neu verbunden hast. Welche Fassung stimmt?',
    'Dieser Termin wurde geändert, bevor du neu verbunden hast. Welche Fassung stimmt?',
  ],
  'would mail attendees':
    'Die Fassung aus Salesforce zu übernehmen, ließe Outlook E-Mails an die Teilnehmer senden. Sende die Aktualisierung oder nimm deinen Kalender.',
  'not the organizer': [
    'Er wurde in Salesforce geändert, aber {organizer} ist der Organisator. Dein Kalender behält, was der Organisator gesendet hat.',
    'Er wurde in Salesforce geändert, aber du bist nicht der Organisator. Dein Kalender behält, was der Organisator gesendet hat.',
  ],
  'duplicate rule':
    'Salesforce hat einen Datensatz, der gleich aussieht, und eine Regel dort verbietet einen zweiten. Nichts wurde geändert.',
  'validation rule': [
    'Salesforce sagt: „{message}“ {kind|event:Dein Termin|other:Dein Kontakt} ist unverändert. Es wird wieder versucht, wenn er oder die Regel sich ändert.',
    'Eine Regel in Salesforce steht im Weg. {kind|event:Dein Termin|other:Dein Kontakt} ist unverändert.',
  ],
  'required field missing': [
    'Salesforce verlangt „{field}“, und {kind|event:dein Termin|other:dein Kontakt} hat nichts davon. Trag es ein, und er geht von selbst hinüber. Nichts wurde geändert.',
    'Salesforce verlangt ein Feld, das {kind|event:dein Termin|other:dein Kontakt} nicht füllt. Nichts wurde geändert.',
  ],
  'value too long or wrong': [
    'Salesforce sagt zu „{field}“: „{message}“ Nichts wurde geändert.',
    'Salesforce nimmt den Wert von „{field}“ nicht an. Nichts wurde geändert.',
    'Salesforce nimmt einen der Werte nicht an. Nichts wurde geändert.',
  ],
  'no permission': 'Dein Salesforce-Benutzer darf das nicht. Nichts wurde geändert.',
  'field not writable': [
    'Du darfst „{field}“ in Salesforce nicht ändern. Die anderen Felder sind im Gleichschritt.',
    'Du darfst eines der Felder in Salesforce nicht ändern. Die anderen Felder sind im Gleichschritt.',
  ],
  'folder missing': 'Der Ordner Salesforce_Sync oder das Label Salesforce Sync ist weg. Kein Kontakt wurde gelöscht.',
  'limit reached': 'Du hast 50.000 Kontakte im Ordner. Mehr passen nicht hinein.',
  refused: ['Salesforce sagt: „{message}“ Nichts wurde geändert.', 'Salesforce hat es nicht angenommen. Nichts wurde geändert.'],
  'unknown failure': 'Nichts wurde geändert. Es wird von selbst wieder versucht; eine Notiz für deinen Admin enthält die Einzelheiten.',
  'kept out by you': [
    'Du hast ihn am {date} herausgehalten. Nichts über {kind|event:diesen Termin|other:diesen Kontakt} geht zu Salesforce.',
    'Nichts über {kind|event:diesen Termin|other:diesen Kontakt} geht zu Salesforce.',
  ],
  private: 'Private {kind|contact:Kontakte|other:Termine} bleiben aus Salesforce heraus.',
  'outside the window': [
    'Deine Konfiguration gleicht Termine von {from} bis {to} ab. Dieser kommt dazu: {joinsOn}.',
    'Deine Konfiguration gleicht Termine von {from} bis {to} ab.',
    'Deine Konfiguration gleicht Termine so weit von heute nicht ab.',
  ],
  'owned by someone else': [
    'Deine Konfiguration gleicht nur Kontakte ab, die dir gehören. Dieser gehört {owner}.',
    'Deine Konfiguration gleicht nur Kontakte ab, die dir gehören. Dieser gehört jemand anderem.',
  ],
  'field condition': [
    'Deine Konfiguration verlangt von Kontakten: „{field}“ {operator|equals:ist|not equals:ist nicht|contains:enthält|starts with:beginnt mit|in:ist eines von|other:ist} {value}.',
    'Deine Konfiguration verlangt von Kontakten, dass „{field}“ leer ist.',
    'Deine Konfiguration lässt Kontakte wie diesen aus.',
  ],
  'blocked domain': ['{domain} ist in deiner Konfiguration gesperrt.', 'Die Domain ist in deiner Konfiguration gesperrt.'],
  'all-day': 'Deine Konfiguration lässt ganztägige Termine aus.',
  declined: 'Deine Konfiguration lässt Termine aus, die du abgelehnt hast.',
  'without outsiders': 'Deine Konfiguration lässt Termine ohne jemanden von außerhalb deiner Firma aus.',
  cancelled: 'Der Organisator hat diesen Termin abgesagt.',
  'deleted and remembered': [
    'Er wurde am {date} gelöscht. Er bleibt gelöscht, bis du ihn zurückholst.',
    'Er wurde auf einer Seite gelöscht. Er bleibt gelöscht, bis du ihn zurückholst.',
  ],
  'moved out of the folder': 'Du hast ihn aus dem Ordner verschoben. Der Datensatz bleibt, wie er ist, und ist gelöst.',
  unlinked: 'Er ist nicht mehr mit seinem Datensatz verbunden. Beide bleiben, wie sie sind.',
  direction: [
    '„{field}“ unterscheidet sich, und deine Konfiguration überträgt es nicht {side|crm:nach Salesforce|other:in dein Postfach}.',
    'Deine Konfiguration gleicht {kind|contact:Kontakte|event:Termine|other:Einträge} in diese Richtung nicht ab.',
  ],
  'not in the folder': 'Nur Kontakte im Ordner Salesforce_Sync oder mit dem Label Salesforce Sync nehmen teil.',
  unreadable: [
    'Er konnte nicht gelesen werden: {detail}. Alles andere geht weiter.',
    'Er konnte nicht gelesen werden. Alles andere geht weiter.',
  ],
  'not in salesforce': '{kind|event:Dieser Termin ist noch nicht in Salesforce.|other:Kein Kontakt oder Lead hat diese Adresse.}',
  'not picked': 'Deine Konfiguration gleicht die Termine ab, die du auswählst.',
  'category instead of folder':
    'Die Kategorie Salesforce_Sync zählt nicht, der Ordner zählt. Verschieb den Kontakt in den Ordner Salesforce_Sync.',
  'page not recognised': [
    '{page} sieht heute anders aus. Zeichen ruhen dort; der Abgleich geht weiter.',
    'Diese Seite sieht heute anders aus. Zeichen ruhen hier; der Abgleich geht weiter.',
  ],
} as const satisfies Record<CauseCode, Text>;
