import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar, RuleSet } from '../index.ts';
import { applyEdits } from './apply-edits.ts';
import { checkTogether } from './check-together.ts';
import { renderTogetherFinding } from './render-together.ts';
import { SHIPPED } from './testing/shipped.ts';
import type { Known, Together } from './together.ts';

/** The shipped documents with some of them written otherwise, by their text. */
function withText<Kind extends keyof Together>(kind: Kind, key: string, edit: (text: string) => string): Together {
  const items = SHIPPED[kind] as readonly { key: string }[];
  return {
    ...SHIPPED,
    [kind]: items.map((item) => (item.key === key ? JSON.parse(edit(JSON.stringify(item))) : item)),
  };
}

const told = (whole: Together, before = SHIPPED) =>
  checkTogether(whole, before).map(({ code, places: [reader, source] }) => {
    return `${code} ${reader.kind}/${reader.key} ${source.kind}/${source.key}`;
  });
const NOTHING: Together = { forms: [], ruleSets: [], paths: [], calendars: [] };
const unfit = (whole: Together, before: Together, known?: Known) =>
  checkTogether(whole, before, known)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, places: [reader, source] }) => `${code} ${reader.kind}/${reader.key} ${source.kind}/${source.key}`);
const once = (list: readonly string[]) => [...new Set(list)].toSorted();

test('what is shipped holds together', () => {
  expect(checkTogether(SHIPPED, SHIPPED)).toEqual([]);
  expect(checkTogether(SHIPPED, { forms: [], ruleSets: [], paths: [], calendars: [] })).toEqual([]);
});

test('a field that rules read is renamed: told for that form alone, with both places and both mends', () => {
  const whole = withText('forms', 'petition-registration', (text) => text.replaceAll('policyFound', 'policyExists'));
  expect(once(told(whole))).toEqual(['field-renamed rule-sets/demand-classification forms/petition-registration']);
  const [finding] = checkTogether(whole, SHIPPED);
  expect(finding?.places[1].pointer).toBe('/schema/properties/policyExists');
  expect(finding?.mends.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
    'rule-sets read-other-field',
    'forms name-as-before',
  ]);
  // Either of them alone mends it, and the form is then what it was.
  const all = checkTogether(whole, SHIPPED).flatMap(({ mends }) => mends);
  const [, form] = finding?.mends ?? [];
  expect(whole.forms.map((one) => (one.key === form?.key ? applyEdits(one, form.edits) : one))).toEqual(SHIPPED.forms);
  const rules = all.filter(({ kind }) => kind === 'rule-sets');
  const ruleSets = whole.ruleSets.map((set) =>
    applyEdits(
      set,
      rules.flatMap(({ key, edits }) => (key === set.key ? edits : [])),
    ),
  );
  // The other forms of the rule set still have the old name: the rule set alone cannot follow.
  expect(once(told({ ...whole, ruleSets }))).toEqual(
    (SHIPPED.ruleSets.find(({ key }) => key === 'demand-classification')?.alsoForms ?? [])
      .map((key) => `field-lacking rule-sets/demand-classification forms/${key}`)
      .toSorted(),
  );
  expect(finding && renderTogetherFinding(finding, 'en')).toContain('which form “Petition registration” now calls');
  expect(finding?.field).toEqual({ form: 'petition-registration', path: ['policyFound'] });
});

