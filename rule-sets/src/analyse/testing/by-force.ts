import { compileForm, type FormDefinition, type Json } from '@caseway/form-schemas';
import { combineOutcomes } from '../../combine-outcomes.ts';
import type { Condition, RuleEvent, RuleSet } from '../../model/rule-set.ts';
import { traceCondition } from '../../reference/trace.ts';
import { canonical } from '../rule-events.ts';
import { type Data, FIELDS } from './samples.ts';

export interface Found {
  codes: string[];
  pairs: string[];
}

const scalarParams = ({ params = {} }: RuleEvent): [string, Json][] =>
  Object.entries(params).filter((entry): entry is [string, Json] => entry[1] !== undefined && !Array.isArray(entry[1]));

/** The findings by trying everything. */
export function byForce(ruleSet: RuleSet, all: readonly Data[], form: FormDefinition): Found {
  const order = ruleSet.rules.toSorted((a, b) => (b.priority ?? 1) - (a.priority ?? 1));
  const matching = all.map((facts) =>
    order.map(({ conditions }) => traceCondition(conditions, facts, new Map()).trace.result),
  );
  const single = ruleSet.hitPolicy === 'first';
  const decided = (matches: readonly boolean[], without = -1): string => {
    const events = order.filter((_, index) => matches[index] && index !== without).map((rule) => rule.event);
    const deciding = events.length === 0 ? [ruleSet.otherwise] : single ? events.slice(0, 1) : events;
    return single ? canonical(deciding[0] as never) : canonical(combineOutcomes(deciding) as Json);
  };
  const codes: string[] = [];
  const pairs: string[] = [];
  if (matching.some((matches) => !matches.includes(true))) codes.push('gap');
  order.forEach((rule, index) => {
    const mine = matching.filter((matches) => matches[index]);
    const contributes = (matches: readonly boolean[]): boolean => {
      const earlier = order.filter((_, at) => at < index && matches[at]);
      if (single) return earlier.length === 0;
      const before = combineOutcomes(earlier.map(({ event: given }) => given));
      return Object.entries(rule.event.params ?? {}).some(([param, value]) => {
        const known = before[param];
        return Array.isArray(value)
          ? value.some((item) => !(Array.isArray(known) && known.includes(item)))
          : known === undefined;
      });
    };
    if (mine.length === 0) codes.push(`contradiction ${rule.name}`);
    else if (!mine.some(contributes)) codes.push(`unreachable ${rule.name}`);
    else if (mine.every((matches) => decided(matches) === decided(matches, index)))
      codes.push(`redundant ${rule.name}`);
    order.forEach((other, at) => {
      if (at <= index) return;
      const both = mine.filter((matches) => matches[at]);
      const clash = both.some((matches) => {
        if (single)
          return matches.indexOf(true) === index && canonical(rule.event as never) !== canonical(other.event as never);
        return scalarParams(rule.event).some(([param, value]) => {
          const theirs = other.event.params?.[param];
          const before = order.some(
            (one, place) => place < index && matches[place] && one.event.params?.[param] !== undefined,
          );
          return theirs !== undefined && theirs !== value && !before;
        });
      });
      if (!clash) return;
      const tie = (rule.priority ?? 1) === (other.priority ?? 1);
      const within = !tie && mine.every((matches) => matches[at]);
      pairs.push(`${tie ? 'tie' : within ? 'exceptions' : 'crossing'} ${rule.name} ${other.name}`);
    });
  });
  codes.push(...unprovenByForce(form, all, matching, decided, ruleSet));
  return { codes: codes.sort(), pairs: pairs.sort() };
}

const valueAt = (data: Data, key: string): Json | undefined => {
  const [top = '', inner] = key.split('.');
  const value = data[top];
  return inner === undefined ? value : ((value as Data | undefined)?.[inner] as Json | undefined);
};

