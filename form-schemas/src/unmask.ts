import { equalJson, isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { keepsOutNamed } from './recusals.ts';
import { followAs, resolveRef } from './schema-index.ts';
import { allProperties } from './schema-walk.ts';
import { isWithheld, maskSensitive, splitSensitive } from './sensitive.ts';

/** Data in which masked values stood for stored ones, put together again. */
export interface Restored {
  data: FormData;
  /** Pointers of values that look masked and stand for no stored one, or for one of several. */
  unclear: string[];
}

const looksMasked = (value: Json): boolean => JSON.stringify(value).includes('*');

/**
 * The data with each sensitive value that is the mask of the stored one replaced by that: what somebody was shown masked
 * and left alone stays as it is, and what they typed is theirs. Items of a list are told by their masks, wherever they
 * stand now. `unmaskSensitive(form, maskSensitive(form, data).data, data)` gives `data`.
 */
export function unmaskSensitive(form: Pick<FormDefinition, 'schema'>, shown: FormData, stored: FormData): Restored {
  const root = form.schema;
  const unclear: string[] = [];
  const accuses = keepsOutNamed(form);
  // As an object of its own: the functions of whole forms take a part of one, too.
  const ofPart = (schema: FormSchema) => ({
    schema: followAs(root, { type: 'object', properties: { part: schema } }),
  });
  const masked = (schema: FormSchema, part: Json): Json =>
    maskSensitive(ofPart(schema), { part }, accuses).data.part ?? null;
  const secret = (schema: FormSchema, part: Json): Json | undefined =>
    splitSensitive(ofPart(schema), { part }).sensitive.part;

  const restore = (schema: FormSchema, value: Json, known: Json | undefined, pointer: string): Json => {
    const here = resolveRef(schema, root);
    if (isWithheld(here, accuses)) {
      if (known !== undefined && equalJson(value, masked(here, known))) return known;
      if (looksMasked(value)) unclear.push(pointer);
      return value;
    }
    const { items } = here;
    if (Array.isArray(value) && items) {
      const left = Array.isArray(known) ? known.map((item, index) => ({ item, index, mask: masked(items, item) })) : [];
      return value.map((item, index) => {
        const alike = left.filter(({ mask }) => equalJson(secret(items, item), secret(items, mask)));
        const opposite = value.length === left.length ? left[index] : undefined;
        // Of several that look the same, who was taken out cannot be told: only where none was, each stands in its place.
        const chosen = alike.length === 1 ? alike[0] : alike.find((one) => one === opposite);
        // Nothing of it is as it was shown: then what stands in its place is compared field by field.
        const before = chosen ?? (alike.length === 0 ? opposite : undefined);
        return restore(items, item, before?.item, `${pointer}/${index}`);
      });
    }
    if (!isObject(value)) return value;
    const properties = allProperties(here, root);
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => {
        const property = properties.get(name);
        const before = isObject(known) && Object.hasOwn(known, name) ? known[name] : undefined;
        return [name, property ? restore(property, part, before, `${pointer}/${escapeToken(name)}`) : part];
      }),
    );
  };
  const data = restore(root, shown, stored, '');
  return { data: isObject(data) ? data : {}, unclear };
}
