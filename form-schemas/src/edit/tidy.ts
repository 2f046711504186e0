import type { FormSchema } from '../model/form-definition.ts';
import { without } from './change-at.ts';
import { mapSchemas } from './pointers.ts';

const isEmptyObject = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0;

/** Says nothing any more: `{}`, or lists and maps with nothing in them. */
function saysNothing(schema: FormSchema | undefined): boolean {
  if (schema === undefined) return true;
  return Object.entries(schema).every(
    ([keyword, value]) =>
      (keyword === 'properties' && isEmptyObject(value)) ||
      (['required', 'allOf'].includes(keyword) && Array.isArray(value) && value.length === 0),
  );
}

/** The schema without branches that do nothing, and without the empty lists that edits leave behind. */
export function tidied(schema: FormSchema): FormSchema {
  return mapSchemas(schema, (part) => {
    let next = part;
    for (const name of ['then', 'else'] as const) {
      if (next[name] !== undefined && next.if !== undefined && saysNothing(next[name])) next = without(next, name);
    }
    if (next.if !== undefined && next.then === undefined && next.else === undefined) next = without(next, 'if');
    if (next.required?.length === 0) next = without(next, 'required');
    const allOf = next.allOf?.filter((one) => !saysNothing(one));
    if (allOf && allOf.length === 0) next = without(next, 'allOf');
    else if (allOf && allOf.length !== next.allOf?.length) next = { ...next, allOf };
    return next;
  });
}