function readKeys(ruleSet: RuleSet): Set<string> {
  const keys = new Set<string>();
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if ('fact' in condition)
      keys.add(condition.path ? `${condition.fact}.${condition.path.slice(2)}` : condition.fact);
  };
  for (const { conditions } of ruleSet.rules) visit(conditions);
  return keys;
}

function unprovenByForce(
  form: FormDefinition,
  all: readonly Data[],
  matching: readonly boolean[][],
  decided: (matches: readonly boolean[]) => string,
  ruleSet: RuleSet,
): string[] {
  const { allOf: [branch] = [], oneOf = [], properties = {} } = form.schema;
  const compiled = compileForm(form);
  const narrowed = [...Object.keys(branch?.then?.properties ?? {}).filter((name) => Object.hasOwn(properties, name))];
  const looked = [branch?.if, branch?.if?.not, branch?.then?.not, ...oneOf].flatMap((part) => [
    ...Object.keys(part?.properties ?? {}),
    ...(part?.required ?? []),
  ]);
  // What rules, conditions or several places of the form look at stays the same; what else is to be given may follow.
  const keys = [...new Set([...looked, ...narrowed, ...readKeys(ruleSet)])];
  const isShown = (data: Data, key: string): boolean => {
    const [top = '', inner] = key.split('.');
    if (inner !== undefined) return data.group !== undefined;
    if (Object.hasOwn(properties, top)) return true;
    // Shown exactly where the form would keep it.
    const value = FIELDS[top]?.values[0] ?? null;
    return Object.hasOwn(compiled.takeIn({ ...data, [top]: value }), top);
  };
  return [...readKeys(ruleSet)].flatMap((key) => {
    if (['tags', 'bag'].some((list) => key.endsWith(list))) return [];
    // Cases that differ in nothing but this field stand together.
    const others = keys.filter(
      (one) => one !== key && one !== 'group' && !key.startsWith(`${one}.`) && !one.startsWith(`${key}.`),
    );
    const alike = new Map<string, { outcome: string; given: boolean; shown: boolean }[]>();
    all.forEach((data, at) => {
      const group = key.startsWith('group') || data.group === undefined;
      const bucket = JSON.stringify([group, ...others.map((one) => valueAt(data, one) ?? null)]);
      const given = valueAt(data, key) !== undefined;
      const entry = { outcome: decided(matching[at] ?? []), given, shown: given || isShown(data, key) };
      alike.set(bucket, [...(alike.get(bucket) ?? []), entry]);
    });
    const hangs = [...alike.values()].some((bucket) => {
      const filled = new Set(bucket.filter(({ given }) => given).map(({ outcome }) => outcome));
      return bucket.some(({ given, shown, outcome }) => !given && shown && [...filled].some((one) => one !== outcome));
    });
    return hangs ? [`unproven-field ${key}`] : [];
  });
}

/** Choices of the fields that rules read, with a leaf that treats them otherwise than a value nobody has heard of. */
export function deadByForce(ruleSet: RuleSet, all: readonly Data[]): string[] {
  const leaves: { key: string; operator: string; value: Json }[] = [];
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if ('fact' in condition) {
      const key = condition.path ? `${condition.fact}.${condition.path.slice(2)}` : condition.fact;
      leaves.push({ key, operator: condition.operator, value: condition.value as Json });
    }
  };
  for (const { conditions } of ruleSet.rules) visit(conditions);
  const choices: Record<string, Json[]> = { choice: ['a', 'b', 'c'], tags: ['x', 'y', 'z'], bag: ['x', 'y', 'z'] };
  return [...new Set(leaves.map(({ key }) => key))].flatMap((key) => {
    const name = key.split('.').at(-1) ?? '';
    return (choices[name] ?? []).flatMap((choice) => {
      const named = leaves.some(
        ({ key: at, value }) => at === key && (Array.isArray(value) ? value.includes(choice) : value === choice),
      );
      const possible = all.some((data) => {
        const value = valueAt(data, key);
        return Array.isArray(value) ? value.includes(choice) : value === choice;
      });
      return named || !possible ? [] : [`${key}=${String(choice)}`];
    });
  });
}
