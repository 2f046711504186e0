import { type Json, matches } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { cloneJson, isJsonObject } from '../json-value.ts';
import type { Cell } from './cell.ts';
import type { Demand, State } from './demand.ts';
import type { ShownField } from './form-shape.ts';
import type { Variable, World } from './world.ts';

/** Sets a fact, or a property of one; undefined takes it away. Never touches a prototype. */
export function setFact(facts: Record<string, Json>, fact: string, path: string | undefined, value: Json | undefined) {
  const steps = [fact, ...(path === undefined ? [] : (parseFactPath(path) ?? []))];
  let at = facts;
  for (const step of steps.slice(0, -1)) {
    const inner = Object.hasOwn(at, step) ? at[step] : undefined;
    const next = isJsonObject(inner) ? inner : {};
    Object.defineProperty(at, step, { value: next, enumerable: true, configurable: true, writable: true });
    at = next;
  }
  const last = steps.at(-1) ?? fact;
  if (value === undefined) delete at[last];
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
}

/** Which fields a form asks, in every state of a problem, and what that demands of the answers. */
export class ShownFields {
  private readonly memo = new Map<string, Map<string, ShownField>>();
  private readonly controllers: number[];
  private readonly before: Map<string, ShownField>;
  /** Given though the form does not ask for them, as in examples: taken as asked. */
  private readonly always = new Set<string>();
  /** Of each variable whether its field can be hidden at all. */
  private readonly hideable: boolean[];

  constructor(
    private readonly world: World,
    private readonly variables: readonly Variable[],
    private readonly cells: readonly (readonly Cell[])[],
  ) {
    const { shape, facts } = world;
    const controlling = new Set(
      variables.flatMap(({ field }) => (field === undefined ? [] : [...(shape?.controllersOf(field) ?? [])])),
    );
    this.controllers = variables.flatMap(({ field }, at) =>
      field !== undefined && controlling.has(field) ? [at] : [],
    );
    this.before = shape ? shape.shown(facts) : new Map();
    for (const name of Object.keys(facts)) if (!this.before.has(name)) this.always.add(name);
    this.hideable = variables.map(
      ({ field }) =>
        field !== undefined &&
        !this.always.has(field) &&
        (!this.before.has(field) || (shape?.controllersOf(field).size ?? 0) > 0),
    );
  }

  /** The fields that are there in the state. */
  at(state: State): Map<string, ShownField> {
    const { shape } = this.world;
    if (!shape || this.controllers.every((at) => state[at] === 0)) return this.before;
    const key = this.controllers.map((at) => state[at]).join();
    const known = this.memo.get(key);
    if (known) return known;
    const data = cloneJson(this.world.facts);
    for (const at of this.controllers) this.put(data, at, state);
    const found = shape.shown(data);
    this.memo.set(key, found);
    return found;
  }

  isHidden(at: number, state: State): boolean {
    return this.hideable[at] === true && !this.at(state).has(this.variables[at]?.field ?? '');
  }

  /** The facts of the state as they would be given to the rules, and the fields that would then have to be filled in. */
  outcome(state: State): { facts: Record<string, Json>; toFill: ShownField[] } {
    const facts = cloneJson(this.world.facts);
    this.variables.forEach((_, at) => {
      if (state[at] !== 0) this.put(facts, at, state);
    });
    // Of the whole form: also of fields on which nothing searched for depends.
    const now = this.world.shape?.shown(facts) ?? new Map<string, ShownField>();
    for (const name of this.before.keys()) if (!now.has(name)) delete facts[name];
    const toFill = [...now].flatMap(([name, field]) => {
      const wasMissing = this.before.get(name)?.required === true && this.world.facts[name] === undefined;
      return field.required && facts[name] === undefined && !wasMissing ? [field] : [];
    });
    return { facts, toFill };
  }

  /** Every answer fits its field, and is given where it must be; what was amiss before may stay so. */
  demands(): Demand[] {
    const { shape } = this.world;
    if (!shape) return [];
    const start = new Int32Array(this.variables.length);
    return this.variables.flatMap((variable, at) => {
      const { field, path } = variable;
      if (field === undefined || path !== undefined) return [];
      const amiss = (state: State): boolean => {
        const here = this.at(state).get(field);
        // Nothing is answered that is not asked.
        if (!here) return state[at] !== 0 && !this.always.has(field);
        const value = this.cells[at]?.[state[at] ?? 0]?.value;
        return value === undefined ? here.required : !matches(here.schema, value, shape.form.schema);
      };
      const before = amiss(start);
      const controllers = shape.controllersOf(field);
      const bearing = this.variables.flatMap(({ field: other }, place) =>
        place === at || (other !== undefined && controllers.has(other)) ? [place] : [],
      );
      return [
        {
          variables: bearing,
          isMet: (state: State) => (before && state[at] === 0) || !amiss(state),
        },
      ];
    });
  }

  private put(facts: Record<string, Json>, at: number, state: State): void {
    const { fact, path } = this.variables[at] as Variable;
    setFact(facts, fact, path, this.cells[at]?.[state[at] ?? 0]?.value);
  }
}
