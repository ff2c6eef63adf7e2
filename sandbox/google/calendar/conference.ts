/** Conference data: made on request, otherwise kept as it is (Calendar API, `conferenceDataVersion`). */
import { isObject, type Json, objectOf, textOf } from '../json';

export function withConference(value: Json | undefined): Json | undefined {
  const request = objectOf(value).createRequest;
  if (!isObject(request)) return value;
  const code = textOf(request.requestId)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .padEnd(10, 'x')
    .slice(0, 10);
  const room = `${code.slice(0, 3)}-${code.slice(3, 7)}-${code.slice(7)}`;
  return {
    createRequest: { ...request, status: { statusCode: 'success' } },
    entryPoints: [{ entryPointType: 'video', uri: `https://meet.google.com/${room}`, label: `meet.google.com/${room}` }],
    conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
    conferenceId: room,
  };
}

/** The link that the event shows beside its conference. */
export const linkOf = (conference: Json | undefined): string =>
  isObject(conference) && Array.isArray(conference.entryPoints) ? textOf(objectOf(conference.entryPoints[0]).uri) : '';
