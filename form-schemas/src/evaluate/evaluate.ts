import { alternativesOf } from '../branches.ts';
import { eitherOf } from '../either.ts';
import { isObject } from '../json/equal.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { baseOf, dynamicTarget, isDynamic, refTarget } from '../schema-index.ts';
import { at, type Check, every, type Fault, nothingSeen, seeAlso } from './check.ts';
import { demandChecks } from './demands.ts';
import { listChecks, unevaluatedItems } from './lists.ts';
import { objectChecks, unevaluatedProperties } from './objects.ts';

/** Schemas that one value may be held against: a form of 400 fields with a list of 300 rows of 30 needs a quarter. */
const MAX_WORK = 150_000;
/** Schemas within schemas that are gone into for one value, references followed. */
const MAX_LEVELS = 600;

/** Thrown where judging a value would not end soon. */
class TooMuchWork extends Error {}

const ALWAYS: Check = () => true;
const NEVER: Check = (_, pointer, faults) => {
  faults?.push({ pointer, keyword: 'false schema', params: {} });
  return false;
};

/** The checks of all schemas below one root. */
class Evaluator {
  private readonly checks = new Map<FormSchema, Check>();
  /** Names of the documents that have been gone into, the outermost first: what `$dynamicRef` asks for. */
  private readonly scope: string[] = [];
  private readonly dynamic: boolean;
  private work = 0;
  private level = 0;

  constructor(private readonly root: FormSchema) {
    this.dynamic = isDynamic(root);
  }

  /** Holds a value against one of the schemas; false, and a fault, where that would not end soon. */
  judge(schema: FormSchema, value: Json, faults: Fault[] | undefined): boolean {
    // Conditions are asked while others are: each of them may take as long.
    const [work, level] = [this.work, this.level];
    this.work = 0;
    try {
      return this.check(schema)(value, '', faults);
    } catch (error) {
      if (!(error instanceof TooMuchWork)) throw error;
      faults?.push({ pointer: '', keyword: 'work', params: {} });
      return false;
    } finally {
      this.work = work;
      this.level = level;
      if (level === 0) this.scope.length = 0;
    }
  }

  private readonly check = (schema: FormSchema | boolean): Check => {
    if (typeof schema === 'boolean') return schema ? ALWAYS : NEVER;
    const known = this.checks.get(schema);
    if (known) return known;
    // A schema that leads back to itself finds, while it is made, what it will be.
    let made: Check | undefined;
    this.checks.set(schema, (...given) => {
      made ??= this.counted(schema, this.compile(schema));
      return made(...given);
    });
    return this.checks.get(schema) as Check;
  };

  private counted(schema: FormSchema, check: Check): Check {
    const base = this.dynamic ? baseOf(schema, this.root) : undefined;
    return (value, pointer, faults, seen) => {
      this.work++;
      if (this.work > MAX_WORK || this.level >= MAX_LEVELS) throw new TooMuchWork();
      this.level++;
      if (base !== undefined) this.scope.push(base);
      const fits = check(value, pointer, faults, seen);
      if (base !== undefined) this.scope.pop();
      this.level--;
      return fits;
    };
  }

  private compile(schema: FormSchema): Check {
    const target = refTarget(schema, this.root);
    const whole = every([
      ...(target ? [this.check(target)] : []),
      ...(schema.$dynamicRef === undefined ? [] : [this.dynamicCheck(schema)]),
      ...demandChecks(schema),
      ...listChecks(schema, this.check),
      ...objectChecks(schema, this.check),
      ...(schema.allOf ?? []).map(this.check),
      ...this.eitherChecks(schema),
      ...this.conditionChecks(schema),
    ]);
    const { unevaluatedItems: entries, unevaluatedProperties: names } = schema;
    if (entries === undefined && names === undefined) return whole;
    const rest = every([
      ...(entries === undefined ? [] : [unevaluatedItems(entries, this.check(entries))]),
      ...(names === undefined ? [] : [unevaluatedProperties(names, this.check(names))]),
    ]);
    return (value, pointer, faults, seen) => {
      const own = nothingSeen();
      const fits = whole(value, pointer, faults, own);
      if (!fits && !faults) return false;
      const left = rest(value, pointer, faults, own);
      if (seen && fits && left) seeAlso(seen, own);
      return fits && left;
    };
  }

  private dynamicCheck(schema: FormSchema): Check {
    return (...given) => {
      const target = dynamicTarget(schema, this.root, this.scope);
      return target === undefined || this.check(target)(...given);
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
      const branches = group.map(this.check);
      const alternatives = chosenBy[place] ?? [];
      const conditions = alternatives.map(({ condition }) => this.check(condition));
      // Answers that choose between all of the branches.
      const [first, ...rest] = alternatives.map(({ choosing }) => choosing);
      const choosing = [...(first ?? [])].filter((name) => rest.every((names) => names.has(name)));
      const enough = keyword === 'anyOf' ? 1 : 2;
      const either = eitherOf(group, this.root);
      return (value, pointer, faults, seen) => {
        let fitting = 0;
        for (const branch of branches) {
          const own = seen && nothingSeen();
          if (!branch(value, '', undefined, own)) continue;
          if (seen && own) seeAlso(seen, own);
          fitting++;
          // What else it fits matters where somebody asks of what has been spoken.
          if (fitting >= enough && !(seen && keyword === 'anyOf')) break;
        }
        if (keyword === 'anyOf' ? fitting > 0 : fitting === 1) return true;
        if (!faults) return false;
        if (either && isObject(value)) {
          // Told once, where the first way would begin; where more than one was taken, where the last did.
          const names = fitting === 0 ? either.flat() : either.toReversed().flat();
          const name = names.find((one) => Object.hasOwn(value, one) === fitting > 0) ?? '';
          faults.push({ pointer: at(pointer, name, faults), keyword, params: { either, fitting } });
          return false;
        }
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
    if (given !== undefined) {
      const condition = this.check(given);
      const [holding, failing] = [this.check(yes ?? true), this.check(no ?? true)];
      const branches = yes !== undefined || no !== undefined;
      checks.push((value, pointer, faults, seen) => {
        if (!branches && !seen) return true;
        const own = seen && nothingSeen();
        const holds = condition(value, '', undefined, own);
        if (holds && seen && own) seeAlso(seen, own);
        return (holds ? holding : failing)(value, pointer, faults, seen);
      });
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
}

const evaluators = new WeakMap<FormSchema, Evaluator>();

function evaluatorOf(root: FormSchema): Evaluator {
  const known = evaluators.get(root) ?? new Evaluator(root);
  evaluators.set(root, known);
  return known;
}

/**
 * Whether a value fits a schema, as JSON Schema 2020-12 says, without compiling code: what validates data on the server,
 * decides conditions of forms in the browser and tries the examples of a proof. References are found in `root`. What
 * could not be judged soon (schemas that lead back to themselves for one value) does not fit.
 */
export function matches(schema: FormSchema, value: Json, root: FormSchema = schema): boolean {
  return evaluatorOf(root).judge(schema, value, undefined);
}

/** Everything that a schema does not allow about a value; empty exactly where it `matches`. */
export function faultsOf(schema: FormSchema, value: Json, root: FormSchema = schema): Fault[] {
  const faults: Fault[] = [];
  evaluatorOf(root).judge(schema, value, faults);
  return faults;
}
