import { allProperties, type FormDefinition, isTooDeep, type Json, jsonText } from '@caseway/form-schemas';
import { Unevaluable } from '../analyse/domains.ts';
import { Encoding } from '../analyse/encoding.ts';
import { formFields } from '../analyse/form-fields.ts';
import { terrainOf } from '../analyse/places.ts';
import { type Assumption, type Lit, Sat, TooLarge } from '../analyse/sat.ts';
import { isJsonObject, own } from '../json-value.ts';
import type { Condition, Rule, RuleSet } from '../model/rule-set.ts';
import { resolveOperator } from '../operators/evaluators.ts';
import { normaliseRuleSet } from '../reference/normalise.ts';
import { comparedFact } from '../reference/trace.ts';
import { RuleSetError } from '../rule-set-error.ts';
import { bindingsOf, keyOfPointer } from './bindings-read.ts';
import type { Reading } from './readings.ts';

/**
 * What a form that changed takes from a reading of it. `never-given`: nobody can fill the field in any more. `never-holds`,
 * `always-holds`: it could be so or otherwise, and now cannot. `moved`: a case that had the field is no longer asked for
 * it. `optional`: a case that had to give it may leave it out; of both, where the answer to the reading then is another.
 * `unproven`: the solver had no answer.
 */
export type Loss = 'never-given' | 'never-holds' | 'always-holds' | 'moved' | 'optional' | 'unproven';

/** A field that a reading goes by, as a key of the form's fields; `presence`: only whether it is given is looked at. */
interface Source {
  key: string;
  presence: boolean;
}

/** The fields that a reading goes by: of a fact of the platform, those that are bound to it. */
export function sourcesOf(reading: Reading, form: FormDefinition): Source[] {
  const bindings = bindingsOf(reading.fact);
  const presence = reading.leaf === null || comparedFact(own(reading.leaf, 'value') as never) !== undefined;
  if (bindings.length === 0) return [{ key: [reading.fact, ...reading.steps].join('.'), presence }];
  return bindings.flatMap(({ name, own: itself }) => {
    const pointer = form.bindings?.[name];
    return pointer === undefined ? [] : [{ key: keyOfPointer(pointer), presence: presence || !itself }];
  });
}

const YES: Json = { all: [] };
const NO: Json = { not: { all: [] } };

/** A condition as it reads for a case in one form: what it asks of the form is answered. */
function forForm(condition: Json, form: string): Json {
  if (Array.isArray(condition)) return condition.map((part) => forForm(part, form));
  if (!isJsonObject(condition)) return condition;
  if (own(condition, 'fact') === 'form' && own(condition, 'path') === undefined) {
    const value = own(condition, 'value');
    const evaluate = resolveOperator(jsonText(own(condition, 'operator')));
    if (evaluate && !isJsonObject(value)) return evaluate(form, value) ? YES : NO;
  }
  const parts = (['all', 'any', 'not'] as const).flatMap((name) => {
    const part = own(condition, name);
    return part === undefined ? [] : [[name, forForm(part, form)] as const];
  });
  return parts.length > 0 ? { ...condition, ...Object.fromEntries(parts) } : condition;
}

const TEXT = { 'zh-CN': '-', en: '-' };
const ruleOf = (name: string, parts: readonly Json[]): Rule => ({
  name,
  title: TEXT,
  source: TEXT,
  conditions: { all: [...parts] } as Condition,
  event: { type: 'read' },
});

/** The form before and the form now under these names, as if they were two forms of one rule set. */
const BEFORE = 'before';
const NOW = 'now';

/** The readings as rules: two each, the question itself and what it matters beside. */
function asRules(reader: RuleSet | undefined, readings: readonly Reading[], form: string): RuleSet {
  const named = Object.entries(reader?.conditions ?? {}).map(([name, part]) => [name, forForm(part as Json, form)]);
  return {
    ...(reader?.outcomes && { outcomes: reader.outcomes }),
    key: 'readings',
    kind: reader?.kind ?? 'escalation',
    title: TEXT,
    form: BEFORE,
    alsoForms: [NOW],
    hitPolicy: 'all',
    ...(named.length > 0 && { conditions: Object.fromEntries(named) }),
    rules: readings.flatMap(({ leaf, context }, index) => [
      ruleOf(`reads ${index}`, [leaf === null ? YES : forForm(leaf, form)]),
      // A path also asks for what the form does not have: what of it holds is not known here.
      ruleOf(`beside ${index}`, reader ? context.map((part) => forForm(part, form)) : []),
    ]),
    otherwise: { type: 'none' },
  };
}

