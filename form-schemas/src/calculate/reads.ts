import type { FormSchema } from '../model/form-definition.ts';
import type { Read } from './infer.ts';
import { infer } from './infer.ts';
import { isProblem, parseExpression } from './parse-expression.ts';
import { namesFor, scopesBelow } from './scopes.ts';

/** The fields that an expression reads where it stands in an object of a form (`''`, `/rows/*`), each with its place in the text. */
export function readsIn(root: FormSchema, object: string, text: string): Read[] {
  const scope = scopesBelow(root).find(({ pattern }) => pattern === object);
  const parsed = scope && parseExpression(text, namesFor(text, scope, root));
  return !parsed || isProblem(parsed) ? [] : infer(parsed, scope, root).reads;
}

/** The text with another name for one field that it reads, the rest as it is written. */
export function withName(text: string, reads: readonly Read[], pattern: string, name: string): string {
  const spans = reads.filter((read) => read.pattern === pattern).map(({ at }) => at);
  return spans
    .toSorted((a, b) => b.from - a.from)
    .reduce((rest, { from, to }) => rest.slice(0, from) + name + rest.slice(to), text);
}
