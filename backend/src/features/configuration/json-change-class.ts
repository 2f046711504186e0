import { type Json, readPointer } from '@caseway/form-schemas';
import { citedIn, type JsonChange } from '@caseway/rule-sets';

/** Texts that people read decide nothing; whatever else is compared as plain JSON may. */
const WORDS = /\/(title|description|help|source|rights|notice|message|x-title|x-help)(\/(zh-CN|en))?$/;
const TITLE = /\/title(\/(zh-CN|en))?$/;
const SOURCE = /\/source\/zh-CN$/;

/** Every title of a document, in every language. */
function titlesIn(content: unknown, found = new Set<unknown>()): Set<unknown> {
  if (content === null || typeof content !== 'object') return found;
  for (const [name, value] of Object.entries(content)) {
    if (name === 'title' && value !== null && typeof value === 'object') {
      for (const text of Object.values(value)) found.add(text);
    }
    titlesIn(value, found);
  }
  return found;
}

/**
 * What a change between two documents compared as plain JSON means. Words decide nothing, unless they are the title of
 * something else of the document, or name another law.
 */
export function jsonChangeClass(
  { pointer, code }: JsonChange,
  old: unknown,
  now: unknown,
): 'words' | 'needs-migration' {
  if (!WORDS.test(pointer) || code !== 'changed') return 'needs-migration';
  const [before, after] = [readPointer(old as Json, pointer), readPointer(now as Json, pointer)];
  if (TITLE.test(pointer) && titlesIn(old).has(after)) return 'needs-migration';
  if (!SOURCE.test(pointer)) return 'words';
  const [was, is] = [before, after].map((source) => citedIn(source).join('; '));
  return was === is ? 'words' : 'needs-migration';
}
