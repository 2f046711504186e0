import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@caseway/form-schemas';
import { type Condition, decide, type Outcome, type RuleSet } from '@caseway/rule-sets';
import type { CaseOut, ImpactOut, ImpactTransition, ScopeOut, UserOut } from '../../backend/src/contract/index.ts';
import { ImpactWorker } from '../../backend/src/features/impact/impact-worker.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition, readCase, WORDS } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
}, 240_000);
afterAll(() => office.close());

async function draftOf(key: string): Promise<RuleSet> {
  const admin = await office.as('admin');
  return (await admin.ok(admin.get<{ content: RuleSet }>(`/api/rule-sets/${key}/draft`))).content;
}

/** Asks until the figures are exact. */
async function impact(client: Client, content: RuleSet, body: Record<string, unknown> = {}): Promise<ImpactOut> {
  for (;;) {
    const out = await client.ok(
      client.post<ImpactOut>(`/api/rule-sets/${content.key}/draft/impact`, { content, ...body }),
    );
    if (out.ready === 'exact') return out;
  }
}

interface Recorded {
  caseId: string;
  facts: Record<string, Json>;
  township: string;
  person: boolean;
}

/** The latest decision of a kind on every case of the rule set's forms, as the database has them. */
function recorded(kind: string, { form, alsoForms = [] }: RuleSet): Promise<Recorded[]> {
  return office.sql<Recorded>(
    `SELECT DISTINCT ON (d.case_id) d.case_id AS "caseId", d.facts, s.key AS township,
            EXISTS (SELECT 1 FROM decision p WHERE p.case_id = d.case_id AND p.kind = 'person') AS person
       FROM decision d JOIN case_file c ON c.id = d.case_id JOIN scope s ON s.id = c.township_id
      WHERE d.kind = $1 AND c.form_key = ANY($2) AND c.received_on > DATE '2024-09-02'
      ORDER BY d.case_id, d.decided_at DESC, d.id DESC`,
    [kind, [form, ...alsoForms]],
  );
}

/** What is said to the petitioner is no part of what was decided, nor is the order of marks. */
const withoutWords = ({ say: _, ...outcome }: Outcome) =>
  Object.fromEntries(
    Object.entries(outcome).map(([param, value]) => [param, Array.isArray(value) ? value.toSorted() : value]),
  );

/** The cases that the reference decides otherwise with another rule set, one by one. */
async function changedByReference(rows: readonly Recorded[], before: RuleSet, after: RuleSet): Promise<string[]> {
  const changed: string[] = [];
  for (const { caseId, facts } of rows) {
    const [a, b] = [await decide(before, facts), await decide(after, facts)];
    if (!isDeepStrictEqual(withoutWords(a.outcome), withoutWords(b.outcome))) changed.push(caseId);
  }
  return changed;
}

function edited(ruleSet: RuleSet, edit: (next: RuleSet) => void): RuleSet {
  const next = structuredClone(ruleSet);
  edit(next);
  return next;
}

function ruleOf({ rules }: RuleSet, name: string): RuleSet['rules'][number] {
  const rule = rules.find((it) => it.name === name);
  if (!rule) throw new Error(`No rule ${name}.`);
  return rule;
}

/** Group cases from two people on go another way: it depends on facts, on form versions that never asked, and moves paths. */
const earlierGroups = (ruleSet: RuleSet) =>
  edited(ruleSet, (next) => {
    const rule = ruleOf(next, 'group-needs-lead');
    rule.conditions = { all: [{ fact: 'headcount', operator: 'greaterThanInclusive', value: 2 }] };
    rule.priority = 120;
    rule.event = { type: 'case-routed', params: { ...rule.event.params, path: 'urgent-response-path' } };
  });

const examplesOf = ({ transitions }: { transitions: ImpactTransition[] }) =>
  transitions.flatMap(({ examples }) => examples);

