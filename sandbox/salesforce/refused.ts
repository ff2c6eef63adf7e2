/** What the stand-in answers instead of doing something: Salesforce's error codes with its HTTP status. */
export class Refused extends Error {
  constructor(
    readonly errorCode: string,
    message: string,
    readonly fields: readonly string[] = [],
    readonly status = 400,
    /** Further members of the error, such as `duplicateResult`. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** As a member of the array that single calls answer. */
  get asError(): Record<string, unknown> {
    return { message: this.message, errorCode: this.errorCode, ...(this.fields.length ? { fields: this.fields } : {}), ...this.extra };
  }

  /** As a member of `errors` of one row of a collection. */
  get asRowError(): Record<string, unknown> {
    return { statusCode: this.errorCode, message: this.message, fields: this.fields, ...this.extra };
  }
}

export const notFound = (message = 'The requested resource does not exist') => new Refused('NOT_FOUND', message, [], 404);
export const invalidField = (message: string) => new Refused('INVALID_FIELD', message);
