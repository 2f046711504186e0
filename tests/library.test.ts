import { readdirSync, readFileSync } from 'node:fs';
import { checkForm, type FormDefinition, renderFinding } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  checkCalendar,
  checkPath,
  checkRuleSet,
  type HandlingPath,
  type RuleSet,
  renderCalendarFinding,
  renderPathFinding,
  renderRuleSetFinding,
  SYSTEM_FACTS,
} from '@caseway/rule-sets';

function read<T>(folder: string): T[] {
  const path = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, path), 'utf8')) as T);
}

const forms = read<FormDefinition>('form-schemas/library');
const ruleSets = read<RuleSet>('rule-sets/library');
const paths = read<HandlingPath>('rule-sets/library/paths');
const calendars = read<BusinessCalendar>('rule-sets/library/calendars');

describe('the shipped library', () => {
  test.each(forms.map((form) => [form.key, form] as const))('form %s checks clean', (_, form) => {
    const findings = checkForm(form, Object.keys(SYSTEM_FACTS));
    expect(findings.map((finding) => `${finding.pointer} ${renderFinding(finding, 'en')}`)).toEqual([]);
  });

  test.each(ruleSets.map((set) => [set.key, set] as const))(
    'rule set %s checks clean and passes its own tests',
    async (_, set) => {
      const findings = (await checkRuleSet(set, { forms })).filter(({ severity }) => severity !== 'info');
      expect(findings.map((finding) => `${finding.pointer} ${renderRuleSetFinding(finding, 'en')}`)).toEqual([]);
    },
  );

  test.each(paths.map((path) => [path.key, path] as const))('path %s checks clean', (_, path) => {
    const findings = checkPath(path, { calendar: calendars[0], forms });
    expect(findings.map((finding) => `${finding.pointer} ${renderPathFinding(finding, 'en')}`)).toEqual([]);
  });

  test.each(calendars.map((calendar) => [calendar.key, calendar] as const))(
    'calendar %s checks clean',
    (_, calendar) => {
      const findings = checkCalendar(calendar);
      expect(findings.map((finding) => `${finding.pointer} ${renderCalendarFinding(finding, 'en')}`)).toEqual([]);
    },
  );

  test('has at least forty rules, each with a test that it fires in', () => {
    const rules = ruleSets.flatMap((set) => set.rules.map((rule) => ({ set, rule })));
    expect(rules.length).toBeGreaterThanOrEqual(40);
    const untested = rules.filter(
      ({ set, rule }) => !set.tests?.some(({ expect: { fired } }) => fired?.includes(rule.name)),
    );
    expect(untested.map(({ set, rule }) => `${set.key}/${rule.name}`)).toEqual([]);
  });

  test('covers what a petition office registers', () => {
    expect(forms.filter(({ use }) => use === 'case')).toHaveLength(10);
    expect(forms.filter(({ use }) => use === 'step').length).toBeGreaterThanOrEqual(9);
  });
});
