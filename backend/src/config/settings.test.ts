import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './settings.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'caseway-settings-'));
const SECRET = 'a secret that is long enough to be one';

test('what is left out has its documented value', () => {
  const settings = readSettings({ DATA_DIR: folder() });
  expect(settings).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: null,
    logLevel: 'info',
    demonstration: true,
  });
});

test('the secret of the embedded database is made once and kept', () => {
  const DATA_DIR = folder();
  const { secret } = readSettings({ DATA_DIR });
  expect(secret.length).toBeGreaterThan(40);
  expect(readSettings({ DATA_DIR }).secret).toBe(secret);
  expect(readFileSync(join(DATA_DIR, 'secret'), 'utf8')).toBe(secret);
});

test('a database server is not filled with invented people unless asked', () => {
  const env = { DATA_DIR: folder(), DATABASE_URL: 'postgres://a/b', CASEWAY_SECRET: SECRET };
  expect(readSettings(env).demonstration).toBe(false);
  expect(readSettings({ ...env, CASEWAY_DEMONSTRATION: 'on' }).demonstration).toBe(true);
  expect(() => readSettings({ ...env, CASEWAY_DEMONSTRATION: 'perhaps' })).toThrow(/^CASEWAY_DEMONSTRATION="perhaps"/);
});

test('settings cannot be changed', () => {
  const settings = readSettings({ DATA_DIR: folder() });
  expect(() => Object.assign(settings, { port: 1 })).toThrow(TypeError);
});

test('a folder that its file system refuses stops the start instead of holding it up', () => {
  // Linux's own view of its processes takes no folders; elsewhere there is no such place.
  if (process.platform !== 'linux') return;
  expect(() => readSettings({ DATA_DIR: '/proc/caseway/data' })).toThrow(
    /^DATA_DIR=.* cannot be written .*another folder/,
  );
});

test('a folder is made with the folders above it', () => {
  const DATA_DIR = join(folder(), 'years', 'of', 'data');
  expect(readSettings({ DATA_DIR }).dataDir).toBe(DATA_DIR);
});

test('drafts are kept for as many days as are set, and for none that is no number', () => {
  const env = { DATA_DIR: folder() };
  expect(readSettings(env).draftDays).toBe(90);
  expect(readSettings({ ...env, CASEWAY_DRAFT_DAYS: '7' }).draftDays).toBe(7);
  for (const days of ['0', '1.5', 'many'])
    expect(() => readSettings({ ...env, CASEWAY_DRAFT_DAYS: days })).toThrow(/^CASEWAY_DRAFT_DAYS="/);
});
