import { isObject } from '../json/equal.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { patternOf } from '../patterns/pattern.ts';
import { at, type Check } from './check.ts';
import type { Compile } from './lists.ts';

/** What a schema says of the properties of an object. */
export function objectChecks(schema: FormSchema, compile: Compile): Check[] {
  const { required, properties, patternProperties, additionalProperties, propertyNames } = schema;
  const checks: Check[] = [];
  if (required?.length) checks.push(having(required, 'required'));
  for (const [name, others] of Object.entries(schema.dependentRequired ?? {})) {
    checks.push(where(name, having(others, 'dependentRequired')));
  }
  const own = new Map(Object.entries(properties ?? {}).map(([name, property]) => [name, compile(property)]));
  if (own.size > 0) checks.push(named(own));
  const patterns = Object.entries(patternProperties ?? {}).map(([pattern, part]) => {
    const compiled = patternOf(pattern);
    return { fits: (name: string) => compiled?.test(name) === true, check: compile(part) };
  });
  if (patterns.length > 0) checks.push(matching(patterns));
  if (additionalProperties !== undefined) {
    const known = (name: string) => own.has(name) || patterns.some(({ fits }) => fits(name));
    checks.push(others(additionalProperties, 'additionalProperties', compile(additionalProperties), known));
  }
  if (propertyNames !== undefined) checks.push(namesFit(compile(propertyNames)));
  for (const [name, part] of Object.entries(schema.dependentSchemas ?? {})) checks.push(where(name, compile(part)));
  return checks;
}

/** The check, of objects that have a property. */
const where =
  (name: string, check: Check): Check =>
  (value, pointer, faults, seen) =>
    !isObject(value) || !Object.hasOwn(value, name) || check(value, pointer, faults, seen);

function having(names: readonly string[], keyword: string): Check {
  return (value, pointer, faults) => {
    if (!isObject(value)) return true;
    const missing = names.filter((name) => !Object.hasOwn(value, name));
    for (const name of faults ? missing : []) {
      faults?.push({ pointer: at(pointer, name, faults), keyword, params: { missingProperty: name } });
    }
    return missing.length === 0;
  };
}

function named(own: ReadonlyMap<string, Check>): Check {
  return (value, pointer, faults, seen) => {
    if (!isObject(value)) return true;
    let fits = true;
    for (const [name, check] of own) {
      if (!Object.hasOwn(value, name)) continue;
      seen?.names.add(name);
      if (check(value[name] as Json, at(pointer, name, faults), faults)) continue;
      if (!faults) return false;
      fits = false;
    }
    return fits;
  };
}

function matching(patterns: readonly { fits: (name: string) => boolean; check: Check }[]): Check {
  return (value, pointer, faults, seen) => {
    if (!isObject(value)) return true;
    let fits = true;
    for (const [name, part] of Object.entries(value)) {
      for (const pattern of patterns) {
        if (!pattern.fits(name)) continue;
        seen?.names.add(name);
        if (pattern.check(part, at(pointer, name, faults), faults)) continue;
        if (!faults) return false;
        fits = false;
      }
    }
    return fits;
  };
}

/** The properties that are not known fit a schema. */
function others(schema: FormSchema | boolean, keyword: string, check: Check, known: (name: string) => boolean): Check {
  return (value, pointer, faults, seen) => {
    if (!isObject(value)) return true;
    let fits = true;
    for (const [name, part] of Object.entries(value)) {
      if (known(name)) continue;
      seen?.names.add(name);
      const place = at(pointer, name, faults);
      if (schema === false) faults?.push({ pointer: place, keyword, params: { additionalProperty: name } });
      else if (check(part, place, faults)) continue;
      if (!faults) return false;
      fits = false;
    }
    return fits;
  };
}

/** The properties that no part has spoken of fit. */
export function unevaluatedProperties(schema: FormSchema | boolean, check: Check): Check {
  return (value, pointer, faults, seen) => {
    if (!seen) return true;
    const spokenOf = new Set(seen.names);
    return others(schema, 'unevaluatedProperties', check, (name) => spokenOf.has(name))(value, pointer, faults, seen);
  };
}

function namesFit(check: Check): Check {
  return (value, pointer, faults) => {
    if (!isObject(value)) return true;
    const wrong = Object.keys(value).filter((name) => !check(name, '', undefined));
    for (const name of faults ? wrong : []) {
      faults?.push({ pointer: at(pointer, name, faults), keyword: 'propertyNames', params: { propertyName: name } });
    }
    return wrong.length === 0;
  };
}
