/** Mail domains, for blocked domains and "without outsiders". */

/** `https://Mail.Example.com/`, `@example.com` and `jo@example.com` all mean `example.com`. */
export function domainOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?#:].*$/, '')
    .replace(/^\.+|\.+$/g, '');
}

/** The one of these domains that the address belongs to; `mail.example.com` belongs to `example.com`. '' = none. */
export function domainAmong(email: string, domains: readonly string[]): string {
  if (domains.length === 0) return '';
  const domain = domainOf(email);
  return domains.find((one) => domain === one || domain.endsWith(`.${one}`)) ?? '';
}
