import type { FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '../index.ts';
import { checkTogether } from './check-together.ts';
import { renderTogetherFinding } from './render-together.ts';
import { SHIPPED } from './testing/shipped.ts';
import type { Together } from './together.ts';

const FORM = 'petition-registration';

function changed<Kind extends keyof Together>(
  kind: Kind,
  key: string,
  edit: (item: Together[Kind][number]) => void,
): Together {
  const items = (SHIPPED[kind] as readonly Together[Kind][number][]).map((item) => {
    if (item.key !== key) return item;
    const copy = structuredClone(item);
    edit(copy);
    return copy;
  });
  return { ...SHIPPED, [kind]: items };
}

const told = (whole: Together, before = SHIPPED, filed: string[] = []) =>
  checkTogether(whole, before, { forms: [], elsewhere: [], filed: new Set(filed) }).map(
    ({ severity, code, places: [one, other] }) =>
      `${severity} ${code} ${one.kind}/${one.key}${one.pointer} ${other.kind}/${other.key}${other.pointer}`,
  );

test('a form for cases becomes one of a step: refused beside everybody who decides its cases, and for the cases themselves', () => {
  const whole = changed('forms', FORM, (form) => {
    form.use = 'step';
  });
  const readers = SHIPPED.ruleSets.filter(({ form, alsoForms = [] }) => form === FORM || alsoForms.includes(FORM));
  expect(readers.length).toBeGreaterThan(2);
  const uses = told(whole).filter((it) => it.includes(' use-'));
  expect(uses).toHaveLength(readers.length);
  for (const { key } of readers) expect(uses.some((it) => it.includes(`rule-sets/${key}/`))).toBe(true);
  expect(uses.every((it) => it.startsWith('error use-no-case'))).toBe(true);
  // With everybody who reads it gone, its cases are still there.
  const alone = { ...whole, ruleSets: [] };
  expect(told(alone, alone, [FORM]).filter((it) => it.includes(' use-'))).toEqual([
    `error use-of-cases forms/${FORM}/use forms/${FORM}/use`,
  ]);
  // What stood is no fault of another change; no cases, no readers: it may be.
  expect(told(whole, whole)).toEqual([]);
});

test('a form of a step becomes one for cases: refused beside every path that asks it', () => {
  const [asked] = SHIPPED.paths.flatMap(({ steps }) =>
    steps.flatMap(({ actions }) => actions.flatMap(({ form }) => form ?? [])),
  );
  const whole = changed('forms', asked ?? '', (form) => {
    form.use = 'case';
  });
  const uses = told(whole).filter((it) => it.includes(' use-'));
  expect(uses.length).toBeGreaterThan(0);
  for (const it of uses) expect(it).toMatch(/^error use-no-step paths\/.*\/form forms\//);
});

test('names of two choices, or of two fields, are swapped: told as a warning with field and form', () => {
  const choices = changed('forms', FORM, ({ schema }) => {
    const titles = schema.properties?.policyFound?.['x-enum-titles'] ?? {};
    const [one = '', other = ''] = Object.keys(titles);
    Object.assign(titles, { [one]: titles[other], [other]: titles[one] });
  });
  expect(told(choices)).toEqual([
    `warning words-moved forms/${FORM}/schema/properties/policyFound forms/${FORM}/schema/properties/policyFound`,
  ]);
  const [finding] = checkTogether(choices, SHIPPED);
  expect(finding?.field).toEqual({ form: FORM, path: ['policyFound'] });
  const fields = changed('forms', FORM, ({ schema }) => {
    const { matterSummary, wantedSolution } = schema.properties ?? {};
    if (!matterSummary || !wantedSolution) throw new Error('fields');
    const [one, other] = [matterSummary['x-title'], wantedSolution['x-title']];
    if (one && other)
      Object.assign(schema.properties ?? {}, {
        matterSummary: { ...matterSummary, 'x-title': other },
        wantedSolution: { ...wantedSolution, 'x-title': one },
      });
  });
  expect(told(fields).filter((it) => it.includes('words-moved'))).toHaveLength(2);
  // A better name is no other's.
  const better = changed('forms', FORM, ({ schema }) => {
    const field = schema.properties?.policyFound;
    if (field) field['x-title'] = { 'zh-CN': '可有政策依据', en: 'Is there a policy for it' };
  });
  expect(told(better)).toEqual([]);
});

test('names of two kinds of demand, or of two ends of a path, are swapped', () => {
  const swap = (values: { title: FormDefinition['title'] }[]) => {
    const [one, other] = values;
    if (one && other) [one.title, other.title] = [other.title, one.title];
  };
  const kinds = changed('ruleSets', 'demand-classification', (set) => swap(set.outcomes?.category?.values ?? []));
  const findings = checkTogether(kinds, SHIPPED);
  expect(findings.map(({ code, severity, outcome }) => [code, severity, outcome?.param])).toEqual([
    ['value-words-moved', 'warning', 'category'],
    ['value-words-moved', 'warning', 'category'],
  ]);
  expect(findings[0] && renderTogetherFinding(findings[0], 'zh-CN')).toMatch(/原名“.+”的一项现名“.+”/);
  const path = SHIPPED.paths.find(({ outcomes }) => outcomes.length > 1);
  const ends = changed('paths', path?.key ?? '', ({ outcomes }) => swap(outcomes));
  expect(told(ends).filter((it) => it.includes('value-words-moved'))).toHaveLength(2);
});

test('a clock that the law sets is taken out of a path, or goes by no limit any more: told with clock and article', () => {
  const path = SHIPPED.paths.find(({ clocks }) => clocks.some(({ limit }) => limit !== undefined));
  const key = path?.key ?? '';
  const bounded = path?.clocks.find(({ limit }) => limit !== undefined);
  const without = changed('paths', key, (it) => {
    it.clocks = it.clocks.filter(({ key: clock }) => clock !== bounded?.key);
  });
  const gone = checkTogether(without, SHIPPED).filter(({ code }) => code === 'clock-gone');
  expect(gone).toHaveLength(1);
  const source = SHIPPED.calendars[0]?.limits.find(({ key: limit }) => limit === bounded?.limit)?.source['zh-CN'] ?? '';
  const sentence = gone[0] ? renderTogetherFinding(gone[0], 'zh-CN') : '';
  expect(sentence).toContain(source);
  expect(sentence).toContain(bounded?.title['zh-CN']);
  const unbounded = changed('paths', key, (it) => {
    for (const clock of it.clocks) if (clock.key === bounded?.key) delete clock.limit;
  });
  expect(told(unbounded).filter((it) => it.includes('clock-gone'))).toHaveLength(1);
  // Another clock that keeps the same time, under another key, keeps it.
  const renamed = changed('paths', key, (it) => {
    for (const clock of it.clocks) if (clock.key === bounded?.key) clock.key = 'another-key';
  });
  expect(told(renamed).filter((it) => it.includes('clock-gone'))).toEqual([]);
});

test('a new form whose clocks no escalation policy hears of: asked also when something new comes', () => {
  const copied = (set: RuleSet): RuleSet =>
    set.kind === 'escalation' || set.form !== FORM
      ? set
      : { ...set, alsoForms: [...(set.alsoForms ?? []), 'lost-things'] };
  const form = SHIPPED.forms.find(({ key }) => key === FORM) as FormDefinition;
  const things = { ...form, key: 'lost-things', title: { 'zh-CN': '失物', en: 'Lost things' } };
  const whole = { ...SHIPPED, forms: [...SHIPPED.forms, things], ruleSets: SHIPPED.ruleSets.map(copied) };
  const unheard = checkTogether(whole, SHIPPED).filter(({ code }) => code === 'clock-unheard');
  // One cause is one finding, however many paths the form is led to.
  const [only, ...others] = unheard;
  expect([only?.severity, others]).toEqual(['warning', []]);
  const kinds = only?.places.map(({ kind }) => kind) ?? [];
  expect(kinds.slice(0, 3)).toEqual(['rule-sets', 'paths', 'forms']);
  expect(kinds.filter((kind) => kind === 'paths').length).toBeGreaterThan(1);
  expect(only?.places[2]?.key).toBe('lost-things');
  // Read by the policy, nothing is missing; and a new office is not asked before anything stood.
  const heard = whole.ruleSets.map((set) =>
    set.kind === 'escalation' ? { ...set, alsoForms: [...(set.alsoForms ?? []), 'lost-things'] } : set,
  );
  expect(told({ ...whole, ruleSets: heard }).filter((it) => it.includes('unheard'))).toEqual([]);
  expect(
    told(whole, { forms: [], ruleSets: [], paths: [], calendars: [] }).filter((it) => it.includes('unheard')),
  ).toEqual([]);
});
