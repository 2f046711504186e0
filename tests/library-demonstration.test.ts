// The demonstration district files only what its forms take, whatever is drawn, and writes only what its step forms take.
import { readFileSync } from 'node:fs';
import {
  compileForm,
  type FormData,
  type FormDefinition,
  type Json,
  sampleData,
  seededRandom,
} from '@caseway/form-schemas';

interface Demonstration {
  caseTemplates: { form: string; data: Json }[];
  walk: { forms: Record<string, Json> };
}

const { caseTemplates, walk }: Demonstration = JSON.parse(
  readFileSync('rule-sets/library/demonstration/district.json', 'utf8'),
);
const formOf = (key: string): FormDefinition =>
  JSON.parse(readFileSync(`form-schemas/library/${key}.json`, 'utf8')) as FormDefinition;

const written = [
  ...caseTemplates.map(({ form, data }, index): [string, string, Json] => [`case ${index}`, form, data]),
  ...Object.entries(walk.forms).map(([form, data]): [string, string, Json] => ['step', form, data]),
];

test.each(written)('%s of %s is valid, ten times over', (_, form, template) => {
  const random = seededRandom(7);
  const compiled = compileForm(formOf(form));
  for (let turn = 0; turn < 10; turn++) {
    const data = sampleData(template, { random, today: '2026-03-02' }) as FormData;
    expect(compiled.validate(data, 'en')).toEqual([]);
  }
});

test('no more people are named than there are', () => {
  const random = seededRandom(7);
  for (const { form, data: template } of caseTemplates) {
    const { headcount } = formOf(form).bindings ?? {};
    if (headcount === undefined) continue;
    for (let turn = 0; turn < 50; turn++) {
      const data = sampleData(template, { random, today: '2026-03-02' }) as Record<string, Json>;
      const people = data[headcount.slice(1)];
      const named = data.groupRepresentatives;
      if (typeof people === 'number' && Array.isArray(named)) expect(people).toBeGreaterThan(named.length);
    }
  }
});
