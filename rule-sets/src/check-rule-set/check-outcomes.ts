import { type Json, jsonText } from '@caseway/form-schemas';
import { isJsonObject, type JsonObject, own, pointerTo } from '../json-value.ts';
import { titleIn } from '../titles-at.ts';
import { finding, type RuleSetFinding } from './finding-catalogue.ts';

/** Params whose values are keys with labels: they must be declared in `outcomes`. A param shares another's values. */
export const VOCABULARY_OF: Record<string, string> = {
  category: 'category',
  department: 'department',
  jointDepartments: 'department',
  level: 'level',
  path: 'path',
  sessions: 'sessions',
  marks: 'marks',
};

/** A classification may leave the kind of demand to a person; a case without path, department or level is nobody's. */
const MUST_GIVE: Record<string, readonly string[]> = {
  routing: ['path', 'department', 'level'],
};

/** Always given, whatever the form. */
const ALWAYS_PRESENT = 'form';

/** `path` names a handling path, which has its own title: its vocabulary is welcome, not demanded. */
const OPTIONAL_VOCABULARY = new Set(['path']);

interface Place {
  event: JsonObject;
  pointer: string;
}

function eventsOf(ruleSet: JsonObject): { rules: Place[]; all: Place[] } {
  const list = own(ruleSet, 'rules');
  const rules = (Array.isArray(list) ? list : []).flatMap((rule, index) => {
    const event = own(rule, 'event');
    return isJsonObject(event) ? [{ event, pointer: `/rules/${index}/event` }] : [];
  });
  const otherwise = own(ruleSet, 'otherwise');
  return { rules, all: isJsonObject(otherwise) ? [...rules, { event: otherwise, pointer: '/otherwise' }] : rules };
}

/**
 * Events against the declared vocabularies, the handling paths that exist (where they are known), and what the kind
 * of rule set must give.
 */
export function checkOutcomes(ruleSet: JsonObject, paths?: readonly string[]): RuleSetFinding[] {
  const findings: RuleSetFinding[] = [];
  const vocabularies = readVocabularies(ruleSet, findings);
  const { all } = eventsOf(ruleSet);
  const undeclared = new Set<string>();
  const kind = jsonText(own(ruleSet, 'kind'));
  const required = (Object.hasOwn(MUST_GIVE, kind) && MUST_GIVE[kind]) || [];
  const single = own(ruleSet, 'hitPolicy') === 'first';
  const alwaysGiven = paramsAlwaysGiven(ruleSet);
  for (const { event, pointer } of all) {
    if (event.type === 'error') {
      findings.push(finding('reserved-event-type', pointerTo(pointer, 'type'), { type: 'error' }));
    }
    const params = own(event, 'params');
    for (const [param, value] of Object.entries(isJsonObject(params) ? params : {})) {
      const at = pointerTo(pointer, 'params', param);
      const source = Object.hasOwn(VOCABULARY_OF, param) ? (VOCABULARY_OF[param] ?? param) : param;
      const known = vocabularies.get(source);
      if (known) findings.push(...checkValues(param, value, known, at));
      else if (source !== param || (Object.hasOwn(VOCABULARY_OF, param) && !OPTIONAL_VOCABULARY.has(param))) {
        if (!undeclared.has(source)) findings.push(finding('vocabulary-missing', at, { param: source }));
        undeclared.add(source);
      }
    }
    const path = own(params, 'path');
    if (paths && typeof path === 'string' && path !== '' && !paths.includes(path)) {
      findings.push(finding('unknown-path', pointerTo(pointer, 'params', 'path'), { value: path }));
    }
    for (const param of required) {
      if (isGiven(own(params, param))) continue;
      const certain = single || pointer === '/otherwise';
      if (!certain && alwaysGiven.has(param)) continue;
      const at = isJsonObject(params) ? pointerTo(pointer, 'params') : pointer;
      findings.push(finding(certain ? 'outcome-param-missing' : 'outcome-param-may-be-missing', at, { param }));
    }
  }
  return findings;
}

/** Params of rules that match every case: those that ask only whether the always present fact is there. */
function paramsAlwaysGiven(ruleSet: JsonObject): Set<string> {
  const rules = own(ruleSet, 'rules');
  const params = new Set<string>();
  for (const rule of Array.isArray(rules) ? rules : []) {
    const all = own(own(rule, 'conditions'), 'all');
    const asks = Array.isArray(all) && all.length === 1 ? all[0] : undefined;
    const always =
      own(asks, 'fact') === ALWAYS_PRESENT && own(asks, 'operator') === 'isPresent' && own(asks, 'value') === true;
    if (!always || own(asks, 'path') !== undefined) continue;
    for (const [param, value] of Object.entries(own(own(rule, 'event'), 'params') ?? {})) {
      if (isGiven(value as Json)) params.add(param);
    }
  }
  return params;
}

const isGiven = (value: Json | undefined) => typeof value === 'string' && value !== '';

function readVocabularies(ruleSet: JsonObject, findings: RuleSetFinding[]): Map<string, Set<Json>> {
  const outcomes = own(ruleSet, 'outcomes');
  const vocabularies = new Map<string, Set<Json>>();
  for (const [param, vocabulary] of Object.entries(isJsonObject(outcomes) ? outcomes : {})) {
    const values = own(vocabulary, 'values');
    const keys = new Set<Json>();
    (Array.isArray(values) ? values : []).forEach((value, index) => {
      const key = own(value, 'key');
      if (typeof key !== 'string') return;
      if (keys.has(key)) {
        const at = pointerTo('/outcomes', param, 'values', index, 'key');
        const title = titleIn(own(value, 'title'));
        findings.push(finding('duplicate-vocabulary-key', at, { key }, title && { key: title }));
      }
      keys.add(key);
    });
    vocabularies.set(param, keys);
  }
  return vocabularies;
}

function checkValues(param: string, value: Json, known: ReadonlySet<Json>, pointer: string): RuleSetFinding[] {
  const unknown = (item: Json, at: string) => finding('outcome-value-unknown', at, { param, value: jsonText(item) });
  if (!Array.isArray(value)) return known.has(value) ? [] : [unknown(value, pointer)];
  return value.flatMap((item, index) => (known.has(item) ? [] : [unknown(item, pointerTo(pointer, index))]));
}