const isUnder = (key: string, top: string): boolean => key === top || key.startsWith(`${top}.`);

/** The field and the objects around it, outermost first. */
function prefixesOf(key: string): string[] {
  const steps = key.split('.');
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
}

/** A case in the form before and the same in the form now: what it holds and the form now takes, it still holds. */
class Twins {
  private readonly sat = new Sat();
  private readonly before: Encoding;
  private readonly now: Encoding;
  private readonly conditions: Condition[];
  private readonly links = new Map<string, { keeps: Lit; same: Lit[] }>();
  private readonly platform: Lit[] = [];

  constructor(
    ruleSet: RuleSet,
    private readonly forms: { before: FormDefinition; now: FormDefinition },
  ) {
    const normal = normaliseRuleSet(ruleSet);
    const terrain = terrainOf(ruleSet, normal, [
      { ...forms.before, key: BEFORE },
      { ...forms.now, key: NOW },
    ]);
    this.conditions = normal.rules.map(({ conditions }) => conditions);
    this.before = new Encoding(this.sat, terrain);
    this.now = new Encoding(this.sat, terrain);
    this.sat.clause(this.before.form(BEFORE));
    this.sat.clause(this.now.form(NOW));
    for (const condition of this.conditions) for (const side of [this.before, this.now]) side.condition(condition);
    this.link();
  }

  private link(): void {
    const { sat, before, now, forms } = this;
    const keys = new Set([...formFields(forms.before).keys(), ...formFields(forms.now).keys()]);
    for (const key of keys) {
      const [was, is] = [before.presence(key), now.presence(key)];
      const keeps = sat.or([-was, -now.visible(NOW, key), is]);
      const same = [sat.or([-is, -before.visible(BEFORE, key), was]), sat.or([-was, -is, this.sameState(key)])];
      this.links.set(key, { keeps, same });
    }
    for (const [key, { place }] of before.domains) {
      if (!place.system || key === 'form') continue;
      const name = bindingsOf(key).find(({ own: itself }) => itself)?.name;
      const [from, to] = [forms.before, forms.now].map((form) => name && form.bindings?.[name]);
      const lost = sat.and([this.presence(before, from), -this.presence(now, to)]);
      this.platform.push(sat.or([lost, this.sameState(key)]));
    }
    for (const { question, lit } of before.unknowns.values()) {
      const other = now.unknowns.get(question);
      // What two facts say beside each other changes where one of them is gone.
      if (other && !question.startsWith('compare ')) this.platform.push(sat.equal(lit, other.lit));
    }
  }

  private presence(side: Encoding, pointer: string | undefined): Lit {
    return pointer === undefined ? this.sat.FALSE : side.presence(keyOfPointer(pointer));
  }

  private sameState(key: string): Lit {
    const [was, is] = [this.before.domains.get(key), this.now.domains.get(key)];
    if (!was || !is) return this.sat.TRUE;
    return this.sat.and(was.state.map((lit, index) => this.sat.equal(lit, is.state[index] ?? this.sat.FALSE)));
  }

  private can(...assumptions: Assumption[]): boolean {
    return this.sat.solve(assumptions, () => true) === true;
  }

  /** All that the two cases have in common, but whether anything is still given under `but`. */
  private linked(but?: string): Lit[] {
    const fields = [...this.links].flatMap(([key, { keeps, same }]) =>
      but !== undefined && isUnder(key, but) ? same : [keeps, ...same],
    );
    return [...fields, ...this.platform];
  }

