// A class that knows more than eight others has two things to do.
import { readdirSync, readFileSync } from 'node:fs';

const MOST = 8;
const files = readdirSync('backend/src', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);

test('no class of the backend has more than eight collaborators', () => {
  const many = files.flatMap((name) => {
    const source = readFileSync(`backend/src/${name}`, 'utf8');
    return [...source.matchAll(/export class (\w+)[^{]*\{[\s\S]*?\n {2}constructor\(([\s\S]*?)\n? *\) *\{/g)].flatMap(
      ([, called = '', parameters = '']) => {
        const count = parameters.match(/\breadonly \w+:/g)?.length ?? 0;
        return count > MOST ? [`${called} ${count}`] : [];
      },
    );
  });
  expect(many).toEqual([]);
});
