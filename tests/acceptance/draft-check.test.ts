// What is told of a draft is so, says what to do, and names things as people do.
import type { FormDefinition } from '@caseway/form-schemas';
import { applyEdits, type HandlingPath, type RuleSet } from '@caseway/rule-sets';
import type { CheckOut, ImpactOut, Problem } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

let office: Office;
let admin: Client;
const FORM = 'petition-registration';

beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
});
afterAll(() => office.close());

const contentOf = async <Content>(kind: string, key: string) =>
  structuredClone((await admin.ok(admin.get<{ content: Content }>(`/api/${kind}/${key}/draft`))).content);
const check = async (kind: string, key: string, content: unknown, client = admin) =>
  (await client.ok(client.post<CheckOut>(`/api/${kind}/${key}/draft/check`, { content }))).findings;

/** A form without one of its fields. */
function without({ schema, ui, ...form }: FormDefinition, field: string): FormDefinition {
  const { [field]: _, ...properties } = schema.properties ?? {};
  const sections = ui.sections.map((section) => ({
    ...section,
    fields: section.fields.filter((name) => name !== field),
  }));
  const required = schema.required?.filter((name) => name !== field) ?? [];
  return { ...form, schema: { ...schema, properties, required }, ui: { ...ui, sections } };
}

describe('how many cases have a field', () => {
  test('of a step is counted where its answers stand', async () => {
    const form = await contentOf<FormDefinition>('forms', 'extension-proposal-form');
    const renamed = JSON.parse(JSON.stringify(form).replaceAll('"extensionDays"', '"daysMore"'));
    const told = async () => {
      const findings = await check('forms', 'extension-proposal-form', renamed);
      return findings.find(({ code }) => code === 'field-renamed')?.message;
    };
    expect(await told()).toMatch(/\(No case has “.*” yet\.\)$/);
    const { id, caseLead } = await office.file('qingshi', FORM, petition());
    const worker = await office.as('labour.qingshi');
    await worker.ok(act(worker, id, 'accept-matter'));
    const lead = await office.as(caseLead?.displayName.includes('罗悦') ? 'lead.qingshi' : 'lead2.qingshi');
    await lead.ok(act(lead, id, 'propose-extension', { data: { extensionDays: 5 } }));
    // Asked for twice in one case: that is one.
    const head = await office.as('mayor.qingshi');
    await head.ok(act(head, id, 'extend-handling'));
    await lead.ok(act(lead, id, 'propose-extension', { data: { extensionDays: 5 } }));
    expect(await told()).toMatch(/\(Past cases in which “.*” is filled in: 1\.\)$/);
  });

  test('that is sealed is not told: nobody can look into it', async () => {
    await office.file('qingshi', FORM, petition());
    const form = await contentOf<FormDefinition>('forms', FORM);
    const findings = await check('forms', FORM, without(form, 'visitorFullName'));
    const told = findings.filter(({ code }) => code === 'binding-not-a-field' || code === 'binding-gone');
    expect(told.length).toBeGreaterThan(0);
    for (const { message } of told) expect(message).not.toMatch(/Past cases|No case/);
    const open = await check('forms', FORM, without(form, 'matterSummary'));
    expect(open.find(({ code }) => code === 'binding-not-a-field')?.message).toMatch(
      /\(Past cases in which “.*” is filled in: \d+\.\)$/,
    );
  });
});

test('publishing with open findings says in words which reason is asked for, and how it is given', async () => {
  const at = '/api/rule-sets/dispute-classification';
  const content = await contentOf<RuleSet>('rule-sets', 'dispute-classification');
  const headers = { 'if-match': (await admin.get(`${at}/draft`)).headers.get('etag') ?? '' };
  await admin.ok(admin.put(`${at}/draft`, { content: { ...content, accepted: [] } }, { headers }));
  const refused = await publishDraft<Problem>(admin, at, { note: '试一试' });
  expect(refused).toMatchObject({ status: 422, body: { type: 'urn:caseway:problem:findings' } });
  expect(refused.body.detail).toMatch(/say why: send \{"openFindings": \{"reason": "…"\}\}/);
  const chinese = await publishDraft<Problem>(admin.speaking('zh-CN'), at, { note: '试一试' });
  expect(chinese.body.detail).toMatch(/写明理由：\{"openFindings"/);
});

test('a path of which a clock never stops goes out only with a reason', async () => {
  const at = '/api/paths/hardship-assistance-path';
  const content = await contentOf<HandlingPath>('paths', 'hardship-assistance-path');
  const clocks = content.clocks.map((clock) => (clock.key === 'acceptance-clock' ? { ...clock, stopsOn: [] } : clock));
  const headers = { 'if-match': (await admin.get(`${at}/draft`)).headers.get('etag') ?? '' };
  await admin.ok(admin.put(`${at}/draft`, { content: { ...content, clocks } }, { headers }));
  const refused = await publishDraft<Problem>(admin, at, { note: '试一试' });
  expect(refused).toMatchObject({ status: 422, body: { type: 'urn:caseway:problem:findings' } });
  expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^\/clocks\//)]),
  );
  await admin.ok(publishDraft(admin, at, { note: '试一试', openFindings: { reason: '测试用' } }));
});

