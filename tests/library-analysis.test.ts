// The shipped rule sets, proved: nothing is open, whatever its severity, and no acceptance speaks of what is not there.
import { readdirSync, readFileSync } from 'node:fs';
import { compileForm, type FormDefinition } from '@caseway/form-schemas';
import {
  analyse,
  coverageOf,
  decide,
  findOpen,
  type RuleSet,
  readingOf,
  renderAnalysisFinding,
  renderUncovered,
} from '@caseway/rule-sets';

function read<T>(folder: string): T[] {
  const path = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, path), 'utf8')) as T);
}

const forms = read<FormDefinition>('form-schemas/library');
const ruleSets = read<RuleSet>('rule-sets/library').map((set) => [set.key, set, analyse(set, { forms })] as const);

test.each(ruleSets)(
  '%s is proved in full, and each finding that remains has its reason written down',
  (_, set, analysis) => {
    expect({ exact: analysis.exact, leftOut: analysis.leftOut }).toEqual({ exact: true, leftOut: [] });
    const open = findOpen(set, analysis.findings);
    expect(open.map((finding) => renderAnalysisFinding(set, finding, { locale: 'en', forms }))).toEqual([]);
  },
);

test.each(ruleSets)('%s accepts nothing that is not found', (_, set, analysis) => {
  const idle = (set.accepted ?? []).filter(
    (entry) => findOpen({ accepted: [entry] }, analysis.findings).length === analysis.findings.length,
  );
  expect(idle.map(({ code, rules }) => `${code} ${rules.join()}`)).toEqual([]);
});

test.each(ruleSets)(
  'every example of %s is valid data of its form, and is decided as the finding says',
  async (_, set, { findings }) => {
    for (const { code, rules, witness } of findings) {
      const form = forms.find(({ key }) => key === witness?.form) as FormDefinition;
      const fields = Object.keys(compileForm(form).takeIn(witness?.facts ?? {}));
      const data = Object.fromEntries(Object.entries(witness?.facts ?? {}).filter(([name]) => fields.includes(name)));
      expect(compileForm(form).validate(data, 'en')).toEqual([]);
      const { fired, byDefault } = await decide(set, witness?.facts ?? {});
      if (code === 'gap') expect(byDefault).toBe(true);
      if (code === 'overlap') expect(rules.filter((name) => fired.includes(name)).length).toBeGreaterThan(1);
    }
  },
);

test.each(ruleSets)(
  'the tests of %s show every rule deciding, every condition both ways, and otherwise',
  async (_, set) => {
    const decisions = await Promise.all((set.tests ?? []).map(({ facts }) => decide(set, facts)));
    const reading = readingOf(set, { locale: 'en', forms });
    expect(coverageOf(set, decisions).uncovered.map((item) => renderUncovered(reading, item))).toEqual([]);
  },
);
