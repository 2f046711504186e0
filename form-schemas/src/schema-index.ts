import { equalJson, isObject } from './json/equal.ts';
import { pointerTokens } from './json/pointer.ts';
import type { FormSchema } from './model/form-definition.ts';
import { isStandard, standardDocuments } from './standard.ts';

/** Parts that a form may have when every reference is followed: far more than any office needs, and soon walked. */
export const MAX_PARTS = 10_000;
/** Levels of schemas within schemas, references followed. */
const MAX_LEVELS = 64;

/** Why references of a schema are not followed. */
export type Unbounded = 'circular' | 'too-many-parts' | 'too-deep';

const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs'] as const;
const SINGLES = [
  'items',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'additionalProperties',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
] as const;

/** The schemas that stand directly in one, with the way to each; `$defs` among them, as they stand there. */
export function partsOf(schema: FormSchema): { steps: string[]; schema: FormSchema }[] {
  const parts: { steps: string[]; schema: FormSchema }[] = [];
  const add = (part: unknown, ...steps: string[]) => {
    if (isObject(part)) parts.push({ steps, schema: part as FormSchema });
  };
  for (const name of MAPS) {
    const map: unknown = schema[name];
    if (isObject(map)) for (const [key, part] of Object.entries(map)) add(part, name, key);
  }
  for (const name of LISTS) {
    const list: unknown = schema[name];
    for (const [index, part] of Array.isArray(list) ? list.entries() : []) add(part, name, String(index));
  }
  for (const name of SINGLES) add(schema[name], name);
  return parts;
}

/** What only says how a field is called and shown; two of them do not contradict each other. */
const isAnnotation = (keyword: string): boolean =>
  keyword.startsWith('x-') ||
  ['$ref', '$id', '$anchor', '$dynamicAnchor', '$schema', '$defs', 'default'].includes(keyword);

/** A target with what stands beside the reference. Both hold: a demand that both make stays in `allOf`. */
function combined(target: FormSchema, beside: FormSchema): FormSchema {
  const { $ref: _, ...own } = beside;
  const { $id: __, $defs: ___, $anchor: ____, ...other } = target;
  const twice = Object.entries(other).filter(
    ([keyword, value]) =>
      Object.hasOwn(own, keyword) && !isAnnotation(keyword) && !equalJson(value as never, own[keyword as never]),
  );
  if (twice.length === 0) return { ...other, ...own };
  return { ...other, ...own, allOf: [...(own.allOf ?? []), Object.fromEntries(twice) as FormSchema] };
}

/** What a root without an `$id` goes by, so that relative ones below it have something to be relative to. */
const NO_ID = 'https://form.invalid/';

/** Of the platform everywhere; nothing of it is fetched. */
declare const URL: new (url: string, base?: string) => { href: string };

