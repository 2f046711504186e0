import { readdirSync, readFileSync } from 'node:fs';

const SOURCES = readdirSync('backend/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => `backend/src/${file}`);

test('what is not possible now is said in words, never by a key of the program', () => {
  expect(SOURCES.length).toBeGreaterThan(100);
  const raw = /'not-allowed-now', \{ what: (?!NOT_ONESELF\[|why\[)/;
  expect(SOURCES.filter((file) => raw.test(readFileSync(file, 'utf8')))).toEqual([]);
});
