import { readdirSync, readFileSync } from 'node:fs';
import {
  checkForm,
  DENIES,
  denialsOf,
  type FormDefinition,
  type FormSchema,
  pointerTokens,
} from '@caseway/form-schemas';
import { checkPath, type HandlingPath, type PathAction } from '../index.ts';
import { checkAnswersTogether } from './check-answers.ts';
import { checkTogether } from './check-together.ts';
import { checkLostGuards } from './lost-guards.ts';
import { renderTogetherFinding } from './render-together.ts';
import type { Together, TogetherFinding } from './together.ts';

function read<T>(folder: string): T[] {
  const path = new URL(`../../../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, path), 'utf8')) as T);
}

const FORMS = read<FormDefinition>('form-schemas/library');
const PATHS = read<HandlingPath>('rule-sets/library/paths');
const SHIPPED: Together = { forms: FORMS, ruleSets: [], paths: PATHS, calendars: [] };

function changed<T extends { key: string }>(all: readonly T[], key: string, edit: (one: T) => void): T[] {
  return all.map((one) => {
    if (one.key !== key) return one;
    const copy = structuredClone(one);
    edit(copy);
    return copy;
  });
}

const lost = (whole: Partial<Together>): TogetherFinding[] => checkLostGuards({ ...SHIPPED, ...whole }, SHIPPED);

test('nothing is lost where nothing changed', () => {
  expect(lost({})).toEqual([]);
  expect(lost({ paths: structuredClone(PATHS), forms: structuredClone(FORMS) })).toEqual([]);
});

test('each branch and each refusal that a shipped path loses is told, at the action', () => {
  let tried = 0;
  for (const path of PATHS) {
    for (const [at, step] of path.steps.entries()) {
      for (const [index, action] of step.actions.entries()) {
        for (const [place, branch] of (action.branches ?? []).entries()) {
          tried++;
          const paths = changed(PATHS, path.key, (it) => it.steps[at]?.actions[index]?.branches?.splice(place, 1));
          const findings = lost({ paths });
          expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
            `warning ${branch.refuse ? 'refusal-lost' : 'branch-lost'}`,
          ]);
          expect(findings[0]?.places[0]).toEqual({
            kind: 'paths',
            key: path.key,
            pointer: `/steps/${at}/actions/${index}`,
          });
          for (const finding of findings) {
            expect(renderTogetherFinding(finding, 'en')).not.toMatch(/[{}]/);
            expect(renderTogetherFinding(finding, 'zh-CN')).toContain(action.title['zh-CN']);
          }
        }
      }
    }
  }
  expect(tried).toBeGreaterThan(15);
});

test('each answer of a shipped form that no longer denies is told; none is silent in its form', () => {
  let tried = 0;
  for (const form of FORMS) {
    for (const { pointer, answer } of denialsOf(form)) {
      tried++;
      const [name = ''] = pointerTokens(pointer);
      const without = (edit: (denies: Record<string, unknown>) => void) =>
        changed(FORMS, form.key, (it) => {
          for (const keyword of DENIES) {
            const denies = it.schema.properties?.[name]?.[keyword];
            if (denies) edit(denies);
          }
        });
      const emptied = without((denies) => Object.assign(denies, { [String(answer)]: [] }));
      const codes = new Set(lost({ forms: emptied }).map(({ code }) => code));
      expect([...codes]).toEqual(['denial-lost']);
      const dropped = without((denies) => Reflect.deleteProperty(denies, String(answer)));
      expect(lost({ forms: dropped }).length).toBeGreaterThan(0);
    }
    for (const [name, field] of Object.entries(form.schema.properties ?? {})) {
      if (Object.keys(field['x-denies'] ?? {}).length === 0 || !field.enum) continue;
      // A new choice that nobody has thought about.
      const [more] = changed([form], form.key, (it) => {
        const choice = it.schema.properties?.[name];
        choice?.enum?.push('walked-out');
        Object.assign(choice?.['x-enum-titles'] ?? {}, { 'walked-out': { 'zh-CN': '退场', en: 'Walked out' } });
      });
      expect([...new Set(checkForm(more).map(({ code }) => code))]).toEqual(['denies-silent']);
    }
  }
  expect(tried).toBeGreaterThan(8);
});

test('an outcome that means something else is told; an answer denies every effect in the person’s favour', () => {
  const path = PATHS.find(({ key }) => key === 'dispute-mediation-path') as HandlingPath;
  const [renamed] = changed([path], path.key, (it) => {
    for (const outcome of it.outcomes) if (outcome.effect === 'agreed') outcome.effect = 'supported';
  });
  const codes = lost({ paths: PATHS.map((one) => (one === path ? (renamed as HandlingPath) : one)) });
  const agreed = path.outcomes.filter(({ effect }) => effect === 'agreed');
  expect(agreed.length).toBeGreaterThan(1);
  expect(codes.map(({ code }) => code)).toEqual(agreed.map(() => 'effect-changed'));
  for (const action of ['record-mediation', 'record-return-visit', 'record-performance']) {
    const [loose] = changed([renamed as HandlingPath], path.key, (it) => {
      for (const step of it.steps) for (const one of step.actions) if (one.key === action) delete one.branches;
    });
    expect(checkPath(loose, { forms: FORMS }).map(({ code }) => code)).toContain('answer-denies-outcome');
  }
});

test('what is lost is among what is said of the documents together', () => {
  const forms = changed(FORMS, 'aid-delivery-form', (it) => delete it.schema.properties?.aidArrived?.['x-denies']);
  expect(checkTogether({ ...SHIPPED, forms }, SHIPPED).map(({ code }) => code)).toContain('denial-lost');
});

test('what a text says of the matter and is declared to say no longer is told, also where two texts change places', () => {
  const edit = (change: (action: PathAction) => void) =>
    lost({
      paths: changed(PATHS, 'hardship-assistance-path', (it) => {
        const action = it.steps.flatMap(({ actions }) => actions).find(({ key }) => key === 'record-county-decision');
        if (action) change(action);
      }),
    }).map(({ code }) => code);
  expect(edit((it) => delete it.says)).toEqual(['telling-changed']);
  expect(edit((it) => Object.assign(it, { says: [] }))).toEqual(['telling-changed']);
  const other = edit((it) => {
    const [branch] = it.branches ?? [];
    const [own, theirs] = [it.notice, branch?.notice];
    if (branch && own && theirs) Object.assign(it, { notice: theirs }) && Object.assign(branch, { notice: own });
  });
  expect(other).toEqual(['telling-changed']);
  // Other words of the same meaning are words.
  expect(edit((it) => Object.assign(it, { notice: { 'zh-CN': '已批准', en: 'Granted' } }))).toEqual([]);
});

test('a form that changes is held against the paths that ask it: both sides are named', () => {
  const told = (key: string, edit: (properties: Record<string, FormSchema>) => void) =>
    checkAnswersTogether({ ...SHIPPED, forms: changed(FORMS, key, (it) => edit(it.schema.properties ?? {})) }, SHIPPED);
  expect(told('aid-delivery-form', () => {})).toEqual([]);
  // One more answer, which nobody in the path has a branch for.
  const late = told('mediation-record-form', ({ mediationResult }) => {
    mediationResult?.enum?.push('put-off');
    Object.assign(mediationResult?.['x-enum-titles'] ?? {}, { 'put-off': { 'zh-CN': '改期', en: 'Put off' } });
    Object.assign(mediationResult?.['x-denies'] ?? {}, { 'put-off': ['agreed'] });
  });
  expect(late.map(({ code, severity, places }) => [code, severity, places[0].key, places[1].key])).toEqual([
    ['answer-leads-wrong', 'error', 'dispute-mediation-path', 'mediation-record-form'],
    ['answer-leads-wrong', 'error', 'explanation-mediation-path', 'mediation-record-form'],
  ]);
  expect(late[0]?.places[1].pointer).toBe('/schema/properties/mediationResult');
  expect(late.map((finding) => renderTogetherFinding(finding, 'en'))[0]).toMatch(
    /^With “Result” of form “.+” answered “Put off”, action “.+” of “Dispute mediation” would decide or tell “.+”/,
  );
  expect(renderTogetherFinding(late[0] as TogetherFinding, 'zh-CN')).toContain('改期');
  // Nothing is left to answer after a refusal.
  const nothing = told('return-visit-form', ({ promiseKept }) => {
    Object.assign(promiseKept?.['x-denies-earlier'] ?? {}, {
      'nothing-was-due': ['supported', 'not-supported', 'unresolved'],
      'nobody-reached': ['not-supported', 'unresolved'],
    });
  });
  expect(nothing.every(({ code, severity }) => code === 'answer-leads-nowhere' && severity === 'warning')).toBe(true);
  expect(new Set(nothing.map(({ places }) => places[0].key)).size).toBeGreaterThan(5);
  const silent = told('aid-delivery-form', ({ aidArrived }) => delete aidArrived?.['x-denies']);
  expect(silent.map(({ code }) => code)).toEqual(['answer-unthought']);
  expect(
    told('aid-decision-form', ({ aidDecision }) =>
      Object.assign(aidDecision?.['x-denies'] ?? {}, { 'aid-granted': ['supported'] }),
    ).map(({ code }) => code),
  ).toContain('answer-leads-wrong');
});
