import { alternativesOf } from './branches.ts';
import { type Check, demandChecks, type Fault } from './demand-checks.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import type { FormSchema, Json } from './model/form-definition.ts';
import { refTarget, unboundedOf } from './schema-index.ts';

const MAX_LEVELS = 256;

const ALWAYS: Check = () => true;
const NEVER: Check = (_, pointer, faults) => {
  faults?.push({ pointer, keyword: 'false schema', params: {} });
  return false;
};

const at = (pointer: string, step: string | number, faults: Fault[] | undefined): string =>
  faults ? `${pointer}/${escapeToken(String(step))}` : '';

/** The checks of all schemas below one root. */
class Evaluator {
  private readonly checks = new WeakMap<FormSchema, Check>();
  private readonly follow: boolean;
  private level = 0;

  constructor(private readonly root: FormSchema) {
    this.follow = unboundedOf(root) === undefined;
  }

  check(schema: FormSchema | boolean): Check {
    if (typeof schema === 'boolean') return schema ? ALWAYS : NEVER;
    const known = this.checks.get(schema);
    if (known) return known;
    // Deeper than checkForm lets pass: not looked at, rather than at the end of the stack.
    if (this.level >= MAX_LEVELS) return ALWAYS;
    this.level++;
    const made = this.compile(schema);
    this.level--;
    this.checks.set(schema, made);
    return made;
  }

  private compile(schema: FormSchema): Check {
    const target = this.follow ? refTarget(schema, this.root) : undefined;
    const parts: Check[] = [
      ...(target ? [this.check(target)] : []),
      ...demandChecks(schema),
      ...this.listChecks(schema),
      ...this.objectChecks(schema),
      ...(schema.allOf ?? []).map((part) => this.check(part)),
      ...this.eitherChecks(schema),
      ...this.conditionChecks(schema),
      ...(schema.unevaluatedProperties === undefined ? [] : [this.unevaluated(schema)]),
    ];
    const [only] = parts;
    if (parts.length < 2) return only ?? ALWAYS;
    return (value, pointer, faults) => {
      let fits = true;
      for (const part of parts) {
        if (part(value, pointer, faults)) continue;
        if (!faults) return false;
        fits = false;
      }
      return fits;
    };
  }

  private listChecks({ items, contains }: FormSchema): Check[] {
    const checks: Check[] = [];
    if (items !== undefined) {
      const each = this.check(items);
      checks.push((value, pointer, faults) => {
        if (!Array.isArray(value)) return true;
        if (!faults) return value.every((item) => each(item, '', undefined));
        return value.map((item, index) => each(item, at(pointer, index, faults), faults)).every(Boolean);
      });
    }
    if (contains !== undefined) {
      const one = this.check(contains);
      checks.push((value, pointer, faults) => {
        if (!Array.isArray(value) || value.some((item) => one(item, '', undefined))) return true;
        faults?.push({ pointer, keyword: 'contains', params: {} });
        return false;
      });
    }
    return checks;
  }

  private objectChecks({ required, properties, additionalProperties }: FormSchema): Check[] {
    const checks: Check[] = [];
    if (required?.length) {
      checks.push((value, pointer, faults) => {
        if (!isObject(value)) return true;
        const missing = required.filter((name) => !Object.hasOwn(value, name));
        for (const name of faults ? missing : []) {
          faults?.push({ pointer: at(pointer, name, faults), keyword: 'required', params: { missingProperty: name } });
        }
        return missing.length === 0;
      });
    }
    const own = Object.entries(properties ?? {}).map(([name, property]) => [name, this.check(property)] as const);
    if (own.length > 0) {
      checks.push((value, pointer, faults) => {
        if (!isObject(value)) return true;
        let fits = true;
        for (const [name, check] of own) {
          if (!Object.hasOwn(value, name) || check(value[name] as Json, at(pointer, name, faults), faults)) continue;
          if (!faults) return false;
          fits = false;
        }
        return fits;
      });
    }
    if (additionalProperties !== undefined && additionalProperties !== true) {
      const names = new Set(Object.keys(properties ?? {}));
      checks.push(this.others(additionalProperties, 'additionalProperties', () => names));
    }
    return checks;
  }

  /** The properties that are not among `known` fit a schema. */
  private others(
    schema: FormSchema | boolean,
    keyword: string,
    known: (value: Record<string, Json>) => ReadonlySet<string> | 'all',
  ): Check {
    const check = this.check(schema);
    return (value, pointer, faults) => {
      if (!isObject(value)) return true;
      const names = known(value);
      if (names === 'all') return true;
      let fits = true;
      for (const name of Object.keys(value)) {
        if (names.has(name)) continue;
        const place = at(pointer, name, faults);
        if (schema === false) faults?.push({ pointer: place, keyword, params: { additionalProperty: name } });
        else if (check(value[name] as Json, place, faults)) continue;
        fits = false;
      }
      return fits;
    };
  }

