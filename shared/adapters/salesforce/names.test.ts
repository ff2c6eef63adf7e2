import { expect, test } from 'vitest';
import { matchesOf, plainName, searchStart } from './names';

test.each([
  ['Acme, Inc.', 'acme'],
  ['ACME GmbH', 'acme'],
  ['Acme Ltd', 'acme'],
  ['Müller & Söhne GmbH & Co. KG', 'müller & söhne'],
  ['A.G. Edwards', 'ag edwards'],
  ['  The   Limited  Company ', 'the limited'],
  ['Inc', 'inc'],
  ['Coca Cola', 'coca cola'],
])('CON3 %j is plainly %j', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

test('CON3 the exact account comes first, then those of the same plain name, then those that begin alike', () => {
  const accounts = ['Acme Holding', 'acme gmbh', 'ACME, INC.', 'Acme', 'Beta'].map((name, n) => ({ id: String(n), name }));
  expect(matchesOf('Acme, Inc.', accounts).map(({ name, exact }) => [name, exact])).toEqual([
    ['ACME, INC.', true],
    ['Acme', false],
    ['acme gmbh', false],
    ['Acme Holding', false],
  ]);
  expect(matchesOf('  ', accounts)).toEqual([]);
});

test('CON3 too little to search by is not searched by', () => {
  expect(searchStart('A B')).toBe('a b');
  expect(searchStart('AB')).toBe('');
  expect(searchStart('The Blue Company')).toBe('the blue');
});