test('past cases are not decided with rules that have errors: refused with the findings that stop it', async () => {
  const content = await contentOf<RuleSet>('rule-sets', 'petition-routing');
  const [rule, ...rules] = content.rules;
  const conditions = { all: [{ fact: 'noSuchField', operator: 'equal', value: 1 }] };
  const broken = { ...content, rules: [{ ...rule, conditions }, ...rules] };
  const ask = (draft: unknown) =>
    admin.post<ImpactOut & Problem>('/api/rule-sets/petition-routing/draft/impact', { content: draft });
  const refused = await ask(broken);
  expect(refused).toMatchObject({ status: 422, body: { type: 'urn:caseway:problem:findings' } });
  const errors = (await check('rule-sets', 'petition-routing', broken)).filter(({ severity }) => severity === 'error');
  expect(refused.body.errors).toEqual(
    errors.filter(({ pointer }) => !pointer.startsWith('/tests')).map(({ pointer, message }) => ({ pointer, message })),
  );
  expect(refused.body.errors?.[0]?.pointer).toMatch(/^\/rules\/0\/conditions/);
  // A test that fails, or a language that lacks, keeps no rule from deciding.
  const [test, ...tests] = content.tests ?? [];
  expect((await ask({ ...content, tests: [{ ...test, expect: { path: 'elsewhere' } }, ...tests] })).status).toBe(200);
});

test('a rule that reads what one of its forms lacks: told with form, version and township, as it is refused there, with a mend', async () => {
  const key = 'petition-routing';
  const at = `/api/rule-sets/${key}`;
  const content = await contentOf<RuleSet>('rule-sets', key);
  const [rule] = content.rules;
  const conditions = { all: [{ fact: 'wantedSolution', operator: 'textContains', value: '工资' }] };
  const added = { ...rule, name: 'wages-wanted', title: { 'zh-CN': '要工资', en: 'Wages wanted' }, conditions };
  const next = { ...content, rules: [...content.rules, added] };
  const chinese = admin.speaking('zh-CN');
  const [finding, ...others] = (await check('rule-sets', key, next, chinese)).filter(
    ({ code }) => code === 'field-lacking',
  );
  expect(others).toEqual([]);
  expect(finding?.severity).toBe('warning');
  expect(finding?.message).toMatch(
    /“要工资”读取字段“诉求人希望的解决办法”，表单“建议意见登记表”没有这个字段.*照此与“建议意见登记表”第1版（.*青石镇.*）一同启用会被拒绝/,
  );
  const township = `/api/townships/${(await office.township('qingshi')).id}/configuration`;
  const publish = async (draft: unknown) => {
    const headers = { 'if-match': (await admin.get(`${at}/draft`)).headers.get('etag') ?? '' };
    await admin.ok(admin.put(`${at}/draft`, { content: draft }, { headers }));
    const body = { note: '新规则', openFindings: { reason: '测试用' } };
    return (await admin.ok(publishDraft(admin, at, body))).number;
  };
  const put = async (version: number) => {
    const headers = { 'if-match': (await admin.get(township)).headers.get('etag') ?? '' };
    const body = { reason: '试行', versions: [{ kind: 'rule-sets', key, version }] };
    return chinese.post<Problem>(township, body, { headers });
  };
  const refused = await put(await publish(next));
  expect(refused.status).toBe(422);
  expect(refused.body.errors?.[0]?.message).toMatch(
    /没有这个字段.*（青石镇：“信访分流”第2版、“建议意见登记表”第1版）$/,
  );
  // As the mend says it is for the forms that have the field, and stands.
  const [mend] = finding?.mends ?? [];
  expect(mend?.label).toMatch(/^加上条件：表单是“信访登记表”、/);
  const mended = applyEdits(next, mend?.edits ?? []);
  expect((await check('rule-sets', key, mended)).filter(({ code }) => code === 'field-lacking')).toEqual([]);
  expect((await put(await publish(mended))).status).toBe(200);
});