  /** `anyOf` and `oneOf`: where none fits, what is wrong with the branch that the answers choose. */
  private eitherChecks(schema: FormSchema): Check[] {
    const groups = [
      { keyword: 'anyOf', group: schema.anyOf },
      { keyword: 'oneOf', group: schema.oneOf },
    ].filter(({ group }) => group !== undefined && group.length > 0);
    const chosenBy = alternativesOf(schema, this.root);
    return groups.map(({ keyword, group = [] }, place): Check => {
      const branches = group.map((branch) => this.check(branch));
      const alternatives = chosenBy[place] ?? [];
      const conditions = alternatives.map(({ condition }) => this.check(condition));
      // Answers that choose between all of the branches.
      const [first, ...rest] = alternatives.map(({ choosing }) => choosing);
      const choosing = [...(first ?? [])].filter((name) => rest.every((names) => names.has(name)));
      return (value, pointer, faults) => {
        let fitting = 0;
        for (const branch of branches) {
          if (!branch(value, '', undefined)) continue;
          fitting++;
          if (keyword === 'anyOf' || fitting > 1) break;
        }
        if (fitting === 1) return true;
        if (!faults) return false;
        const told = faults.length;
        if (fitting === 0) {
          branches.forEach((branch, index) => {
            if (conditions[index]?.(value, '', undefined)) branch(value, pointer, faults);
          });
        }
        if (faults.length > told) return false;
        if (fitting === 0 && isObject(value)) {
          for (const name of choosing) {
            const place = at(pointer, name, faults);
            const given = Object.hasOwn(value, name);
            faults.push({ pointer: place, keyword: given ? 'enum' : 'required', params: { missingProperty: name } });
          }
        }
        if (faults.length === told) faults.push({ pointer, keyword, params: { fitting } });
        return false;
      };
    });
  }

  private conditionChecks({ if: given, then: yes, else: no, not: never }: FormSchema): Check[] {
    const checks: Check[] = [];
    if (given !== undefined && (yes !== undefined || no !== undefined)) {
      const condition = this.check(given);
      const [holding, failing] = [this.check(yes ?? true), this.check(no ?? true)];
      checks.push((value, pointer, faults) =>
        (condition(value, '', undefined) ? holding : failing)(value, pointer, faults),
      );
    }
    if (never !== undefined) {
      const refused = this.check(never);
      checks.push((value, pointer, faults) => {
        if (!refused(value, '', undefined)) return true;
        faults?.push({ pointer, keyword: 'not', params: {} });
        return false;
      });
    }
    return checks;
  }

  private unevaluated(schema: FormSchema): Check {
    const { unevaluatedProperties: others = true } = schema;
    return this.others(others, 'unevaluatedProperties', (value) => this.evaluatedNames(schema, value, true));
  }

  /** The properties of an object of which a schema that it fits says something, in whatever part; `asking`: it is the one that asks. */
  private evaluatedNames(
    schema: FormSchema | boolean,
    value: Record<string, Json>,
    asking = false,
  ): ReadonlySet<string> | 'all' {
    if (typeof schema === 'boolean') return new Set();
    if (schema.additionalProperties !== undefined) return 'all';
    if (schema.unevaluatedProperties !== undefined && !asking) return 'all';
    const names = new Set(Object.keys(schema.properties ?? {}));
    const fits = (part: FormSchema): boolean => this.check(part)(value, '', undefined);
    const { if: condition } = schema;
    const holds = condition !== undefined && fits(condition);
    const parts = [
      this.follow ? refTarget(schema, this.root) : undefined,
      ...(schema.allOf ?? []),
      ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(fits),
      holds ? condition : undefined,
      ...(condition === undefined ? [] : [holds ? schema.then : schema.else]),
    ];
    for (const part of parts) {
      const more = part === undefined ? [] : this.evaluatedNames(part, value);
      if (more === 'all') return 'all';
      for (const name of more) names.add(name);
    }
    return names;
  }
}

const evaluators = new WeakMap<FormSchema, Evaluator>();

function evaluatorOf(root: FormSchema): Evaluator {
  const known = evaluators.get(root) ?? new Evaluator(root);
  evaluators.set(root, known);
  return known;
}

/**
 * Whether a value fits a schema, as JSON Schema 2020-12 says, without compiling code: what validates data on the server,
 * decides conditions of forms in the browser and tries the examples of a proof. References are found in `root`; where
 * following them would not end soon they are not followed (`checkForm` refuses such a form).
 */
export function matches(schema: FormSchema, value: Json, root: FormSchema = schema): boolean {
  return evaluatorOf(root).check(schema)(value, '', undefined);
}

/** Everything that a schema does not allow about a value; empty exactly where it `matches`. */
export function faultsOf(schema: FormSchema, value: Json, root: FormSchema = schema): Fault[] {
  const faults: Fault[] = [];
  evaluatorOf(root).check(schema)(value, '', faults);
  return faults;
}
