// Nothing of a shipped path can be taken away without its being told: one member after the other is.
import { readdirSync, readFileSync } from 'node:fs';
import { diffPaths } from './diff-paths.ts';

const LIBRARY = 'rule-sets/library/paths';

/** Members that may be left out and mean the same then. */
const MEANS_NOTHING: Record<string, unknown> = { effects: [], required: false };

type Node = Record<string, unknown> | unknown[];
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every place of a document, as the names that lead there. */
function places(node: Node, at: string[] = []): string[][] {
  return Object.entries(node).flatMap(([name, value]) => {
    const here = [...at, name];
    // The languages of a text are another test's.
    return [here, ...(isNode(value) && !('zh-CN' in value) ? places(value, here) : [])];
  });
}

function without(path: Node, place: readonly string[]): { path: Node; taken: unknown } {
  const copy = structuredClone(path);
  const parent = place.slice(0, -1).reduce<Node>((node, name) => (node as Record<string, Node>)[name] ?? [], copy);
  const last = place.at(-1) ?? '';
  const taken = (parent as Record<string, unknown>)[last];
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return { path: copy, taken };
}

/** Which member it is, wherever in its list it stands. */
const kindOf = (place: readonly string[]): string => place.map((name) => (/^\d+$/.test(name) ? '*' : name)).join('/');

test.each(readdirSync(LIBRARY))('%s: whatever is taken away is told', (file) => {
  const path = JSON.parse(readFileSync(`${LIBRARY}/${file}`, 'utf8'));
  // Of each kind of member the first that stands.
  const each = [
    ...new Map(
      places(path)
        .toReversed()
        .map((place) => [kindOf(place), place]),
    ).values(),
  ];
  const untold = each.filter((place) => {
    const changed = without(path, place);
    const last = place.at(-1) ?? '';
    if (last in MEANS_NOTHING && JSON.stringify(changed.taken) === JSON.stringify(MEANS_NOTHING[last])) return false;
    try {
      return diffPaths(path, changed.path as never).length === 0;
    } catch {
      // No path any more: refused by its shape before anything is compared.
      return false;
    }
  });
  expect(untold.map((place) => place.join('/'))).toEqual([]);
});
