import { applyEdits } from './apply-edits.ts';
import { checkTogether } from './check-together.ts';
import { gatherTogether } from './gather.ts';
import { renderTogetherFinding } from './render-together.ts';
import { SHIPPED } from './testing/shipped.ts';
import type { Place, Together, TogetherFinding } from './together.ts';

const FORM = 'petition-registration';
const renamed: Together = {
  ...SHIPPED,
  forms: SHIPPED.forms.map((form) =>
    form.key === FORM ? JSON.parse(JSON.stringify(form).replaceAll('policyFound', 'policyExists')) : form,
  ),
};
const single = checkTogether(renamed, SHIPPED).filter(({ code }) => code === 'field-renamed');
const field = ({ places: [, read] }: TogetherFinding): Place => read;

test('a field that many places read and that got another name is one finding, with all of its places', () => {
  expect(single.length).toBeGreaterThan(2);
  const [found, ...others] = gatherTogether(single, field);
  expect(others).toEqual([]);
  const places = new Set(single.flatMap((finding) => finding.places.map((place) => JSON.stringify(place))));
  expect(new Set(found?.places.map((place) => JSON.stringify(place)))).toEqual(places);
  const parts = new Set(single.map(({ params }) => params.part?.['zh-CN'] ?? ''));
  for (const locale of ['zh-CN', 'en'] as const) {
    const said = renderTogetherFinding(found!, locale);
    for (const { params } of single) expect(said).toContain(params.part?.[locale] ?? '?');
    expect(said.split(params(found!, locale)).length).toBe(2);
  }
  expect(found?.also?.readers.length).toBe(parts.size - 1);
});

const params = ({ params: { form } }: TogetherFinding, locale: 'zh-CN' | 'en') => form?.[locale] ?? '?';

test('each of its mends mends all of it at once', () => {
  const [found] = gatherTogether(single, field);
  expect(found?.mends.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
    'rule-sets read-other-field',
    'forms name-as-before',
  ]);
  for (const { kind, key, edits } of found?.mends ?? []) {
    const mended = <Item extends { key: string }>(of: string, items: readonly Item[]) =>
      items.map((item) => (of === kind && item.key === key ? applyEdits(item, edits) : item));
    const whole = {
      ...renamed,
      forms: mended('forms', renamed.forms),
      ruleSets: mended('rule-sets', renamed.ruleSets),
    };
    expect(checkTogether(whole, SHIPPED).filter(({ code }) => code === 'field-renamed')).toEqual([]);
  }
});

test('what has another cause, or stands in another place, stays by itself', () => {
  const first = single[0]!;
  const other = { ...first, params: { ...first.params, field: { 'zh-CN': '别的', en: 'another' } } };
  const [reader, { kind, key }] = first.places;
  const elsewhere: TogetherFinding = { ...first, places: [reader, { kind, key, pointer: '/elsewhere' }] };
  expect(gatherTogether([first, other, elsewhere], field)).toEqual([first, other, elsewhere]);
});

test('a reader of forms that all lack what it reads is told once, with the forms', () => {
  const first = single[0]!;
  const second = { ...first, params: { ...first.params, form: { 'zh-CN': '另一表单', en: 'Other form' } } };
  const [found, ...others] = gatherTogether([first, second], ({ places: [reader] }) => reader);
  expect(others).toEqual([]);
  expect(renderTogetherFinding(found!, 'zh-CN')).toMatch(/同样涉及：表单“另一表单”。$/);
  expect(renderTogetherFinding(found!, 'en')).toMatch(/ The same goes for form “Other form”\.$/);
  // A document as a whole is called by its title alone.
  const whole = { document: { 'zh-CN': '升级', en: 'Escalation' }, part: { 'zh-CN': '', en: '' } };
  const also = { readers: [whole], forms: [] };
  expect(renderTogetherFinding({ ...found!, also }, 'zh-CN')).toMatch(/同样涉及：“升级”。$/);
  expect(renderTogetherFinding({ ...found!, also }, 'en')).toMatch(/ The same goes for “Escalation”\.$/);
});