test('a field that is gone, or holds another kind of value', () => {
  const form = (edit: (form: FormDefinition) => void) =>
    withText('forms', 'petition-registration', (text) => {
      const content = JSON.parse(text) as FormDefinition;
      edit(content);
      return JSON.stringify(content);
    });
  const gone = form(({ schema }) => {
    for (const part of [schema, ...(schema.allOf ?? []).flatMap(({ then }) => then ?? [])]) {
      delete part.properties?.policyFound;
    }
  });
  expect(once(told(gone))).toEqual(['field-gone rule-sets/demand-classification forms/petition-registration']);
  const retyped = withText('forms', 'petition-registration', (text) =>
    text.replace(/"policyFound":\{"type":"string"/, '"policyFound":{"type":"boolean"'),
  );
  expect(once(told(retyped))).toContain('field-retyped rule-sets/demand-classification forms/petition-registration');
});

test('a choice that rules compare with can no longer be chosen', () => {
  const whole = withText('forms', 'petition-registration', (text) => text.replaceAll('policy-clear', 'clear-policy'));
  const errors = checkTogether(whole, SHIPPED).filter(({ severity }) => severity === 'error');
  const codes = errors.map(({ code, places: [{ kind }] }) => `${code} ${kind}/`);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.every((line) => line.startsWith('value-gone rule-sets/'))).toBe(true);
});

test('a rule newly reads a field that one of the forms lacks: a finding for that form', () => {
  const rule = {
    name: 'new-rule',
    title: { 'zh-CN': '新', en: 'New' },
    source: { 'zh-CN': '无', en: 'None' },
    conditions: { all: [{ fact: 'powerNeeded', operator: 'equal', value: 'village-can-decide' }] },
    event: { type: 'x' },
  };
  const add = (conditions: unknown) =>
    withText('ruleSets', 'petition-routing', (text) => {
      const set = JSON.parse(text) as RuleSet;
      return JSON.stringify({ ...set, rules: [...set.rules, { ...rule, conditions }] });
    });
  const forms = checkTogether(add(rule.conditions), SHIPPED).map(({ code, places }) => `${code} ${places[1].key}`);
  const lacking = (SHIPPED.ruleSets.find(({ key }) => key === 'petition-routing')?.alsoForms ?? [])
    .concat('petition-registration')
    .filter((key) => !JSON.stringify(SHIPPED.forms.find((form) => form.key === key)).includes('"powerNeeded"'));
  expect(lacking.length).toBeGreaterThan(0);
  expect(once(forms)).toEqual(lacking.map((key) => `field-lacking ${key}`).toSorted());
  // The mend says it, and names form and field as people do.
  const shown = checkTogether(add(rule.conditions), SHIPPED)[0];
  const mends = shown?.mends ?? [];
  expect(mends.map(({ code, key }) => `${code} ${key}`)).toEqual(['only-for-forms petition-routing']);
  expect(shown && renderTogetherFinding(shown, 'zh-CN')).not.toMatch(/powerNeeded/);
  const mended = (whole: Together): Together => ({
    ...whole,
    ruleSets: whole.ruleSets.map((set) =>
      set.key === 'petition-routing' ? applyEdits(set, mends[0]?.edits ?? []) : set,
    ),
  });
  expect(told(mended(add(rule.conditions)))).toEqual([]);
  const [of] = rule.conditions.all;
  for (const conditions of [
    { any: [of, { fact: 'township', operator: 'equal', value: 'x' }] },
    { all: [{ not: of }] },
  ]) {
    const whole = add(conditions);
    const edits = checkTogether(whole, SHIPPED)[0]?.mends[0]?.edits ?? [];
    const ruleSets = whole.ruleSets.map((set) => (set.key === 'petition-routing' ? applyEdits(set, edits) : set));
    expect(edits).toHaveLength(1);
    expect(told({ ...whole, ruleSets })).toEqual([]);
  }
  // Said for which forms it is meant, or asked only where given: that is thought through.
  const guarded = { all: [{ fact: 'form', operator: 'notIn', value: lacking }, ...rule.conditions.all] };
  expect(told(add(guarded))).toEqual([]);
  const given = { all: [{ fact: 'powerNeeded', operator: 'isPresent', value: true }, ...rule.conditions.all] };
  expect(told(add(given))).toEqual([]);
});