describe('a routing draft', () => {
  test('that changes nothing changes no case', async () => {
    const out = await impact(await office.as('policy'), await draftOf('petition-routing'));
    expect(out).toMatchObject({ ready: 'exact', unit: 'case', changed: 0, failed: 0, transitions: [], chained: null });
    expect(out.cases).toBe((await recorded('routing', await draftOf('petition-routing'))).length);
    expect(out.unchanged).toBe(out.cases);
  });

  test('with one rule changed changes exactly the cases that the reference decides otherwise', async () => {
    const before = await draftOf('petition-routing');
    const after = earlierGroups(before);
    const rows = await recorded('routing', before);
    const expected = await changedByReference(rows, before, after);
    expect(expected.length).toBeGreaterThan(5);
    const out = await impact(await office.as('policy'), after, { examples: 20 });
    expect(out.changed).toBe(expected.length);
    expect(out.cases).toBe(rows.length);
    expect(out.transitions.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
    for (const { id } of examplesOf(out)) expect(expected).toContain(id);
    const matching = async (set: RuleSet) =>
      (await Promise.all(rows.map(({ facts }) => decide(set, facts)))).filter(({ fired }) =>
        fired.includes('group-needs-lead'),
      ).length;
    expect(out.rules.find(({ name }) => name === 'group-needs-lead')).toMatchObject({
      before: await matching(before),
      after: await matching(after),
    });
  });

  test('tells its figures in the words of the reader, with the deadlines of the other path', async () => {
    const after = earlierGroups(await draftOf('petition-routing'));
    const policy = await office.as('policy');
    const chinese = await impact(policy.speaking('zh-CN'), after);
    const english = await impact(policy, after);
    const labels = (out: ImpactOut) => out.transitions.map(({ from, to }) => `${from.label} → ${to.label}`).join('\n');
    expect(labels(chinese)).toContain('紧急信息处置');
    expect(labels(english)).toContain('Urgent response');
    expect(labels(english)).not.toMatch(/[\u4e00-\u9fff]/);
    // The urgent path has a clock of one hour that the others lack; their common clocks are as long.
    expect(english.deadlines.byClock).toContainEqual(
      expect.objectContaining({ clock: 'urgent-report-clock', from: null, to: '1 hour', tendency: 'unknown' }),
    );
    const path = english.byParam.find(({ param }) => param === 'path');
    const urgent = path?.values.find(({ key }) => key === 'urgent-response-path');
    expect((urgent?.after ?? 0) - (urgent?.before ?? 0)).toBeGreaterThan(5);
  });

  test('names facts that were never asked of a case apart from those left empty', async () => {
    const out = await impact(await office.as('policy'), await draftOf('petition-routing'));
    const never = out.missingFacts.find(({ fact }) => fact === 'lawfulChannel');
    expect(never?.notAsked).toBeGreaterThan(0);
    const empty = out.missingFacts.find(({ fact }) => fact === 'urgentSigns');
    // Left empty in most cases; a form or two of those that are routed does not ask for it.
    expect(empty).toMatchObject({ label: 'Urgent signs', backFilled: 0 });
    expect(empty?.cases).toBeGreaterThan(100 + (empty?.notAsked ?? 0));
    expect(empty?.notAsked).toBeLessThan(never?.notAsked ?? 0);
  });

  test('that reads a text which is not held is answered all the same', async () => {
    const before = await draftOf('petition-routing');
    const after = edited(before, (next) => {
      const wages: Condition = { fact: 'matterSummary', operator: 'textContains', value: '工资' };
      ruleOf(next, 'group-needs-lead').conditions = { all: [wages] };
    });
    const out = await impact(await office.as('policy'), after);
    expect(out.changed).toBe((await changedByReference(await recorded('routing', before), before, after)).length);
    expect(out.changed).toBeGreaterThan(0);
  });

  test('is counted in the townships and days asked for', async () => {
    const draft = await draftOf('petition-routing');
    const policy = await office.as('policy');
    const rows = await recorded('routing', draft);
    const { id } = await office.township('baiyun');
    const one = await impact(policy, draft, { townships: ['baiyun'] });
    expect(one.townships).toEqual([id]);
    expect(one.cases).toBe(rows.filter(({ township }) => township === 'baiyun').length);
    const days = await impact(policy, draft, { from: '2025-06-01', to: '2025-12-31' });
    const within = rows.filter(({ facts }) => {
      const day = String(facts.receivedOn);
      return day >= '2025-06-01' && day <= '2025-12-31';
    });
    expect(days.cases).toBe(within.length);
  });

  test('is compared with another version where one is named', async () => {
    const draft = earlierGroups(await draftOf('petition-routing'));
    const policy = await office.as('policy');
    const [a, b] = [await impact(policy, draft, { against: 1 }), await impact(policy, draft)];
    expect(a.changed).toBe(b.changed);
    expect((await policy.post('/api/rule-sets/petition-routing/draft/impact', { against: 99 })).status).toBe(404);
  });
});

describe('rules that match together', () => {
  const pairsOf = ({ rules }: RuleSet) =>
    rules.flatMap(({ name }, at) => rules.slice(at + 1, at + 4).map((other) => [name, other.name]));
  const expectedOf = async (draft: RuleSet, rows: readonly Recorded[], sets: readonly string[][]) => {
    const fired = await Promise.all(rows.map(async ({ facts }) => (await decide(draft, facts)).fired));
    return sets.map((set) => fired.filter((names) => set.every((name) => names.includes(name))).length);
  };

  test('are counted as the reference says case by case, in the period asked for', async () => {
    const draft = earlierGroups(await draftOf('petition-routing'));
    const together = pairsOf(draft);
    const policy = await office.as('policy');
    const rows = await recorded('routing', draft);
    const expected = await expectedOf(draft, rows, together);
    expect(expected.filter((count) => count > 0).length).toBeGreaterThan(2);
    expect((await impact(policy, draft, { together })).together).toEqual(expected);
    const year = rows.filter(({ facts }) => String(facts.receivedOn) >= '2025-06-01');
    const period = { from: '2025-06-01', to: '2027-01-01' };
    expect((await impact(policy, draft, { together, ...period })).together).toEqual(
      await expectedOf(draft, year, together),
    );
    expect((await impact(policy, draft, { together: [] })).together).toEqual([]);
    expect(await impact(policy, draft)).not.toHaveProperty('together');
  });

  test('are counted within the scope of who asks, whatever others have asked before', async () => {
    const draft = earlierGroups(await draftOf('petition-routing'));
    const together = pairsOf(draft);
    const rows = await recorded('routing', draft);
    const all = (await impact(await office.as('policy'), draft, { together })).together ?? [];
    for (const township of ['qingshi', 'baiyun']) {
      const own = rows.filter((row) => row.township === township);
      const counted = (await impact(await office.as(`mayor.${township}`), draft, { together })).together ?? [];
      expect(counted).toEqual(await expectedOf(draft, own, together));
      expect(counted.some((count, at) => count < (all[at] ?? 0))).toBe(true);
    }
  });

  test('are no reason to refuse a question about the effect of the same draft, nor it to refuse them', async () => {
    const policy = await office.as('policy');
    const content = await draftOf('petition-routing');
    const worker = office.app.get(ImpactWorker);
    const ask = worker.ask.bind(worker);
    // Both wait behind another question, as they do where the worker is busy.
    const waiting: (() => void)[] = [];
    worker.ask = (key, question) =>
      new Promise((resolve, reject) => {
        waiting.push(() => ask(key, question).then(resolve, reject));
        if (waiting.length < 2) return;
        ask('somebody else', question).catch(reject);
        for (const go of waiting.splice(0)) go();
      });
    try {
      const path = '/api/rule-sets/petition-routing/draft/impact';
      const bodies = [{ content }, { content, together: pairsOf(content) }];
      const replies = await Promise.all(bodies.map((body) => policy.post(path, body)));
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    } finally {
      worker.ask = ask;
    }
  });

  test('are refused by name where the draft has no such rule, and where they are too many', async () => {
    const policy = await office.as('policy');
    const content = await draftOf('petition-routing');
    const [first = '', second = ''] = content.rules.map(({ name }) => name);
    const send = async (together: unknown, client = policy) => {
      const { status, body } = await client.post<{ errors: { pointer: string; message: string }[] }>(
        '/api/rule-sets/petition-routing/draft/impact',
        { content, together },
      );
      return { status, pointers: body.errors.map(({ pointer }) => pointer), message: body.errors[0]?.message };
    };
    const unknown = await send([
      [first, second],
      [first, 'no-such-rule'],
    ]);
    expect(unknown).toMatchObject({ status: 422, pointers: ['/together/1/1'] });
    expect(unknown.message).toContain('no-such-rule');
    expect((await send([[first, 'x']], policy.speaking('zh-CN'))).message).toMatch(/^草稿中没有名为“x”的规则/);
    const pair = [first, second];
    const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);
    expect(await send(times(201, pair))).toMatchObject({ status: 422, pointers: ['/together'] });
    expect(await send([pair, [first]])).toMatchObject({ status: 422, pointers: ['/together/1'] });
    expect(await send([times(21, first)])).toMatchObject({ status: 422, pointers: ['/together/0'] });
    expect(await send([[first, 7]])).not.toMatchObject({ status: 200 });
    expect((await impact(policy, content, { together: times(200, pair) })).together).toHaveLength(200);
  });
});

