/** Reads the four dialects of error bodies into the few facts that the classification table looks at. Believes nothing. */
export interface ErrorFacts {
  /** Everything in the body that names the error, most telling first. */
  readonly codes: readonly string[];
  readonly fields: readonly string[];
  /** The vendor's own words, for a person to read. */
  readonly detail: string;
  /** Of a duplicate rule: its name, and the records it found. */
  readonly rule: string;
  readonly matches: readonly string[];
}

type Bag = Readonly<Record<string, unknown>>;

const bag = (value: unknown): Bag => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (values: readonly unknown[]): string[] => values.map(text).filter((value) => value !== '');
const facts = (codes: readonly unknown[], detail: string, more: Partial<ErrorFacts> = {}): ErrorFacts => ({
  codes: texts(codes),
  fields: [],
  detail: detail.slice(0, 500),
  rule: '',
  matches: [],
  ...more,
});
const sentence = (...parts: unknown[]): string => texts(parts).join(': ');

export function graphError(body: unknown): ErrorFacts {
  const error = bag(bag(body).error);
  const inner = bag(error.innerError ?? error.innererror);
  return facts([error.code, inner.code], sentence(error.code, error.message));
}

export function calendarError(body: unknown): ErrorFacts {
  const error = bag(bag(body).error);
  const reasons = list(error.errors).map(bag);
  // An invalid sync token is a 400 at some times: the location tells it from other bad requests.
  const named = reasons.flatMap((reason) => [reason.reason, reason.domain, reason.location]);
  return facts([...named, error.status], sentence(reasons[0]?.reason, error.message ?? error.status));
}

export function peopleError(body: unknown): ErrorFacts {
  const error = bag(bag(body).error);
  const reasons = [...list(error.details), ...list(error.errors)].map((detail) => bag(detail).reason);
  const expired = /sync token.{0,20}expired|expired.{0,20}sync token/i.test(text(error.message)) ? 'EXPIRED_SYNC_TOKEN' : '';
  return facts([expired, ...reasons, error.status], sentence(error.status, error.message));
}

/** REST answers `[{errorCode,message,fields}]`, collections `[{statusCode,message,fields}]`, composite parts either. */
export function salesforceError(body: unknown): ErrorFacts {
  const errors = (Array.isArray(body) ? list(body) : [body]).map(bag);
  const first = errors[0] ?? {};
  const tooLong = errors.some(
    (error) => /duration/i.test(text(error.message)) && /INTEGRITY/.test(text(error.errorCode ?? error.statusCode)),
  );
  // Both spellings are on the wire (wire-contracts 4.7).
  const duplicate = bag(first.duplicateResut ?? first.duplicateResult);
  const matches = list(duplicate.matchResults)
    .flatMap((result) => list(bag(result).matchRecords))
    .map((match) => bag(bag(match).record));
  return facts(
    [tooLong ? 'duration' : '', ...errors.map((error) => error.errorCode ?? error.statusCode)],
    sentence(first.errorCode ?? first.statusCode, first.message),
    {
      fields: texts(errors.flatMap((error) => list(error.fields))),
      rule: text(duplicate.duplicateRule),
      matches: texts(matches.map((record) => record.Id ?? record.id)),
    },
  );
}
