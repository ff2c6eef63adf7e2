/** Which words open a line of a vCard or an iCalendar file: needed to tell a property from a line that was never folded. */

const words = `BEGIN END VERSION PRODID UID REV SOURCE KIND NAME PROFILE
 FN N NICKNAME PHOTO BDAY ANNIVERSARY DEATHDATE BIRTHPLACE DEATHPLACE GENDER ADR LABEL TEL EMAIL IMPP LANG TZ GEO TITLE ROLE LOGO
 ORG MEMBER RELATED CATEGORIES NOTE SOUND CLIENTPIDMAP URL KEY FBURL CALADRURI CALURI AGENT CLASS MAILER SORT-STRING XML EXPERTISE
 HOBBY INTEREST ORG-DIRECTORY LANGUAGE GRAMGENDER PRONOUNS SOCIALPROFILE CREATED
 CALSCALE METHOD ATTACH COMMENT DESCRIPTION LOCATION PERCENT-COMPLETE PRIORITY RESOURCES STATUS SUMMARY COMPLETED DTEND DUE
 DTSTART DURATION FREEBUSY TRANSP TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL TZUNTIL ATTENDEE CONTACT ORGANIZER RECURRENCE-ID
 RELATED-TO EXDATE EXRULE RDATE RRULE ACTION REPEAT TRIGGER DTSTAMP LAST-MODIFIED SEQUENCE REQUEST-STATUS REFRESH-INTERVAL COLOR
 IMAGE CONFERENCE ACKNOWLEDGED DAYLIGHT DCREATED AALARM DALARM MALARM PALARM RNUM STYLED-DESCRIPTION STRUCTURED-DATA LOCATION-TYPE
 PARTICIPANT-TYPE BUSYTYPE CALENDAR-ADDRESS`;
const known = new Set(words.split(/\s+/));

const opening = /^(?:[A-Za-z0-9_-]+\.)?([A-Za-z][A-Za-z0-9_-]*)[ \t]*(?:[;:]|$)/;

/**
 * Does this line open a property? Inside a text that was never folded ("Passcode: 12"), only well-known words do;
 * elsewhere any word in capitals. A word alone does when its value was folded away to the next line, as Mozilla did.
 */
export function opensProperty(line: string, insideText: boolean, next = ''): boolean {
  const match = opening.exec(line);
  if (!match) return false;
  const word = match[1]!;
  if (!/[;:]/.test(line)) return /^[ \t][;:]/.test(next);
  if (known.has(word.toUpperCase()) || /^X-/i.test(word)) return true;
  return !insideText && word === word.toUpperCase();
}
