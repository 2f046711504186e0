// Whoever files says what they saw: where something else is in force by then and would answer otherwise, they are asked first.
import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar, RuleSet } from '@caseway/rule-sets';
import type { ConfigurationOut, FiledCase, PreviewOut, Problem } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { activate, type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { changeInForce } from '../support/versions.ts';

const FORM = 'petition-registration';
const TITLE = { 'zh-CN': '信访事项登记表', en: 'Petition registration' };

let office: Office;
let admin: Client;
let clerk: Client;
let townshipId: string;
beforeAll(async () => {
  office = await openOffice();
  [admin, clerk] = [await office.as('admin'), await office.as('clerk.qingshi')];
  townshipId = (await office.township('qingshi')).id;
});
afterAll(() => office.close());

const shown = () =>
  clerk.ok(
    clerk.get<{ configuration: string; items: { form: FormDefinition }[] }>('/api/forms/available?township=qingshi'),
  );
const body = (configuration?: string) => ({
  township: 'qingshi',
  form: FORM,
  data: petition(),
  ...(configuration !== undefined && { configuration }),
});
const file = (configuration?: string, by = clerk) => by.post<FiledCase & Problem>('/api/cases', body(configuration));
const preview = (configuration?: string, by = clerk) =>
  by.post<PreviewOut & Problem>('/api/cases/preview', body(configuration));
const stored = async () => (await office.sql<{ n: number }>('SELECT count(*)::int AS n FROM case_file'))[0]?.n;
const told = ({ errors = [] }: Problem) => errors.map(({ message }) => message);

test('the form, the preview, the case and the township name what is in force alike', async () => {
  const { configuration } = await shown();
  const township = await clerk.ok(clerk.get<ConfigurationOut>(`/api/townships/${townshipId}/configuration`));
  const [before, filed] = [await clerk.ok(preview()), await clerk.ok(file(configuration))];
  expect(configuration).toMatch(/^\S+$/);
  expect([township.configuration, before.configuration, filed.configuration]).toEqual(Array(3).fill(configuration));
});

test('another version of the form: nothing is stored, and what changed is said in words', async () => {
  const { configuration, items } = await shown();
  const title = items.find(({ form }) => form.key === FORM)?.form.title ?? TITLE;
  await changeInForce<FormDefinition>(admin, townshipId, ['forms', FORM], (form) => {
    const name = { 'zh-CN': '联系时间', en: 'When to call' };
    Object.assign(form.schema.properties ?? {}, { whenToCall: { type: 'string', maxLength: 50, 'x-title': name } });
    form.ui.sections[0]?.fields.push('whenToCall');
  });
  const before = await stored();
  for (const send of [file, preview]) {
    const chinese = await send(configuration, clerk.speaking('zh-CN'));
    expect([chinese.status, chinese.body.type]).toEqual([409, 'urn:caseway:problem:outdated']);
    expect(told(chinese.body)).toEqual([
      `表单“${title['zh-CN']}”：由第1版改为第2版。`,
      '新增字段“联系时间”',
      '版面或分区变了',
    ]);
    const english = await send(configuration);
    expect(told(english.body)).toEqual([
      `Form “${title.en}”: version 1 became version 2.`,
      'field "When to call" added',
      'the layout changed',
    ]);
    expect(english.body.errors?.every(({ pointer }) => pointer === '/configuration')).toBe(true);
  }
  expect(await stored()).toBe(before);
  // What is in force now is filed, and so is what says nothing of what it saw.
  const now = await shown();
  expect((await clerk.ok(file(now.configuration))).configuration).toBe(now.configuration);
  expect((await file()).status).toBe(201);
});

test('other rules: asked where the answer would differ, and not where it would be the same', async () => {
  const { configuration } = await shown();
  await changeInForce<RuleSet>(admin, townshipId, ['rule-sets', 'petition-routing'], (rules) => {
    rules.description = { 'zh-CN': '另一段说明', en: 'Another description' };
  });
  const same = await file(configuration);
  expect([same.status, same.body.configuration]).toEqual([201, (await shown()).configuration]);
  await changeInForce<RuleSet>(admin, townshipId, ['rule-sets', 'petition-routing'], (rules) => {
    for (const { event } of rules.rules)
      if (event.params?.level === 'village-level') event.params.level = 'township-centre-level';
    if (rules.otherwise.params) rules.otherwise.params.level = 'township-centre-level';
    delete rules.tests;
  });
  const refused = await file(configuration, clerk.speaking('zh-CN'));
  expect(refused.status).toBe(409);
  expect(told(refused.body)).toEqual([expect.stringMatching(/^规则集“.+”：由第1版改为第3版。$/)]);
});

test('other days off: asked where a day would be another', async () => {
  const { configuration } = await shown();
  const [deadline] = (await clerk.ok(preview())).deadlines.filter(({ dueOn }) => dueOn !== null);
  await changeInForce<BusinessCalendar>(admin, townshipId, ['calendars', 'china-official'], (calendar) => {
    const name = { 'zh-CN': '临时放假', en: 'Day off' };
    if (deadline?.dueOn) calendar.days.push({ date: deadline.dueOn, kind: 'holiday', title: name });
  });
  const refused = await file(configuration);
  expect([refused.status, told(refused.body).length]).toEqual([409, 1]);
});

test('what was put back is what was seen; what never was in force is told to be so', async () => {
  const { configuration } = await shown();
  const versions = (version: number) => ({ versions: [{ kind: 'forms', key: FORM, version }], reason: '测试' });
  await activate(admin, townshipId, versions(1));
  expect((await preview(configuration)).status).toBe(409);
  await activate(admin, townshipId, versions(2));
  expect((await preview(configuration)).status).toBe(200);
  const unknown = await file('0123456789abcdef');
  expect([unknown.status, told(unknown.body)[0]]).toEqual([409, expect.stringContaining('never was in force')]);
});
