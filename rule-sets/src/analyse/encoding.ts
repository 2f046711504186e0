import { alternativesOf, eitherOf, escapeToken, type FormSchema, type Json, resolveRef } from '@caseway/form-schemas';
import type { Condition, Leaf } from '../model/rule-set.ts';
import type { SystemFact } from '../model/system-facts.ts';
import { comparedFact } from '../reference/trace.ts';
import type { Part } from './cells.ts';
import {
  type Domain,
  exactlyOneOf,
  listDomain,
  objectDomain,
  scalarDomain,
  type TextQuestion,
  Unevaluable,
} from './domains.ts';
import type { FormFacts, Terrain } from './places.ts';
import type { Lit, Read, Sat } from './sat.ts';
import { systemAxioms } from './system-axioms.ts';
import { SYSTEM_DOMAINS } from './system-domains.ts';

/** Something about which the encoding knows nothing. */
export interface Unknown {
  question: string;
  lit: Lit;
  text?: TextQuestion;
}

/** A place of a form that speaks of a field (shows it, demands it), or a branch: and when it applies. */
export interface Spoken {
  guard: Lit;
  /** RFC 6901, into the form. */
  pointer: string;
  /** What it says of the field, where it shows one. */
  part?: Part;
  /** False where answers have yet to say whether it applies: a branch of `oneOf` or `anyOf`. */
  certain: boolean;
}

export interface SpokenOf {
  /** By field. */
  shown: Map<string, Spoken[]>;
  demanded: Map<string, Spoken[]>;
  /** Of conditions: `then` and `else`. */
  branches: (Spoken & { fields: Set<string> })[];
}

/**
 * All cases that the forms allow, as clauses: one literal a cell, "nothing given" among them, and as axioms what the
 * forms and the platform demand. With rules' conditions as literals over it, a solution is a case.
 */
export class Encoding {
  readonly domains = new Map<string, Domain>();
  readonly unknowns = new Map<string, Unknown>();
  private readonly presences = new Map<string, Lit>();
  private readonly leaves = new Map<string, Lit>();
  private readonly named = new Map<string, Lit>();

  /**
   * `unfinished`: also answers on their way, to which what is demanded may still be missing. Each is shown, and fits what
   * certainly applies to it.
   */
  constructor(
    readonly sat: Sat,
    readonly terrain: Terrain,
    private readonly unfinished = false,
  ) {
    for (const place of terrain.places.values()) this.domains.set(place.key, this.domainOf(place.key));
    for (const facts of terrain.forms) this.demandForm(facts);
    systemAxioms(this);
  }

  /** The case is entered in that form. */
  form(key: string): Lit {
    return this.domains.get('form')?.answer('equal', key) ?? this.sat.FALSE;
  }

  /** The case is entered in a form that is at hand. */
  get known(): Lit {
    const { strangers } = this.terrain;
    return strangers.length === 0 ? this.sat.TRUE : -this.sat.or(strangers.map((key) => this.form(key)));
  }

  /** Something is given there: at any place or other field of the forms. */
  presence(key: string): Lit {
    const domain = this.domains.get(key);
    if (domain) return -domain.missing;
    const known = this.presences.get(key);
    if (known !== undefined) return known;
    const lit = this.sat.newVar();
    this.presences.set(key, lit);
    return lit;
  }

  /** Fields beside the places that are to be filled in, by a solution. */
  filledFields(value: Read): string[] {
    return [...this.presences].filter(([, lit]) => value(lit)).map(([key]) => key);
  }

  /** The same literal for the same question, whose answer the solver chooses. */
  ask(question: string, text?: TextQuestion): Lit {
    const known = this.unknowns.get(question);
    if (known) return known.lit;
    const lit = this.sat.newVar();
    this.unknowns.set(question, { question, lit, ...(text && { text }) });
    return lit;
  }

  /** Whether the condition holds. Throws Unevaluable where json-rules-engine would. */
  condition(condition: Condition): Lit {
    if ('condition' in condition) {
      const { condition: name } = condition;
      const target = this.terrain.normal.named.get(name);
      if (!target) throw new Unevaluable(`no condition named ${JSON.stringify(name)}`);
      const known = this.named.get(name) ?? this.condition(target);
      this.named.set(name, known);
      return known;
    }
    // An empty group holds, also of `any`.
    if ('all' in condition) return this.sat.and(condition.all.map((part) => this.condition(part)));
    if ('any' in condition) {
      return condition.any.length === 0
        ? this.sat.TRUE
        : this.sat.or(condition.any.map((part) => this.condition(part)));
    }
    if ('not' in condition) return -this.condition(condition.not);
    const key = JSON.stringify([condition.fact, condition.path ?? '', condition.operator, condition.value]);
    const known = this.leaves.get(key) ?? this.leafAnywhere(condition, key);
    this.leaves.set(key, known);
    return known;
  }

  /** Of a case in a form that is not at hand, a condition may say anything. */
  private leafAnywhere(leaf: Leaf, key: string): Lit {
    const said = this.leaf(leaf);
    const { sat, known } = this;
    if (known === sat.TRUE || leaf.fact === 'form') return said;
    const free = this.elsewhere.get(key) ?? sat.newVar();
    this.elsewhere.set(key, free);
    return sat.or([sat.and([known, said]), sat.and([-known, free])]);
  }

