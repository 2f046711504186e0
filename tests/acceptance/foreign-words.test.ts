// Hostile configuration by command line, at the check and at publishing: told in the product's own words, in both languages.
import { readFileSync } from 'node:fs';
import type { DraftOut, FindingOut, Problem } from '../../backend/src/contract/index.ts';
import { isForeign } from '../support/foreign-words.ts';
import { type Office, openOffice } from '../support/office.ts';
import { run } from '../support/process.ts';
import { publishDraft } from '../support/versions.ts';

type Content = Record<string, unknown>;
const LOCALES = ['zh-CN', 'en'] as const;

const KINDS: [
  kind: string,
  key: string,
  file: string,
  command: string[] | null,
  change: (content: Content) => object,
][] = [
  [
    'forms',
    'return-visit-form',
    'form-schemas/library/return-visit-form.json',
    ['forms', 'check'],
    (content) => {
      const schema = content.schema as { properties: Record<string, object> };
      const { visitNotes, ...others } = schema.properties;
      const odd = {
        a: { ...visitNotes, pattern: '(' },
        b: { type: 'text', surprise: 1 },
        c: { $ref: 'https://example.org/x' },
        d: 7,
      };
      return { ...content, use: 'party', extra: 1, schema: { ...schema, properties: { ...others, ...odd } } };
    },
  ],
  [
    'forms',
    'return-visit-form',
    'form-schemas/library/return-visit-form.json',
    ['forms', 'check'],
    (content) => {
      const schema = content.schema as { properties: Record<string, object> };
      const odd = { ...schema.properties.visitNotes, pattern: '[b-a]' };
      return { ...content, schema: { ...schema, properties: { ...schema.properties, visitNotes: odd } } };
    },
  ],
  [
    'rule-sets',
    'escalation-policy',
    'rule-sets/library/escalation-policy.json',
    ['rules', 'check'],
    (content) => {
      const conditions = [
        {},
        7,
        { all: {} },
        { all: [{ fact: 'a', operator: 'resembles', value: 1 }] },
        { all: [{ fact: 'a', path: '$..x', operator: 'in', value: 1 }] },
      ];
      const rules = conditions.map((condition, n) => ({
        ...(content.rules as object[])[0],
        name: `odd-${n}`,
        conditions: condition,
      }));
      return { ...content, hitPolicy: 'some', surprise: 1, rules: [...rules, 7, { name: 1 }] };
    },
  ],
  [
    'paths',
    'legal-channel-path',
    'rule-sets/library/paths/legal-channel-path.json',
    ['paths', 'check'],
    (content) => ({ ...content, surprise: 1, clocks: [7, {}], steps: 'all', title: {} }),
  ],
  [
    'calendars',
    'china-official',
    'rule-sets/library/calendars/china-official.json',
    null,
    (content) => ({ ...content, days: [{ day: 'x' }, 7], weekend: [9], coverage: null }),
  ],
];

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test.each(KINDS)('%s %s', async (kind, key, file, command, change) => {
  const admin = await office.as('admin');
  const content = change(JSON.parse(readFileSync(file, 'utf8')));
  const at = `/api/${kind}/${key}`;
  const draft = await admin.get<DraftOut>(`${at}/draft`);
  const headers = { 'if-match': draft.headers.get('etag') ?? '' };
  expect((await admin.put(`${at}/draft`, { content }, { headers })).status).toBe(200);
  for (const locale of LOCALES) {
    const asked = admin.speaking(locale);
    const { findings } = await asked.ok(asked.post<{ findings: FindingOut[] }>(`${at}/draft/check`, { content }));
    const refused = await publishDraft<Problem>(asked, at, { note: 'x' });
    expect([refused.status, findings.length > 0]).toEqual([422, true]);
    const { title, detail = '', errors = [] } = refused.body;
    const printed = command
      ? (await run('backend/dist/cli/main.js', [...command, '-', '--locale', locale], {}, JSON.stringify(content)))
          .stdout
      : '';
    const lines = printed
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as FindingOut).message);
    if (command) expect(lines.length).toBeGreaterThan(0);
    const said = [...[...findings, ...errors].map(({ message }) => message), title, detail, ...lines];
    expect(said.filter((message) => isForeign(message, locale))).toEqual([]);
  }
});
