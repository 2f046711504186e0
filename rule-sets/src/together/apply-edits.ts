import { isJsonObject } from '../json-value.ts';
import type { TogetherEdit } from './together.ts';

const tokens = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

function changed(at: unknown, [step, ...rest]: readonly string[], edit: TogetherEdit): unknown {
  if (step === undefined) return 'value' in edit ? edit.value : at;
  if (rest.length === 0 && 'add' in edit) {
    if (Array.isArray(at)) return step === '-' ? [...at, edit.add] : at;
    return isJsonObject(at) && !Object.hasOwn(at, step) ? { ...at, [step]: edit.add } : at;
  }
  if (Array.isArray(at)) return at.map((item, index) => (String(index) === step ? changed(item, rest, edit) : item));
  if (!isJsonObject(at) || !Object.hasOwn(at, step)) return at;
  const renames = rest.length === 0 && 'name' in edit;
  return Object.fromEntries(
    Object.entries(at).map(([name, value]) => {
      if (name !== step) return [name, value];
      return renames ? [edit.name, value] : [name, changed(value, rest, edit)];
    }),
  );
}

/** The content with edits made; one whose place is not there changes nothing. The order of members stays. */
export function applyEdits<Content>(content: Content, edits: readonly TogetherEdit[]): Content {
  return edits.reduce<unknown>((at, edit) => changed(at, tokens(edit.pointer), edit), content) as Content;
}
