// The audit page names every act in both languages: no key of the code reaches it.
import { readdirSync, readFileSync } from 'node:fs';

const SOURCE = 'backend/src';
const ACTION = /action: '([a-z-]+\.[a-z.-]+)'/g;

const written = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .flatMap((name) => [...readFileSync(`${SOURCE}/${name}`, 'utf8').matchAll(ACTION)].map(([, action = '']) => action));

test.each(['zh-CN', 'en'])('every act that is recorded has a name in %s', (locale) => {
  const { auditAction } = JSON.parse(readFileSync(`frontend/src/i18n/${locale}.json`, 'utf8'));
  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((action) => !(action.replace('.', '-') in auditAction))).toEqual([]);
});
