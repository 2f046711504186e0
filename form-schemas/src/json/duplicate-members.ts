import { escapeToken } from './pointer.ts';

/** A member of an object of a JSON text whose name stood there before: reading keeps the second alone. */
export interface DuplicateMember {
  pointer: string;
  name: string;
  /** Offset of its name in the text. */
  at: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

interface Open {
  /** Names that stood in the object; absent in a list. */
  names?: Set<string>;
  /** The member or the entry that is at hand. */
  step: string | number | undefined;
}

/**
 * Members whose name stands twice in one object of a valid JSON text; each is the later one. Linear, whatever the text; no depth
 * hurts it.
 */
export function findDuplicateMembers(text: string, most = 20): DuplicateMember[] {
  const found: DuplicateMember[] = [];
  const open: Open[] = [];
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    const top = open.at(-1);
    if (token === '{') open.push({ names: new Set(), step: undefined });
    else if (token === '[') open.push({ step: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && top) top.step = typeof top.step === 'number' ? top.step + 1 : undefined;
    else if (token.startsWith('"') && top?.names && top.step === undefined) {
      const name = JSON.parse(token) as string;
      top.step = name;
      if (top.names.has(name)) {
        const pointer = open.map(({ step }) => `/${escapeToken(String(step))}`).join('');
        if (found.push({ pointer, name, at }) === most) return found;
      }
      top.names.add(name);
    }
  }
  return found;
}
