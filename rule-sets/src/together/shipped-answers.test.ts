// What the shipped paths make of every answer, carried out: refused in words, or nothing that it contradicts; and what becomes of
// that when something that keeps answers and outcomes apart is taken away or put elsewhere.
import { readdirSync, readFileSync } from 'node:fs';
import {
  checkForm,
  choicesOf,
  type FormDefinition,
  randomPick,
  readPointer,
  seededRandom,
} from '@caseway/form-schemas';
import type { HandlingPath, PathAction } from '../model/handling-path.ts';
import { askedOf, checkAnswering, checkAnswersOf } from '../paths/check/check-answering.ts';
import { refusedNow, unfitAnswers } from '../paths/run/unfit-answers.ts';
import { checkLostGuards } from './lost-guards.ts';
import { contradictions, stateOf, type Tried, tryAll } from './testing/every-answer.ts';
import { formMutantsOf, type Mutant, mutantsOf } from './testing/mutants.ts';
import type { Together } from './together.ts';

function read<T>(folder: string): T[] {
  const path = new URL(`../../../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, path), 'utf8')) as T);
}

const FORMS = read<FormDefinition>('form-schemas/library');
const PATHS = read<HandlingPath>('rule-sets/library/paths');
test.each(PATHS.map((path) => [path.key, path] as const))('%s: every answer is refused in words or fits', (_, path) => {
  const tried = tryAll(path, FORMS);
  expect(contradictions(path, tried, FORMS)).toEqual([]);
  const asked = tried.filter(({ form }) => form !== undefined);
  for (const { resolved } of asked) {
    for (const refusal of resolved.refusals) expect('words' in refusal && refusal.words['zh-CN']).toBeTruthy();
    // Nothing is refused for what the path made of it: what does not fit has a way of its own.
    const codes = resolved.refusals.map(({ code }) => code);
    expect(codes).not.toContain('answer-denies-telling');
  }
  // Wherever a case stands, some answer leads on.
  const placeOf = ({ pointer, before }: Tried) => `${pointer} ${JSON.stringify(before)}`;
  const leadsOn = new Set(asked.filter(({ resolved }) => resolved.refusals.length === 0).map(placeOf));
  expect([...new Set(asked.map(placeOf))].filter((place) => !leadsOn.has(place))).toEqual([]);
  expect(checkAnswering(path, { forms: FORMS })).toEqual([]);
  // No case is closed with nothing decided.
  const closed = tried.filter(
    ({ resolved, before }) =>
      resolved.refusals.length === 0 &&
      path.steps.some(({ key, kind }) => key === resolved.to && kind === 'end') &&
      (resolved.outcome === undefined ? before.outcome : resolved.outcome) === undefined,
  );
  expect(closed.map(({ action }) => action.key)).toEqual([]);
});

test('what is offered no more is what would be refused with whatever other answers, and says why', () => {
  const told = new Set<string>();
  for (const path of PATHS) {
    const places = new Map<string, Tried[]>();
    for (const one of tryAll(path, FORMS)) {
      const place = JSON.stringify([one.pointer, one.before, one.facts]);
      places.set(place, [...(places.get(place) ?? []), one]);
    }
    for (const [place, tried] of places) {
      const [{ action, form, before, facts } = {}] = tried;
      if (!action || !form || !before) continue;
      // What is refused whatever is answered is told of the action, and not once more of each answer.
      const never = tried.every(({ resolved }) => resolved.refusals.length > 0);
      expect([place, refusedNow(path, stateOf(before), action, { form, facts }) !== null]).toEqual([place, never]);
      if (never) continue;
      const refused = choicesOf(form).flatMap(({ pointer, answers: all }) =>
        all
          .filter((answer) => {
            const given = tried.filter(({ data }) => readPointer(data, pointer) === answer);
            return given.length > 0 && given.every(({ resolved }) => resolved.refusals.length > 0);
          })
          .map((answer) => `${pointer} ${answer}`),
      );
      const unfit = unfitAnswers(path, stateOf(before), action, { form, facts });
      expect([place, ...unfit.map(({ pointer, answer }) => `${pointer} ${answer}`)]).toEqual([place, ...refused]);
      for (const { pointer, answer, reason } of unfit)
        told.add(`${action.form} ${pointer} ${answer}: ${reason['zh-CN']}`);
    }
  }
  expect(told).toContain('return-visit-form /promiseKept nothing-was-due: 与此前作出的处理结果“予以支持”不符。');
});

const SHIPPED: Together = { forms: FORMS, paths: PATHS, ruleSets: [], calendars: [] };

type Fate = 'told' | 'proved wrong' | 'harmless' | 'harm done';

const proved = new WeakMap<PathAction, Map<string, boolean>>();

/** Whether anything is wrong with what an action makes of its answers; what was proved of it before stands. */
function isWrong(asked: ReturnType<typeof askedOf>[number], forms: Together['forms'], form: string): boolean {
  const known = proved.get(asked.action) ?? new Map<string, boolean>();
  proved.set(asked.action, known);
  const name = `${asked.action.form === form ? form : ''} ${JSON.stringify(asked.carried)}`;
  const before = form === '' || asked.action.form !== form ? known.get(name) : undefined;
  const wrong = before ?? checkAnswersOf(asked, { forms }).length > 0;
  if (before === undefined) known.set(name, wrong);
  return wrong;
}

function fateOf({ path, form }: Mutant): Fate {
  const forms = form ? FORMS.map((one) => (one.key === form.key ? form : one)) : FORMS;
  const whole: Together = {
    ...SHIPPED,
    forms,
    ...(path && { paths: PATHS.map((one) => (one.key === path.key ? path : one)) }),
  };
  if (checkLostGuards(whole, SHIPPED).length > 0) return 'told';
  if (form && checkForm(form).length > 0) return 'proved wrong';
  const concerned = path
    ? [path]
    : PATHS.filter(({ steps }) => steps.some((it) => it.actions.some((one) => one.form === form?.key)));
  if (concerned.some((one) => askedOf(one).some((asked) => isWrong(asked, forms, form?.key ?? ''))))
    return 'proved wrong';
  // Nothing is said of it: then nothing may be carried out that an answer, as it was meant, contradicts.
  const harm = concerned.some((one) => contradictions(one, tryAll(one, forms), FORMS).length > 0);
  return harm ? 'harm done' : 'harmless';
}

/** So many of each kind, the same ones each time. */
function sampled(mutants: readonly Mutant[], most: number): Mutant[] {
  const random = seededRandom(27);
  const kinds = new Map<string, Mutant[]>();
  for (const mutant of mutants) kinds.set(mutant.kind, [...(kinds.get(mutant.kind) ?? []), mutant]);
  return [...kinds.values()].flatMap((all) =>
    all.length <= most ? all : [...new Set(Array.from({ length: most }, () => randomPick(random, all)))],
  );
}

test('whatever is taken from the answers of a path or put elsewhere is told, proved wrong, or does no harm', () => {
  const all = [...PATHS.flatMap(mutantsOf), ...FORMS.flatMap(formMutantsOf)];
  const mutants = process.env.MUTANTS === 'all' ? all : sampled(all, 4);
  const fates = mutants.map((mutant) => ({ name: mutant.name, fate: fateOf(mutant) }));
  const named = (fate: Fate) => fates.filter((one) => one.fate === fate).map(({ name }) => name);
  expect(named('harm done')).toEqual([]);
  // Each of the ways to find one does find some.
  for (const fate of ['told', 'proved wrong', 'harmless'] as const) expect(named(fate).length).toBeGreaterThan(0);
  if (process.env.MUTANTS === 'all') {
    const counts = (['told', 'proved wrong', 'harmless'] as const).map((fate) => `${named(fate).length} ${fate}`);
    process.stdout.write(`${mutants.length} of ${all.length}: ${counts.join(', ')}\n${named('harmless').join('\n')}\n`);
  }
});
