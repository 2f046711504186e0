import type { FormSchema } from './model/form-definition.ts';
import { resolveRef } from './schema-index.ts';

/** One way to fill in a part of a form: a branch of `oneOf` or `anyOf`. */
export interface Alternative {
  branch: FormSchema;
  /**
   * What of the branch speaks about answers that choose between the branches; it has been chosen where this holds. A
   * branch with nothing of the kind is always open.
   */
  condition: FormSchema;
  /** Fields of which it only says which answer chooses it. */
  choosing: ReadonlySet<string>;
}

const isFixed = ({ const: fixed, enum: choices }: FormSchema): boolean => fixed !== undefined || choices !== undefined;

const known = new WeakMap<FormSchema, Alternative[][]>();

/**
 * The branches of `anyOf` and `oneOf` of a schema with what chooses each: a field that the branch fixes and does not
 * declare itself (`kind: {const: 'person'}`), or that several of the branches fix.
 */
export function alternativesOf(schema: FormSchema, root: FormSchema): Alternative[][] {
  if (!schema.anyOf && !schema.oneOf) return [];
  const found = known.get(schema);
  if (found) return found;
  const groups = [schema.anyOf, schema.oneOf].flatMap((group) => (group?.length ? [groupOf(group, root)] : []));
  known.set(schema, groups);
  return groups;
}

function groupOf(group: readonly FormSchema[], root: FormSchema): Alternative[] {
  const branches = group.map((branch) => ({ branch, schema: resolveRef(branch, root) }));
  const fixing = new Map<string, number>();
  for (const { schema } of branches) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (isFixed(resolveRef(property, root))) fixing.set(name, (fixing.get(name) ?? 0) + 1);
    }
  }
  return branches.map(({ branch, schema }) => {
    const chooses = Object.entries(schema.properties ?? {}).filter(([name, given]) => {
      const property = resolveRef(given, root);
      return property['x-title'] === undefined || (isFixed(property) && (fixing.get(name) ?? 0) > 1);
    });
    const required = chooses.filter(([, property]) => isFixed(resolveRef(property, root))).map(([name]) => name);
    const condition: FormSchema = {
      ...(chooses.length > 0 && { properties: Object.fromEntries(chooses) }),
      ...(required.length > 0 && { required }),
      ...(schema.not && { not: schema.not }),
    };
    return { branch, condition, choosing: new Set(required) };
  });
}
