import { equalJson, type FormSchema, type Json, type ResolvedField } from '@caseway/form-schemas';

/** A narrowed schema is made anew each time of the same parts. */
function isSameSchema(one: FormSchema, other: FormSchema): boolean {
  if (one === other) return true;
  const names = Object.keys(one) as (keyof FormSchema)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

const isSame = (one: ResolvedField, other: ResolvedField): boolean =>
  one.pointer === other.pointer &&
  one.type === other.type &&
  one.required === other.required &&
  equalJson({ ...one.ui } as Json, { ...other.ui } as Json) &&
  isSameSchema(one.schema, other.schema) &&
  equalJson(one.either as Json | undefined, other.either as Json | undefined);

/** The fields as they were drawn before, each as far as it says the same; the same list where nothing is another. */
export function sameFields(before: readonly ResolvedField[], now: readonly ResolvedField[]): readonly ResolvedField[] {
  const known = new Map(before.map((field) => [field.pointer, field]));
  const fields = now.map((field) => {
    const old = known.get(field.pointer);
    return old && isSame(old, field) ? old : field;
  });
  return fields.length === before.length && fields.every((field, index) => field === before[index]) ? before : fields;
}
