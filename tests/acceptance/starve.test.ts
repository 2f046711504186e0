// A form change that takes something from rules, paths or the platform never passes unseen: at the check, when it is
// published, and where it is put in force.

import type { AuditOut, CheckOut, ConfigurationOut, DraftOut, Problem } from '../../backend/src/contract/index.ts';
import type { FormDefinition } from '../../form-schemas/src/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

let office: Office;
let admin: Client;
let township: string;
const FORM = 'petition-registration';

const draft = async () =>
  (await admin.ok(admin.get<DraftOut>(`/api/forms/${FORM}/draft`))).content as unknown as FormDefinition;
const check = async (content: FormDefinition) =>
  (await admin.ok(admin.post<CheckOut>(`/api/forms/${FORM}/draft/check`, { content }))).findings;
async function save(content: FormDefinition): Promise<void> {
  const headers = { 'if-match': (await admin.get(`/api/forms/${FORM}/draft`)).headers.get('etag') ?? '' };
  await admin.ok(admin.put(`/api/forms/${FORM}/draft`, { content }, { headers }));
}
const publish = (reason?: string) =>
  publishDraft<{ number: number } & Problem>(admin, `/api/forms/${FORM}`, {
    note: '新版',
    ...(reason && { openFindings: { reason } }),
  });
const put = async (version: number) => {
  const headers = { 'if-match': (await admin.get(township)).headers.get('etag') ?? '' };
  const body = { reason: '试行', versions: [{ kind: 'forms', key: FORM, version }] };
  return admin.post<ConfigurationOut & Problem>(township, body, { headers });
};

let shipped: FormDefinition;
const edited = (edit: (form: FormDefinition) => void): FormDefinition => {
  const form = structuredClone(shipped);
  edit(form);
  return form;
};

beforeAll(async () => {
  office = await openOffice();
  admin = await office.as('admin');
  township = `/api/townships/${(await office.township('qingshi')).id}/configuration`;
  shipped = await draft();
  await office.file('qingshi', FORM, petition());
});
afterAll(() => office.close());

const undemanded = () =>
  edited(({ schema }) => {
    schema.required = schema.required?.filter((name) => name !== 'policyFound') ?? [];
  });

test('a field that need not be given any more: told with the rule, the cases and a mend', async () => {
  const told = (await check(undemanded())).filter(({ code }) => code === 'field-optional');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    severity: 'warning',
    pointer: '/schema/properties/policyFound',
    message: expect.stringMatching(
      /“Kind of demand” reads field .* no longer demands.*\(Past cases in which “.*” is filled in: 1\.\)$/,
    ),
    mends: [
      {
        kind: 'forms',
        label: expect.stringContaining('again'),
        edits: [{ pointer: '/schema/required/-', add: 'policyFound' }],
      },
    ],
  });
  expect(told[0]?.places?.slice(0, 2)).toMatchObject([
    { kind: 'rule-sets', key: 'demand-classification', title: 'Justified and covered by policy' },
    { kind: 'forms', key: FORM, title: 'Is there a policy for it' },
  ]);
});

/** Between which kinds of documents the first finding is, however many of their places. */
const sides = ({ errors }: Problem): string[] => [...new Set(errors?.[0]?.places?.map(({ kind }) => kind))];

test('it is published only with a reason; where it is put in force, it is told again and recorded', async () => {
  await save(undemanded());
  const silent = await publish();
  expect([silent.status, ...sides(silent.body)]).toEqual([422, 'rule-sets', 'forms']);
  const { body } = await publish('由窗口在受理后补填');
  // Asked before: the same is told, and nothing is in force.
  const before = (await admin.get<ConfigurationOut>(township)).headers.get('etag');
  const asked = await admin.ok(
    admin.post<CheckOut>(`${township}/check`, { versions: [{ kind: 'forms', key: FORM, version: body.number }] }),
  );
  expect((await admin.get<ConfigurationOut>(township)).headers.get('etag')).toBe(before);
  const reply = await put(body.number);
  expect(reply.status).toBe(200);
  expect(reply.body.findings).toEqual(asked.findings);
  const told = reply.body.findings ?? [];
  expect(told.map(({ code }) => code)).toContain('field-optional');
  expect(told.flatMap(({ places = [] }) => places.map(({ key }) => key))).toContain('demand-classification');
  const { items } = await admin.ok(admin.get<AuditOut>('/api/audit?limit=5'));
  expect(JSON.stringify(items)).toContain('field-optional /rule-sets/demand-classification');
});

test('a binding that rules go by is dropped: told at the check, refused in force, both sides named', async () => {
  const form = edited(({ bindings }) => delete bindings?.headcount);
  const told = (await check(form)).filter(({ code }) => code === 'binding-gone');
  expect(told.flatMap(({ places = [] }) => places.map(({ key }) => key))).toContain('escalation-policy');
  await save(form);
  const { body } = await publish('试行');
  const reply = await put(body.number);
  expect(reply.status).toBe(422);
  expect(sides(reply.body)).toEqual(['rule-sets', 'forms']);
});

test('moved into a branch, or narrowed below what a rule asks: named', async () => {
  const moved = edited(({ schema }) => {
    const { policyFound, ...others } = schema.properties ?? {};
    schema.properties = others;
    schema.required = schema.required?.filter((name) => name !== 'policyFound') ?? [];
    const mode = schema.properties.petitionMode?.enum?.[0] ?? null;
    const when = { properties: { petitionMode: { const: mode } }, required: ['petitionMode'] };
    schema.allOf = [
      ...(schema.allOf ?? []),
      { if: when, then: { properties: policyFound ? { policyFound } : {}, required: ['policyFound'] } },
    ];
  });
  expect((await check(moved)).map(({ code, places }) => `${code} ${places?.[0]?.key}`)).toContain(
    'field-moved demand-classification',
  );
  const narrowed = JSON.parse(JSON.stringify(shipped), (name, value) =>
    name === 'peopleCount' && value?.type ? { ...value, maximum: 40 } : value,
  ) as FormDefinition;
  expect((await check(narrowed)).map(({ code, places }) => `${code} ${places?.[0]?.key}`)).toContain(
    'never-holds escalation-policy',
  );
});
