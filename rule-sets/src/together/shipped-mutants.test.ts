// Whatever keeps answers and outcomes apart in the shipped paths: taken away or put elsewhere, it is proved wrong, told, or harmless.
import { checkForm, randomPick, seededRandom } from '@caseway/form-schemas';
import type { PathAction } from '../model/handling-path.ts';
import { askedOf, checkAnswersOf } from '../paths/check/check-answering.ts';
import { checkLostGuards } from './lost-guards.ts';
import { contradictions, FORMS, PATHS, tryAll } from './testing/every-answer.ts';
import { formMutantsOf, type Mutant, mutantsOf } from './testing/mutants.ts';
import type { Together } from './together.ts';

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