test('a kind of demand that routing reads is renamed where it is given', () => {
  const whole = withText('ruleSets', 'demand-classification', (text) =>
    text.replaceAll('"reasonable-with-policy"', '"policy-exists"'),
  );
  const all = checkTogether(whole, SHIPPED);
  expect(all.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
  expect(once(told(whole))).toContain('term-unknown rule-sets/petition-routing rule-sets/demand-classification');
  expect(all[0] && renderTogetherFinding(all[0], 'zh-CN')).toContain('诉求类别“reasonable-with-policy”');
});

test('a limit of the calendar below the clock of a path, or gone', () => {
  const named = SHIPPED.paths.flatMap(({ clocks: all }) => all.flatMap(({ limit }) => limit ?? []))[0];
  const tight = withText('calendars', SHIPPED.calendars[0]?.key ?? '', (text) => {
    const calendar = JSON.parse(text) as BusinessCalendar;
    const limits = calendar.limits.map((limit) =>
      limit.key === named ? { ...limit, duration: { ...limit.duration, value: 1 } } : limit,
    );
    return JSON.stringify({ ...calendar, limits });
  });
  const key = SHIPPED.calendars[0]?.key;
  const clocks = SHIPPED.paths.filter(({ clocks: all }) => all.some(({ limit }) => limit === named));
  expect(clocks.length).toBeGreaterThan(0);
  expect(once(told(tight))).toEqual(
    clocks.map((path) => `limit-below-clock paths/${path.key} calendars/${key}`).toSorted(),
  );
});

test('an escalation policy that goes leaves clocks nobody hears of: told by path, with what it had said', () => {
  const without = { ...SHIPPED, ruleSets: SHIPPED.ruleSets.filter(({ kind }) => kind !== 'escalation') };
  const findings = checkTogether(without, SHIPPED);
  expect(once(told(without))).toEqual(
    SHIPPED.paths.map(({ key }) => `clock-unattended paths/${key} rule-sets/escalation-policy`).toSorted(),
  );
  expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
  const [first] = findings;
  expect(first && renderTogetherFinding(first, 'zh-CN')).toMatch(/^“.*”等\d+项的案件走处理路径“.*”时，时限“.*”临近/);
  // What never had one is not held against a change, and another policy may take over.
  expect(told(without, without)).toEqual([]);
  const renamed = SHIPPED.ruleSets.map((set) => (set.kind === 'escalation' ? { ...set, key: 'other-policy' } : set));
  expect(told({ ...SHIPPED, ruleSets: renamed })).toEqual([]);
});

test('a policy that only loses the rule of a clock, or no longer goes for a form', () => {
  const policy = (edit: (set: RuleSet) => RuleSet): Together => ({
    ...SHIPPED,
    ruleSets: SHIPPED.ruleSets.map((set) => (set.kind === 'escalation' ? edit(set) : set)),
  });
  // Whatever is long overdue is told of: one clock without a rule of its own has that one.
  const general = ['long-overdue'];
  const aid = policy((set) => ({ ...set, rules: set.rules.filter(({ name }) => name !== 'aid-not-arrived') }));
  expect(told(aid)).toEqual([]);
  const names = [...general, 'aid-not-arrived'];
  const both = policy((set) => ({ ...set, rules: set.rules.filter(({ name }) => !names.includes(name)) }));
  const lost = checkTogether(both, SHIPPED).find(({ places: [{ key }] }) => key === 'hardship-assistance-path');
  expect(lost?.places[1]).toEqual({ kind: 'rule-sets', key: 'escalation-policy', pointer: '/rules' });
  const form = 'accusation-registration';
  const other = policy((set) => ({ ...set, alsoForms: (set.alsoForms ?? []).filter((key) => key !== form) }));
  expect(once(told(other)).filter((it) => it.startsWith('clock-unattended'))).toEqual([
    'clock-unattended paths/accusation-path rule-sets/escalation-policy',
  ]);
});

test('a meeting that rules name and the calendar no longer has', () => {
  const calendars = SHIPPED.calendars.map((calendar) => ({
    ...calendar,
    recurring: calendar.recurring.filter(({ key }) => key !== 'monthly-study-session'),
  }));
  const found = once(told({ ...SHIPPED, calendars }));
  expect(found).toContain('session-unplanned rule-sets/escalation-policy calendars/china-official');
  expect(found).toContain('session-unplanned paths/research-and-proposal-path calendars/china-official');
  expect(told({ ...SHIPPED, calendars }, { ...SHIPPED, calendars })).toEqual([]);
});

test('where nothing stood before, a field that another version of the form has is not left out by intention', () => {
  const next = withText('forms', 'petition-registration', (text) =>
    text.replaceAll('demandJustified', 'claimJustified'),
  );
  const known = { forms: [...next.forms, ...SHIPPED.forms], elsewhere: [] };
  const both = 'field-renamed rule-sets/demand-classification forms/petition-registration';
  expect(once(unfit(next, NOTHING, known))).toContain(both);
  expect(once(unfit(next, SHIPPED, known))).toContain(both);
  // What is shipped is fine beside the newer version, and what stands in another place has been thought through.
  expect(unfit(SHIPPED, NOTHING, { forms: SHIPPED.forms, elsewhere: [] })).toEqual([]);
  expect(unfit(next, NOTHING, { ...known, elsewhere: [next] })).toEqual([]);
});

test('a form taken out and put back otherwise, or asked again by rules that had left it, is judged by what it was', () => {
  const key = 'petition-registration';
  const next = withText('forms', key, (text) => text.replaceAll('policyFound', 'policyExists'));
  const known = { forms: [...next.forms, ...SHIPPED.forms], elsewhere: [] };
  const leave = (set: RuleSet): RuleSet => {
    const [first = key, ...rest] = [set.form, ...(set.alsoForms ?? [])].filter((form) => form !== key);
    return { ...set, form: first, alsoForms: rest };
  };
  const left = (whole: Together): Together => ({ ...whole, ruleSets: whole.ruleSets.map(leave) });
  const without = left({ ...SHIPPED, forms: SHIPPED.forms.filter((form) => form.key !== key) });
  const both = `field-renamed rule-sets/demand-classification forms/${key}`;
  expect(once(unfit(next, without, known))).toContain(both);
  expect(once(unfit(next, left(next), known))).toContain(both);
  expect(unfit(SHIPPED, without, { forms: SHIPPED.forms, elsewhere: [] })).toEqual([]);
});

test('a field that none of the forms of a rule set has is a fault, wherever it is put', () => {
  const whole = withText('ruleSets', 'petition-routing', (text) =>
    text.replaceAll('"fact":"powerNeeded"', '"fact":"nobodyHasIt"'),
  );
  expect(whole).not.toEqual(SHIPPED);
  expect(once(unfit(whole, NOTHING))).toContain('field-lacking rule-sets/petition-routing forms/petition-registration');
});

test('a field of the case that guards of a path read: told of each path in words, with both mends', () => {
  const edit = (from: RegExp | string, to: string) =>
    withText('forms', 'handed-down-matter', (text) => text.replaceAll(from, to));
  const readers = SHIPPED.paths.filter((path) => JSON.stringify(path).includes('"handedManner"')).map(({ key }) => key);
  expect(readers.length).toBeGreaterThan(0);
  const renamed = edit('handedManner', 'manner');
  for (const key of readers) {
    expect(once(unfit(renamed, SHIPPED))).toContain(`field-renamed paths/${key} forms/handed-down-matter`);
  }
  const finding = checkTogether(renamed, SHIPPED).find(({ places: [{ kind }] }) => kind === 'paths');
  expect(finding?.mends.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
    'paths read-other-field',
    'forms name-as-before',
  ]);
  expect(finding && renderTogetherFinding(finding, 'zh-CN')).toMatch(/^“.*”的“.*”读取字段“.*”/);
  for (const key of readers) {
    expect(once(unfit(edit('assigned-matter', 'given-matter'), SHIPPED))).toContain(
      `value-gone paths/${key} forms/handed-down-matter`,
    );
  }
});
