import { expect, test } from 'vitest';
import { contentPolicy } from './contentPolicy';

const directives = new Map(
  contentPolicy([])
    .split('; ')
    .map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]),
);

test('SEC1 scripts come from us and from Microsoft’s CDN alone, and none is made from text', () => {
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('script-src')).toEqual(["'self'", 'https://appsforoffice.microsoft.com', 'https://ajax.aspnetcdn.com']);
  expect(contentPolicy([])).not.toContain('unsafe-eval');
});

test('SEC1 only the two accounts’ own services are asked, over https; stand-ins stand in no released build', () => {
  const asked = directives.get('connect-src') ?? [];
  expect(
    asked.filter(
      (origin) => origin !== "'self'" && !/^https:\/\/([\w.*-]+\.)?(microsoft\.com|microsoftonline\.com|salesforce\.com)$/.test(origin),
    ),
  ).toEqual([]);
  expect(contentPolicy(['http://localhost:*'])).toContain('http://localhost:*');
});