/** A reference or `$id` against the one that it stands in; undefined where it is none. Only names are compared: nothing is fetched. */
function resolveUri(reference: string, base: string): string | undefined {
  if (reference.startsWith('#')) return base + reference;
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

/** The part of a name before its fragment, and the fragment as it was meant. */
function divided(uri: string): { resource: string; fragment: string } {
  const at = uri.indexOf('#');
  if (at < 0) return { resource: uri, fragment: '' };
  try {
    return { resource: uri.slice(0, at), fragment: decodeURIComponent(uri.slice(at + 1)) };
  } catch {
    return { resource: uri.slice(0, at), fragment: uri.slice(at + 1) };
  }
}

const ANYTHING: FormSchema = {};
const NOTHING: FormSchema = { not: ANYTHING };

/** `true` and `false` as schemas that say the same. */
const asObject = (schema: FormSchema | boolean): FormSchema =>
  typeof schema === 'object' ? schema : schema ? ANYTHING : NOTHING;

/** Where the references of one schema lead, and whether following them all ends soon. */
class SchemaIndex {
  /** Undefined: every reference may be followed. */
  readonly unbounded: { why: Unbounded; at: FormSchema } | undefined;
  /** Schemas whose `$id` or `$anchor` another has, with that name. */
  readonly twice = new Map<FormSchema, string>();
  /** Of each schema the name of what it stands in: the nearest `$id`, its own first. */
  private readonly bases = new Map<FormSchema, string>();
  /** Schemas by `$id`, and by `$id#$anchor`. */
  private readonly named = new Map<string, FormSchema>();
  /** Of those, what `$dynamicAnchor` names. */
  private readonly dynamic = new Set<string>();
  private readonly resolved = new WeakMap<FormSchema, FormSchema>();

  constructor(private readonly root: FormSchema) {
    this.named.set(NO_ID, root);
    this.add(root, NO_ID);
    const outside = [...this.bases].some(([schema]) => isStandard(this.meant(schema)?.resource ?? ''));
    for (const [name, document] of outside ? standardDocuments() : []) this.add(document, name);
    this.unbounded = this.measure();
  }

  private add(root: FormSchema, name: string): void {
    const open: [FormSchema, string][] = [[root, name]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [schema, outer] = next;
      if (this.bases.has(schema)) continue;
      const { $id, $anchor, $dynamicAnchor } = schema;
      const own = typeof $id === 'string' ? resolveUri($id, outer) : undefined;
      const base = own === undefined ? outer : divided(own).resource;
      this.bases.set(schema, base);
      if (own !== undefined) this.name(base, schema, String($id));
      if (typeof $anchor === 'string') this.name(`${base}#${$anchor}`, schema, $anchor);
      if (typeof $dynamicAnchor === 'string') {
        this.name(`${base}#${$dynamicAnchor}`, schema, $dynamicAnchor);
        this.dynamic.add(`${base}#${$dynamicAnchor}`);
      }
      for (const part of partsOf(schema)) open.push([part.schema, base]);
    }
  }

  private meant(schema: FormSchema, reference: unknown = schema.$ref): ReturnType<typeof divided> | undefined {
    const uri = typeof reference === 'string' ? resolveUri(reference, this.base(schema)) : undefined;
    return uri === undefined ? undefined : divided(uri);
  }

  private name(uri: string, schema: FormSchema, said: string): void {
    if (this.named.has(uri)) this.twice.set(schema, said);
    else this.named.set(uri, schema);
  }

  /** The schema that a reference names, as JSON Schema 2020-12 has it; undefined where it stands in no part of this one. */
  target(schema: FormSchema, reference: unknown = schema.$ref): FormSchema | boolean | undefined {
    const meant = this.meant(schema, reference);
    if (meant === undefined) return undefined;
    const { resource, fragment } = meant;
    if (fragment !== '' && !fragment.startsWith('/')) return this.named.get(`${resource}#${fragment}`);
    let at: unknown = this.named.get(resource);
    for (const token of pointerTokens(fragment)) {
      const holder = isObject(at) || Array.isArray(at) ? (at as Record<string, unknown>) : {};
      at = Object.hasOwn(holder, token) ? holder[token] : undefined;
    }
    // What is no schema of this one, such as a value in `const`, has none to offer.
    if (typeof at === 'boolean') return at;
    return this.bases.has(at as FormSchema) ? (at as FormSchema) : undefined;
  }

  /** What `$dynamicRef` names where documents of those names have been gone into, the outermost first. */
  dynamicTarget(schema: FormSchema, scope: readonly string[]): FormSchema | boolean | undefined {
    const { $dynamicRef } = schema;
    const meant = this.meant(schema, $dynamicRef);
    if (meant === undefined) return undefined;
    const { resource, fragment } = meant;
    if (!this.dynamic.has(`${resource}#${fragment}`)) return this.target(schema, $dynamicRef);
    const outermost = scope.find((base) => this.dynamic.has(`${base}#${fragment}`)) ?? resource;
    return this.named.get(`${outermost}#${fragment}`);
  }

  /** Whether `$dynamicRef` stands anywhere. */
  isDynamic(): boolean {
    return [...this.bases.keys()].some(({ $dynamicRef }) => $dynamicRef !== undefined);
  }

  /** The name of the document that a schema stands in. */
  base(schema: FormSchema): string {
    return this.bases.get(schema) ?? this.bases.get(this.root) ?? NO_ID;
  }

  resolve(schema: FormSchema): FormSchema {
    const known = this.resolved.get(schema);
    if (known) return known;
    const target = this.unbounded ? undefined : this.target(schema);
    const found = target === undefined ? schema : combined(this.resolve(asObject(target)), schema);
    this.resolved.set(schema, found);
    return found;
  }

  /** Counts the parts with every reference followed, each schema once; says where it becomes too much. */
  private measure(): SchemaIndex['unbounded'] {
    const sizes = new Map<FormSchema, number>();
    const below = new Set<FormSchema>();
    let found: SchemaIndex['unbounded'];
    const visit = (schema: FormSchema, level: number): number => {
      if (found) return 0;
      const known = sizes.get(schema);
      if (known !== undefined) return known;
      if (below.has(schema) || level > MAX_LEVELS) {
        found = { why: below.has(schema) ? 'circular' : 'too-deep', at: schema };
        return 0;
      }
      below.add(schema);
      let size = 1;
      const parts = partsOf(schema).filter(({ steps }) => steps[0] !== '$defs');
      for (const part of parts) size += visit(part.schema, level + 1);
      const target = this.target(schema);
      if (typeof target === 'object') size += visit(target, level + 1);
      below.delete(schema);
      if (size > MAX_PARTS) found ??= { why: 'too-many-parts', at: schema };
      sizes.set(schema, size);
      return size;
    };
    visit(this.root, 0);
    return found;
  }
}

const indexes = new WeakMap<FormSchema, SchemaIndex>();

function indexOf(root: FormSchema): SchemaIndex {
  const known = indexes.get(root) ?? new SchemaIndex(root);
  indexes.set(root, known);
  return known;
}

/**
 * The schema with a local `$ref` followed; as it is where the reference leads nowhere, and where following all references
 * of the root would not end soon (`unboundedOf`): whatever walks a schema thus walks no more than `MAX_PARTS` parts.
 */
export function resolveRef(schema: FormSchema, root: FormSchema): FormSchema {
  return schema.$ref === undefined ? schema : indexOf(root).resolve(schema);
}

/** The schema that a reference names; undefined where it leads nowhere. */
export function refTarget(schema: FormSchema, root: FormSchema): FormSchema | undefined {
  const target = indexOf(root).target(schema);
  return target === undefined ? undefined : asObject(target);
}

/** What `$dynamicRef` of a schema names; `scope`: names of the documents gone into, the outermost first. */
export function dynamicTarget(schema: FormSchema, root: FormSchema, scope: readonly string[]): FormSchema | undefined {
  const target = indexOf(root).dynamicTarget(schema, scope);
  return target === undefined ? undefined : asObject(target);
}

/** Whether some schema below a root asks by which documents it was reached. */
export function isDynamic(root: FormSchema): boolean {
  return indexOf(root).isDynamic();
}

/** The name of the document that a schema stands in: the nearest `$id`. */
export function baseOf(schema: FormSchema, root: FormSchema): string {
  return indexOf(root).base(schema);
}

/** Why, and at which schema, following the references of a root does not end soon; undefined where it does. */
export function unboundedOf(root: FormSchema): { why: Unbounded; at: FormSchema } | undefined {
  return indexOf(root).unbounded;
}

/** Of each schema whose `$id` or `$anchor` stands twice below a root, that name. */
export function namesTwice(root: FormSchema): ReadonlyMap<FormSchema, string> {
  return indexOf(root).twice;
}

/** From now on `made`, which is made of parts of `root`, follows references as `root` does. */
export function followAs(root: FormSchema, made: FormSchema): FormSchema {
  indexes.set(made, indexOf(root));
  return made;
}