  private readonly elsewhere = new Map<string, Lit>();

  private leaf({ fact, path, operator, value }: Leaf): Lit {
    const other = comparedFact(value);
    const location = this.terrain.locate(fact, path);
    if (other || location === 'unknown') {
      // Still has to be an operator.
      this.nothingDomain().answer(operator, null);
      return this.ask(`compare ${JSON.stringify([fact, path ?? '', operator, value])}`);
    }
    const domain = location === 'missing' ? this.nothingDomain() : this.domains.get(location.at.key);
    return (domain ?? this.nothingDomain()).answer(operator, value as Json);
  }

  /** Where never anything is given. */
  private nothingDomain(): Domain {
    const place = { key: '', fact: '', system: false, shape: 'scalar', cells: [], complete: true } as const;
    const { sat } = this;
    return scalarDomain(
      sat,
      { ...place, cells: [], lengths: [], formats: 0, parts: [], uses: [], read: false },
      this,
      true,
    );
  }

  private domainOf(key: string): Domain {
    const { terrain, sat } = this;
    const place = terrain.places.get(key);
    if (!place) throw new RangeError(`no place ${key}`);
    if (place.system) {
      const keys = [...terrain.forms.map(({ form }) => form.key), ...terrain.strangers];
      const { missing = false } = SYSTEM_DOMAINS[key as SystemFact](terrain.ruleSet, keys);
      const domain =
        place.shape === 'list'
          ? listDomain(sat, place, this, { miss: missing, beEmpty: true })
          : scalarDomain(sat, place, this, missing);
      sat.clause(domain.missing, ...place.parts.map((part) => domain.fits(part)));
      return domain;
    }
    if (place.shape === 'list') return listDomain(sat, place, this, { miss: true, beEmpty: false });
    if (place.shape === 'scalar') return scalarDomain(sat, place, this, true);
    return objectDomain(sat, place, this, ({ schema, root }) => this.objectFits(schema, root, `${key}.`));
  }

  /** Nothing that the form has not, nothing that it does not show, and everything as it demands. */
  private demandForm({ form, fields }: FormFacts): void {
    const { sat, terrain } = this;
    const mine = this.form(form.key);
    const spoken: SpokenOf = { shown: new Map(), demanded: new Map(), branches: [] };
    const everywhere = { guard: sat.TRUE, pointer: '/schema', certain: true };
    this.collectSpoken(form.schema, form.schema, '', everywhere, spoken, 0);
    this.spoken.set(form.key, spoken);
    if (this.unfinished) this.demandFitting(mine, spoken);
    else sat.clause(-mine, this.objectFits(form.schema, form.schema, ''));
    for (const key of fields.keys()) sat.clause(-mine, -this.presence(key), this.visible(form.key, key));
    for (const { key, system } of terrain.places.values()) {
      if (!system && !fields.has(key)) sat.clause(-mine, -this.presence(key));
    }
  }

  /** What is given fits what certainly applies to it; an object fits by its parts. */
  private demandFitting(mine: Lit, { shown }: SpokenOf): void {
    for (const [key, places] of shown) {
      for (const { guard, part, certain } of places) {
        if (!part || !certain || this.terrain.places.get(key)?.shape === 'object') continue;
        this.sat.clause(-mine, -guard, -this.presence(key), this.valueFits(key, part));
      }
    }
  }

  /** By form. */
  readonly spoken = new Map<string, SpokenOf>();

  /** The form asks for the field now. */
  visible(form: string, key: string): Lit {
    return this.sat.or((this.spoken.get(form)?.shown.get(key) ?? []).map(({ guard }) => guard));
  }

  /** The form takes no answer without the field now; of a field in an object: no object without it. */
  required(form: string, key: string): Lit {
    return this.sat.or((this.spoken.get(form)?.demanded.get(key) ?? []).map(({ guard }) => guard));
  }

