import { pointerTo } from '../json-value.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

interface Open {
  pointer: string;
  isList: boolean;
  index: number;
  keys: Set<string>;
  key: string | undefined;
}

/** Keys that stand twice in one object of a JSON text, which must be valid JSON. The pointer names the second. */
export function findDuplicateKeys(text: string): { pointer: string; name: string }[] {
  const found: { pointer: string; name: string }[] = [];
  const stack: Open[] = [];
  const pointerHere = (): string => {
    const top = stack.at(-1);
    if (!top) return '';
    return pointerTo(top.pointer, top.isList ? top.index : (top.key ?? ''));
  };
  for (const [token] of text.matchAll(TOKEN)) {
    const top = stack.at(-1);
    if (token === '{' || token === '[') {
      stack.push({ pointer: pointerHere(), isList: token === '[', index: 0, keys: new Set(), key: undefined });
    } else if (token === '}' || token === ']') stack.pop();
    else if (token === ',' && top) {
      top.index += 1;
      top.key = undefined;
    } else if (token.startsWith('"') && top && !top.isList && top.key === undefined) {
      const name = JSON.parse(token) as string;
      if (top.keys.has(name)) found.push({ pointer: pointerTo(top.pointer, name), name });
      top.keys.add(name);
      top.key = name;
    }
  }
  return found;
}