  /** What the reading of that index loses with the field. */
  lossesOf(index: number, { key: field, presence }: Source): Loss[] {
    const { sat, before, now } = this;
    const [was, is] = [before.presence(field), now.presence(field)];
    if (!this.can(was)) return [];
    if (!this.can(is)) return ['never-given'];
    const question = this.conditions[2 * index] ?? { all: [] };
    const beside = this.conditions[2 * index + 1] ?? { all: [] };
    const [asked, asks] = [before.condition(question), now.condition(question)];
    const losses: Loss[] = [];
    if (!presence) {
      if (!this.can(is, asks) && this.can(was, asked)) losses.push('never-holds');
      if (!this.can(is, -asks) && this.can(was, -asked)) losses.push('always-holds');
    }
    if (losses.length > 0 && before.terrain.places.get(field)?.complete === false) return ['unproven'];
    const differs = presence ? sat.TRUE : -sat.equal(asked, asks);
    const matters = sat.or([before.condition(beside), now.condition(beside)]);
    for (const loss of this.mayLack(field)) {
      const isSo = loss.lack.some((lack) => this.can(was, -is, differs, matters, ...lack));
      if (isSo) losses.push(loss.loss);
    }
    return losses;
  }

  private readonly lacks = new Map<string, { loss: 'moved' | 'optional'; lack: Lit[][] }[]>();

  /** How a case may come to lack a field that it had, whatever is asked of it: each as what then holds. */
  private mayLack(field: string): { loss: 'moved' | 'optional'; lack: Lit[][] }[] {
    const known = this.lacks.get(field);
    if (known) return known;
    const { before, now } = this;
    const lost = [before.presence(field), -now.presence(field)];
    const possible = (ways: Lit[][]) => ways.filter((way) => this.can(...lost, ...way));
    const moved = possible([[-now.visible(NOW, field), ...this.linked()]]);
    const optional = possible(
      prefixesOf(field).map((top) => [
        ...[before.required(BEFORE, top), now.visible(NOW, top), -now.presence(top)],
        ...this.linked(top),
      ]),
    );
    const found = [{ loss: 'moved', lack: moved } as const, { loss: 'optional', lack: optional } as const];
    this.lacks.set(field, found);
    return found;
  }

  /** Whether the form now can be filled in at all. */
  get fillable(): boolean {
    return this.can();
  }
}

/** What is compared of two forms: not their words. */
const WORDS = new Set([
  'x-title',
  'x-help',
  'x-enum-titles',
  'title',
  'description',
  'default',
  '$comment',
  'examples',
]);

/** A part of a schema without its words; a field may be called like one of them. */
function bare(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .filter((key) => names || !WORDS.has(key))
      .map((key) => [key, bare(own(value, key), key === 'properties' || key === '$defs')]),
  );
}

const demandsOf = ({ schema }: FormDefinition): string => JSON.stringify(bare(schema));

/** Whether two versions of a form take the same data. */
export const takesTheSame = (before: FormDefinition, now: FormDefinition): boolean =>
  before === now || (!isTooDeep(now) && demandsOf(before) === demandsOf(now));

/** The form demands what it does not have: its own check says so, and that nobody can fill it in. */
const demandsUnknown = ({ schema }: FormDefinition): boolean => {
  const known = allProperties(schema, schema);
  return (schema.required ?? []).some((name) => !known.has(name));
};

/**
 * What one reader loses by the change of a form: the losses of each reading, in their order. `reader`: the rule set that
 * reads; none for a path. Every answer is the solver's, over all cases of both forms; a reading whose field could not be
 * looked into is `unproven`.
 */
export function lossesOf(
  reader: RuleSet | undefined,
  readings: readonly Reading[],
  before: FormDefinition,
  now: FormDefinition,
): { loss: Loss; key: string }[][] {
  const unproven = () =>
    readings.map((reading) => sourcesOf(reading, now).map(({ key }) => ({ loss: 'unproven' as const, key })));
  try {
    const twins = new Twins(asRules(reader, readings, now.key), { before, now });
    if (!twins.fillable) return demandsUnknown(now) ? readings.map(() => []) : unproven();
    return readings.map((reading, index) => {
      const keys = new Set(sourcesOf(reading, before).map(({ key }) => key));
      const kept = sourcesOf(reading, now).filter(({ key }) => keys.has(key));
      return kept.flatMap((source) => twins.lossesOf(index, source).map((loss) => ({ loss, key: source.key })));
    });
  } catch (error) {
    if (error instanceof RuleSetError || error instanceof Unevaluable || error instanceof TooLarge) {
      return unproven();
    }
    throw error;
  }
}
