// Nothing typed is lost or cut: every dialog with an input is the one that asks, and no input of the browser cuts.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return path.endsWith('.tsx') ? [path] : [];
  });
const files = sources('frontend/src').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const ASKS = join('frontend', 'src', 'common', 'Dialog.tsx');
const INPUT = /<(Input|TextLine|TextBlock|Form\.Item|Select|StepForm|SignInForm|DatePicker|Radio\.Group)\b/;

test('a plain dialog has nothing to type in', () => {
  const plain = files.filter(({ path, text }) => path !== ASKS && /<(Modal|Drawer)\b/.test(text) && INPUT.test(text));
  // Who signs in again has typed a password at most; two drafts that differ are chosen between, and kept.
  expect(plain.map(({ path }) => path.split('/').at(-1)).toSorted()).toEqual([
    'ConflictDialog.tsx',
    'SignInDialog.tsx',
  ]);
});

test('no input cuts what is typed', () => {
  expect(files.filter(({ text }) => /\bmaxLength=/.test(text)).map(({ path }) => path)).toEqual([]);
});