  /** When the form shows and demands each of its fields: those that stand in branches only while these apply. */
  private collectSpoken(
    given: FormSchema,
    root: FormSchema,
    prefix: string,
    here: Spoken,
    found: SpokenOf,
    depth: number,
  ): void {
    if (depth > 8) return;
    const { sat } = this;
    const schema = resolveRef(given, root);
    const add = (to: Map<string, Spoken[]>, key: string, more: Spoken) => to.set(key, [...(to.get(key) ?? []), more]);
    for (const name of schema.required ?? []) {
      add(found.demanded, prefix + name, { ...here, pointer: `${here.pointer}/required` });
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const key = prefix + name;
      const part = resolveRef(property, root);
      const pointer = `${here.pointer}/properties/${escapeToken(name)}`;
      add(found.shown, key, { ...here, pointer, part: { schema: part, root } });
      if (part.type === 'object' || part.properties) {
        const guard = sat.and([here.guard, this.presence(key)]);
        this.collectSpoken(part, root, `${key}.`, { ...here, guard, pointer }, found, depth + 1);
      }
    }
    const enter = (part: FormSchema | undefined, step: string, when: Lit, certain = true): void => {
      if (!part) return;
      const guard = sat.and([here.guard, when]);
      const inner = { guard, pointer: `${here.pointer}/${step}`, certain: here.certain && certain };
      this.collectSpoken(part, root, prefix, inner, found, depth + 1);
    };
    if (schema.if) {
      const holds = this.objectFits(schema.if, root, prefix);
      for (const [step, when] of [
        ['then', holds],
        ['else', -holds],
      ] as const) {
        const part = schema[step];
        if (!part) continue;
        const fields = new Set(namesIn(part, root).map((name) => prefix + name));
        const guard = sat.and([here.guard, when]);
        found.branches.push({ ...here, guard, pointer: `${here.pointer}/${step}`, fields });
        enter(part, step, when);
      }
    }
    for (const [at, part] of (schema.allOf ?? []).entries()) enter(part, `allOf/${at}`, sat.TRUE);
    for (const group of alternativesOf(schema, root)) {
      // Of several that are enough by themselves none is demanded.
      const branches = group.map(({ branch }) => branch);
      if (eitherOf(branches, root)) continue;
      for (const { branch, condition, choosing } of group) {
        // What chooses between branches is asked before one is chosen.
        for (const name of choosing) add(found.shown, prefix + name, { ...here, certain: false });
        const step = schema.oneOf?.includes(branch)
          ? `oneOf/${schema.oneOf.indexOf(branch)}`
          : `anyOf/${schema.anyOf?.indexOf(branch) ?? 0}`;
        enter(branch, step, this.objectFits(condition, root, prefix), false);
      }
    }
  }

  /** Whether an object's properties, and which there are, fit the schema. */
  private objectFits(given: FormSchema, root: FormSchema, prefix: string, depth = 0): Lit {
    const { sat } = this;
    if (depth > 16) return sat.TRUE;
    const schema = resolveRef(given, root);
    if (schema.type !== undefined && schema.type !== 'object') return sat.FALSE;
    const of = (part: FormSchema) => this.objectFits(part, root, prefix, depth + 1);
    const demands: Lit[] = (schema.required ?? []).map((name) => this.givenIn(prefix + name));
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      demands.push(sat.or([-this.givenIn(prefix + name), this.valueFits(prefix + name, { schema: property, root })]));
    }
    const { additionalProperties, ...rest } = schema;
    if (additionalProperties === false) {
      const allowed = new Set(Object.keys(schema.properties ?? {}).map((name) => prefix + name));
      for (const key of this.propertiesOf(prefix)) if (!allowed.has(key)) demands.push(-this.presence(key));
    }
    // What is not read here may hold or not: an example shows which.
    if (
      typeof additionalProperties === 'object' ||
      UNREAD_OF_OBJECTS.some((keyword) => (rest[keyword] ?? true) !== true)
    ) {
      demands.push(this.ask(`object ${prefix} ${JSON.stringify(schema)}`));
    }
    for (const [name, others] of Object.entries(schema.dependentRequired ?? {})) {
      for (const other of others) demands.push(sat.or([-this.givenIn(prefix + name), this.givenIn(prefix + other)]));
    }
    for (const [name, part] of Object.entries(schema.dependentSchemas ?? {})) {
      demands.push(sat.or([-this.givenIn(prefix + name), of(part)]));
    }
    demands.push(...(schema.allOf ?? []).map(of));
    if (schema.anyOf) demands.push(sat.or(schema.anyOf.map(of)));
    if (schema.oneOf) demands.push(exactlyOneOf(sat, schema.oneOf.map(of)));
    if (schema.not) demands.push(-of(schema.not));
    if (schema.if) {
      const holds = of(schema.if);
      if (schema.then) demands.push(sat.or([-holds, of(schema.then)]));
      if (schema.else) demands.push(sat.or([holds, of(schema.else)]));
    }
    return sat.and(demands);
  }

  /** What is no field of any form is never kept. */
  private givenIn(key: string): Lit {
    return this.terrain.forms.some(({ fields }) => fields.has(key)) ? this.presence(key) : this.sat.FALSE;
  }

  private propertiesOf(prefix: string): string[] {
    const keys = new Set(this.terrain.forms.flatMap(({ fields }) => [...fields.keys()]));
    return [...keys].filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('.'));
  }

  /** Values of fields that decide nothing are taken to be possible: an example shows whether they are. */
  private valueFits(key: string, { schema, root }: Part): Lit {
    return this.domains.get(key)?.fits({ schema: resolveRef(schema, root), root }) ?? this.sat.TRUE;
  }
}

/** Keywords about an object that the encoding does not read: the solver may answer them as it likes. */
const UNREAD_OF_OBJECTS = [
  'const',
  'enum',
  'maxProperties',
  'minProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
] as const satisfies (keyof FormSchema)[];

/** The fields that a branch itself shows or demands. */
function namesIn(given: FormSchema, root: FormSchema): string[] {
  const { properties = {}, required = [], allOf = [] } = resolveRef(given, root);
  return [...Object.keys(properties), ...required, ...allOf.flatMap((part) => namesIn(part, root))];
}
