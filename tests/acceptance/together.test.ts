// What is in force holds together: whatever is published or put in force is checked against everything else.
import type { CheckOut, ConfigurationOut, DraftOut, Problem, ScopeOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

let office: Office;
let admin: Client;
let township: string;

type Content = Record<string, unknown>;
const FORM = 'petition-registration';
const put = async (body: object) => {
  const headers = { 'if-match': (await admin.get(township)).headers.get('etag') ?? '' };
  return admin.post<ConfigurationOut & Problem>(township, { reason: '试行', ...body }, { headers });
};
const content = async (kind: string, key: string) =>
  (await admin.ok(admin.get<DraftOut>(`/api/${kind}/${key}/draft`))).content as Content;
const check = async (kind: string, key: string, written: Content) =>
  (await admin.ok(admin.post<CheckOut>(`/api/${kind}/${key}/draft/check`, { content: written }))).findings;

/** The documents that the first finding is between, however many of their places. */
const sides = ({ errors }: Problem): string[] => [...new Set(errors?.[0]?.places?.map(({ key }) => key))];

/** Publishes content as the next version, with a reason where findings are open; answers its number. */
async function publish(kind: string, key: string, written: Content): Promise<number> {
  const at = `/api/${kind}/${key}`;
  const headers = { 'if-match': (await admin.get(`${at}/draft`)).headers.get('etag') ?? '' };
  await admin.ok(admin.put(`${at}/draft`, { content: written }, { headers }));
  const body = { note: '新版', openFindings: { reason: '与规则一并启用' } };
  return (await admin.ok(publishDraft(admin, at, body))).number;
}

const renamed = (written: Content, from: string, to: string): Content =>
  JSON.parse(JSON.stringify(written).replaceAll(`"${from}"`, `"${to}"`).replaceAll(`"/${from}"`, `"/${to}"`));

beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
  township = `/api/townships/${(await office.township('qingshi')).id}/configuration`;
});
afterAll(() => office.close());

test('a kind that is renamed while routing reads the old one is refused, with both rule sets named', async () => {
  const rules = await content('rule-sets', 'demand-classification');
  const written = renamed(rules, 'reasonable-with-policy', 'policy-exists');
  const findings = await check('rule-sets', 'demand-classification', written);
  expect(findings.filter(({ code }) => code === 'term-unknown').length).toBeGreaterThan(0);
  const version = await publish('rule-sets', 'demand-classification', written);
  const reply = await put({ versions: [{ kind: 'rule-sets', key: 'demand-classification', version }] });
  expect(reply.status).toBe(422);
  expect(sides(reply.body)).toEqual(['petition-routing', 'demand-classification']);
});

test('a form that renames a field that rules read says so before it is published, with the cases that have it', async () => {
  await office.file('qingshi', FORM, petition());
  const form = await content('forms', FORM);
  const findings = await check('forms', FORM, renamed(form, 'policyFound', 'policyExists'));
  const told = findings.filter(({ code }) => code === 'field-renamed');
  // However many places read it: it is one field.
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    severity: 'warning',
    pointer: '/schema/properties/policyExists',
    message: expect.stringMatching(
      /“Kind of demand” reads field .* The same goes for .* in “Kind of demand”\. .*\(Past cases in which “.*” is filled in: 1\.\)$/,
    ),
  });
  const [reader, read, ...more] = told[0]?.places ?? [];
  expect([reader, read]).toMatchObject([
    { kind: 'rule-sets', key: 'demand-classification' },
    { kind: 'forms', key: FORM, pointer: '/schema/properties/policyExists' },
  ]);
  expect(more.map(({ key }) => key)).toEqual(more.map(() => 'demand-classification'));
  expect(told[0]?.mends?.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'rule-sets Read “Is there a policy for it” instead',
    'forms Keep the name “policyFound”',
  ]);
  // As it is, it fits.
  expect((await check('forms', FORM, form)).filter(({ places }) => places)).toEqual([]);
});