test('a classification draft is followed through the routing in force', async () => {
  const before = await draftOf('demand-classification');
  const routing = await draftOf('petition-routing');
  const after = edited(before, (next) => {
    ruleOf(next, 'justified-without-policy').event.params = { category: 'hardship' };
  });
  const rows = await recorded('classification', before);
  const changed = await changedByReference(rows, before, after);
  let rerouted = 0;
  for (const { facts } of rows) {
    const way = async (set: RuleSet) => {
      const category = (await decide(set, facts)).outcome.category ?? null;
      return withoutWords((await decide(routing, { ...facts, category })).outcome);
    };
    if (!isDeepStrictEqual(await way(before), await way(after))) rerouted++;
  }
  const out = await impact(await office.as('policy'), after);
  expect(out.changed).toBe(changed.length);
  expect(out.chained?.changed).toBe(rerouted);
  expect(rerouted).toBeGreaterThan(5);
  expect(out.chained?.transitions.map(({ to }) => to.label).join('\n')).toContain('Assistance in hardship');
});

test('an escalation draft is counted over its recorded answers and the filing of every case', async () => {
  const before = await draftOf('escalation-policy');
  const out = await impact(await office.as('policy'), before);
  const [{ count } = { count: 0 }] = await office.sql<{ count: number }>(
    `SELECT (SELECT count(*) FROM decision d JOIN case_file c ON c.id = d.case_id
              WHERE d.kind = 'escalation' AND d.facts ->> 'event' <> 'filed' AND c.form_key = ANY($1)
                AND c.received_on > DATE '2024-09-02')::int
          + (SELECT count(*) FROM case_file WHERE form_key = ANY($1) AND received_on > DATE '2024-09-02')::int AS count`,
    [[before.form, ...(before.alsoForms ?? [])]],
  );
  expect(out).toMatchObject({ unit: 'occasion', cases: count, changed: 0 });
  const later = edited(before, (next) => {
    ruleOf(next, 'grew-to-a-group').conditions = {
      all: [
        { fact: 'event', operator: 'equal', value: 'filed' },
        { fact: 'headcount', operator: 'greaterThanInclusive', value: 1000 },
      ],
    };
  });
  const changed = await impact(await office.as('policy'), later);
  const { rules } = out;
  expect(changed.changed).toBe(rules.find(({ name }) => name === 'grew-to-a-group')?.before);
  expect(changed.changed).toBeGreaterThan(0);
  // The event was made up of the filing where nothing was recorded.
  const { missingFacts } = changed;
  expect(missingFacts.find(({ fact }) => fact === 'event')).toMatchObject({ cases: 0, backFilled: expect.any(Number) });
});