test('it is published with a reason, and cannot be put in force alone, whatever the order', async () => {
  const form = renamed(await content('forms', FORM), 'policyFound', 'policyExists');
  const headers = { 'if-match': (await admin.get(`/api/forms/${FORM}/draft`)).headers.get('etag') ?? '' };
  await admin.ok(admin.put(`/api/forms/${FORM}/draft`, { content: form }, { headers }));
  const silent = await publishDraft<Problem>(admin, `/api/forms/${FORM}`, { note: '改名' });

  expect([silent.status, ...sides(silent.body)]).toEqual([422, 'demand-classification', FORM]);
  const version = await publish('forms', FORM, { ...form, description: { 'zh-CN': '改名', en: 'Renamed' } });

  const alone = await put({ versions: [{ kind: 'forms', key: FORM, version }] });
  expect(alone.status).toBe(422);
  for (const { message, places } of alone.body.errors ?? []) {
    expect(message).toMatch(/“Kind of demand”.*form “Petition registration”/);
    expect([...new Set(places?.map(({ kind }) => kind))]).toEqual(['rule-sets', 'forms']);
  }
  // The other way round: the rules that read the new field, without the form that has it.
  const rules = renamed(await content('rule-sets', 'demand-classification'), 'policyFound', 'policyExists');
  const other = await publish('rule-sets', 'demand-classification', { ...rules, tests: [] });
  const rulesAlone = await put({ versions: [{ kind: 'rule-sets', key: 'demand-classification', version: other }] });
  expect(rulesAlone.status).toBe(422);
  expect(rulesAlone.body.errors?.some(({ message }) => message.includes('demand') || message.includes('Demand'))).toBe(
    true,
  );
});

test('nor where nothing stood before: a new township, with everything else as it is in force here', async () => {
  const { items: places } = await admin.ok(admin.get<{ items: ScopeOut[] }>('/api/townships'));
  const parentId = places.find(({ kind }) => kind !== 'township')?.id;
  const place = { parentId, kind: 'township', key: 'xinshi', title: { 'zh-CN': '新市镇', en: 'Xinshi' } };
  const made = await admin.ok(admin.post<ScopeOut>('/api/townships', place));
  const at = `/api/townships/${made.id}/configuration`;
  const { items } = await admin.ok(admin.get<ConfigurationOut>(township));
  const all = async (form: number) => {
    const versions = items.map(({ kind, key, version }) => ({ kind, key, version: key === FORM ? form : version }));
    const headers = { 'if-match': (await admin.get(at)).headers.get('etag') ?? '' };
    return admin.post<Problem>(at, { reason: '新设', versions }, { headers });
  };
  const latest = await admin.ok(admin.get<{ items: { number: number }[] }>(`/api/forms/${FORM}/versions`));
  const refused = await all(latest.items[0]?.number ?? 0);
  expect(refused.status).toBe(422);
  expect(sides(refused.body)).toEqual(['demand-classification', FORM]);
  const before = items.find(({ kind, key }) => kind === 'forms' && key === FORM)?.version ?? 0;
  expect((await all(before)).status).toBe(200);
});

test('a limit of the calendar below the clock of a path is refused, whichever of them changes', async () => {
  const list = await admin.ok(admin.get<{ items: { key: string }[] }>('/api/calendars'));
  const key = list.items[0]?.key ?? '';
  const calendar = await content('calendars', key);
  type Limit = { key: string; whose?: string; duration: { value: number } };
  // The petitioner's times are the law's and no shorter.
  const limits = (calendar.limits as Limit[]).map((limit) =>
    limit.whose === 'petitioner' ? limit : { ...limit, duration: { ...limit.duration, value: 1 } },
  );
  const version = await publish('calendars', key, { ...calendar, limits });
  const reply = await put({ versions: [{ kind: 'calendars', key, version }] });
  expect(reply.status).toBe(422);
  // However many paths have such a clock, it is one limit.
  expect(reply.body.errors?.[0]?.places?.slice(0, 2).map(({ kind }) => kind)).toEqual(['paths', 'calendars']);
  const told = reply.body.errors?.map(({ places }) => places?.[1]?.pointer) ?? [];
  expect(told).toEqual([...new Set(told)]);
  expect(reply.body.errors?.every(({ message }) => !/^\w+-\w+$/.test(message))).toBe(true);
});

test('saved views that filter by a department which would be gone are counted, not shown', async () => {
  const clerk = await office.as('clerk.qingshi');
  await clerk.ok(clerk.post('/api/saved-views', { name: '张某某', query: { department: 'trial-office' } }));
  const rules = await content('rule-sets', 'petition-routing');
  const withOffice = structuredClone(rules) as { outcomes: { department: { values: unknown[] } } };
  withOffice.outcomes.department.values.push({ key: 'trial-office', title: { 'zh-CN': '试点办', en: 'Trial office' } });
  await publish('rule-sets', 'petition-routing', { ...withOffice });
  const findings = await check('rule-sets', 'petition-routing', rules);
  const told = findings.find(({ code }) => code === 'views-read-value');
  expect(told?.params).toEqual({ value: 'trial-office', count: 1 });
  expect(told?.message).not.toContain('张某某');
});