describe('what happens meanwhile', () => {
  test('a case filed after the facts were read is counted at once', async () => {
    const policy = await office.as('policy');
    const draft = await draftOf('petition-routing');
    const before = await impact(policy, draft);
    await office.file('qingshi', 'petition-registration', petition());
    expect((await impact(policy, draft)).cases).toBe(before.cases + 1);
  });

  test('a case that a person decides leaves the figures and is counted apart', async () => {
    const policy = await office.as('policy');
    const draft = earlierGroups(await draftOf('petition-routing'));
    const page = await office.file('qingshi', 'petition-registration', petition({ matterField: 'housing-matters' }));
    const classification = await draftOf('demand-classification');
    const [before, kinds] = [await impact(policy, draft), await impact(policy, classification)];
    expect(before.decidedByPerson.cases).toBe(0);
    const lead = await office.as('mayor.qingshi');
    const { etag } = await readCase(lead, page.id);
    const body = { category: 'hardship', reasons: WORDS.reasons };
    await lead.ok(lead.post<CaseOut>(`/api/cases/${page.id}/reclassify`, body, { headers: { 'if-match': etag } }));
    const after = await impact(policy, draft);
    expect([after.cases, after.decidedByPerson.cases]).toEqual([before.cases - 1, 1]);
    const kindsAfter = await impact(policy, classification);
    expect([kindsAfter.cases, kindsAfter.decidedByPerson.cases]).toEqual([kinds.cases - 1, 1]);
  });

  test('of questions of one person about one rule set the latest is answered, others are refused or answered', async () => {
    const policy = await office.as('policy');
    const content = await draftOf('petition-routing');
    const ask = (examples: number): Promise<Reply<ImpactOut>> =>
      policy.post<ImpactOut>('/api/rule-sets/petition-routing/draft/impact', { content, examples });
    const replies = await Promise.all(Array.from({ length: 8 }, (_, examples) => ask(examples)));
    expect(replies.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  });

  test('a worker that dies is told of, and the next question is answered from the beginning', async () => {
    const policy = await office.as('policy');
    const draft = await draftOf('petition-routing');
    const before = await impact(policy, draft);
    const worker: { terminate: () => Promise<number> } = Reflect.get(office.app.get(ImpactWorker), 'worker');
    await worker.terminate();
    expect((await impact(policy, draft)).cases).toBe(before.cases);
  });
});

describe('what somebody may not see', () => {
  const everything = (out: ImpactOut) => JSON.stringify(out);

  test('is in no answer: a township counts its own cases only, and asks for no other', async () => {
    const draft = earlierGroups(await draftOf('petition-routing'));
    const rows = await recorded('routing', draft);
    // Everything is held already: what is masked is masked in what is there.
    await impact(await office.as('policy'), draft);
    for (const township of ['qingshi', 'baiyun']) {
      const mayor = await office.as(`mayor.${township}`);
      const out = await impact(mayor, draft, { examples: 20 });
      const own = rows.filter((row) => row.township === township && !row.person);
      expect(out.cases).toBe(own.length);
      expect(out.cases).toBeLessThan(rows.length / 2);
      expect(out.townships).toEqual([(await office.township(township)).id]);
      expect(examplesOf(out).length).toBeGreaterThan(0);
      for (const { number, readable } of examplesOf(out)) {
        expect(number.startsWith(township.toUpperCase())).toBe(true);
        expect(readable).toBe(true);
      }
      const others = rows.filter((row) => row.township !== township).map(({ caseId }) => caseId);
      expect(others.filter((id) => everything(out).includes(id))).toEqual([]);
    }
    const mayor = await office.as('mayor.qingshi');
    const path = '/api/rule-sets/petition-routing/draft/impact';
    expect((await mayor.post(path, { townships: ['baiyun'] })).status).toBe(404);
  });

  test('ends at the village for who is of a village', async () => {
    const admin = await office.as('admin');
    const village: ScopeOut = await office.township('qingshi-dongpo');
    const body = {
      username: 'rules.of.dongpo',
      displayName: '村规则员',
      scopeId: village.id,
      roles: [{ role: 'policy-admin', scopeId: village.id }],
      password: 'a password of the tests',
    };
    await admin.ok(admin.post('/api/users', body));
    const policy = await signIn(office.anyone, body.username, body.password);
    const draft = await draftOf('petition-routing');
    const [{ count } = { count: 0 }] = await office.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM case_file c WHERE place_id = $1 AND form_key = ANY($2)
          AND received_on > DATE '2024-09-02' AND NOT EXISTS
            (SELECT 1 FROM decision p WHERE p.case_id = c.id AND p.kind = 'person')`,
      [village.id, [draft.form, ...(draft.alsoForms ?? [])]],
    );
    expect(count).toBeGreaterThan(0);
    expect((await impact(policy, draft)).cases).toBe(count);
  });

  test('is a case that somebody is recused from: neither counted nor named', async () => {
    const draft = earlierGroups(await draftOf('petition-routing'));
    const mayor = await office.as('mayor.qingshi');
    const together = [['group-needs-lead', 'group-needs-lead']];
    const before = await impact(mayor, draft, { examples: 20, together });
    const [example] = examplesOf(before);
    const centre = await office.as('centre.qingshi');
    const admin = await office.as('admin');
    const { items } = await admin.ok(admin.get<{ items: UserOut[] }>('/api/users?limit=200'));
    const userId = items.find(({ username }) => username === 'mayor.qingshi')?.id;
    await centre.ok(centre.post(`/api/cases/${example?.id}/recusals`, { userId, reason: '与当事人是亲属' }));
    const after = await impact(mayor, draft, { examples: 20, together });
    expect([after.cases, after.changed]).toEqual([before.cases - 1, before.changed - 1]);
    expect(after.together).toEqual([(before.together?.[0] ?? 0) - 1]);
    expect(everything(after)).not.toContain(example?.id);
    // The same by the department that they come into.
    const [second] = examplesOf(after);
    const department = 'labour-union-office';
    await centre.ok(centre.post(`/api/cases/${second?.id}/recusals`, { department, reason: '与当事人是亲属' }));
    expect((await impact(mayor, draft, { examples: 20 })).cases).toBe(after.cases);
    const { version } = await admin.ok(admin.get<UserOut>(`/api/users/${userId}`));
    await admin.ok(admin.patch(`/api/users/${userId}`, { department }, { headers: { 'if-match': `"${version}"` } }));
    const later = await impact(mayor, draft, { examples: 20, together });
    expect([later.cases, later.changed]).toEqual([after.cases - 1, after.changed - 1]);
    expect(everything(later)).not.toContain(second?.id);
    // Others see it still.
    expect((await impact(await office.as('policy'), draft, { townships: ['qingshi'] })).cases).toBe(before.cases);
  });

  test('is what a case is about, for an admin who shapes rules and reads no cases', async () => {
    const out = await impact(await office.as('policy'), earlierGroups(await draftOf('petition-routing')));
    expect(examplesOf(out).length).toBeGreaterThan(0);
    for (const { title, readable } of examplesOf(out)) expect([title, readable]).toEqual([null, false]);
  });
});

test('a draft that is no rule set is refused with the place and the reason', async () => {
  const policy = await office.as('policy');
  const send = (content: unknown) =>
    policy.post<{ errors: { pointer: string; message: string }[] }>('/api/rule-sets/petition-routing/draft/impact', {
      content,
    });
  const nothing = await send({});
  expect([nothing.status, nothing.body.errors[0]?.pointer]).toEqual([422, '/content/kind']);
  const draft = await draftOf('petition-routing');
  const broken = await send({ ...draft, rules: [{ name: 'x', conditions: { all: 7 }, event: { type: 'y' } }] });
  expect([broken.status, broken.body.errors[0]?.pointer]).toEqual([422, '/content']);
  expect(broken.body.errors[0]?.message).toContain('"all" must be a list');
  // And the worker lives on.
  expect((await impact(policy, draft)).ready).toBe('exact');
});
