// Allotment requests: a domain of its own, so that what is tested is the machine and not the shipped paths.
import type { CaseOut } from '../../backend/src/contract/index.ts';
import type { Client } from './client.ts';
import { activate, type Office } from './office.ts';
import { readCase } from './petitions.ts';
import { publishDraft } from './versions.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const ui = (...fields: string[]) => ({ sections: [{ key: 'all', title: both('内容', 'All'), fields }] });
const yes = (zh: string, en: string, more: object = {}) => ({ type: 'boolean', 'x-title': both(zh, en), ...more });
const words = (zh: string, en: string) => ({ type: 'string', minLength: 2, 'x-title': both(zh, en) });
const day = (zh: string, en: string, more: object = {}) => ({
  ...{ type: 'string', format: 'date', 'x-title': both(zh, en) },
  ...more,
});

const personal = (zh: string, en: string) => ({
  ...{ type: 'string', maxLength: 20, 'x-title': both(zh, en) },
  'x-sensitive': { reason: both('测试用', 'Of the tests') },
});

const FORMS = [
  {
    key: 'plot-request',
    title: both('菜地申请', 'Plot request'),
    description: both('测试用', 'Of the tests'),
    use: 'case',
    bindings: {
      title: '/wish',
      place: '/where',
      receivedOn: '/on',
      petitionerName: '/asker',
      petitionerContact: '/ring',
    },
    schema: {
      type: 'object',
      properties: {
        wish: words('申请事项', 'Wish'),
        where: { type: 'string', 'x-place': true, 'x-title': both('地点', 'Where') },
        on: day('收到日期', 'Received on'),
        size: { type: 'integer', minimum: 1, maximum: 100, 'x-title': both('面积', 'Size') },
        asker: personal('申请人', 'Asker'),
        ring: personal('电话', 'Telephone'),
      },
      required: ['wish', 'where', 'on', 'size'],
    },
    ui: ui('wish', 'where', 'on', 'size', 'asker', 'ring'),
  },
  {
    key: 'plot-objection',
    title: both('菜地异议', 'Plot objection'),
    description: both('测试用', 'Of the tests'),
    use: 'case',
    bindings: {
      ...{ title: '/objection', place: '/where', receivedOn: '/objectedOn', about: '/earlier' },
      ...{ petitionerName: '/objector', petitionerContact: '/calledAt' },
    },
    review: { within: 'review-request-limit' },
    schema: {
      type: 'object',
      properties: {
        objection: words('异议', 'Objection'),
        earlier: { type: 'string', 'x-case': true, 'x-title': both('原案件', 'Earlier case') },
        where: { type: 'string', 'x-place': true, 'x-title': both('地点', 'Where') },
        objectedOn: day('收到日期', 'Received on'),
        objector: personal('异议人', 'Objector'),
        calledAt: personal('联系电话', 'Called at'),
      },
      required: ['objection', 'earlier', 'where', 'objectedOn'],
    },
    ui: ui('objection', 'earlier', 'where', 'objectedOn', 'objector', 'calledAt'),
  },
  {
    key: 'plot-visit',
    title: both('查看记录', 'Visit'),
    description: both('测试用', 'Of the tests'),
    use: 'step',
    schema: {
      type: 'object',
      properties: {
        planted: yes('已经种上', 'Planted', { 'x-denies': { true: [], false: ['supported'] } }),
        snow: yes('积雪', 'Under snow', { 'x-denies': {} }),
      },
      required: ['planted', 'snow'],
    },
    ui: ui('planted', 'snow'),
  },
  {
    key: 'plot-order',
    title: both('责令', 'Order'),
    description: both('测试用', 'Of the tests'),
    use: 'step',
    schema: { type: 'object', properties: { anewBy: day('重新处理的期限', 'Anew by') }, required: ['anewBy'] },
    ui: ui('anewBy'),
  },
  {
    key: 'plot-handing-over',
    title: both('送达记录', 'Handing over'),
    description: both('测试用', 'Of the tests'),
    use: 'step',
    bindings: { deliveredOn: '/arrivedOn' },
    schema: {
      type: 'object',
      properties: {
        way: words('方式', 'Way'),
        arrivedOn: day('送达日期', 'Arrived on', { 'x-not-before': 'told' }),
        signedBy: personal('签收人', 'Signed for by'),
      },
      required: ['way'],
    },
    ui: ui('way', 'arrivedOn', 'signedBy'),
  },
];

const end = { key: 'end', title: both('完成', 'Done'), kind: 'end', actions: [] };
const clock = (key: string, on: object, more: object) => ({
  key,
  title: both(key, key),
  startsOn: [on],
  duration: { value: 30, unit: 'calendar-day' },
  rollOver: 'none',
  levels: [],
  public: true,
  ...more,
});
const handler = { role: 'handler' };

const PATHS = [
  {
    key: 'plot-way',
    title: both('菜地', 'Plots'),
    description: both('测试用', 'Of the tests'),
    rights: both('可以申请复查。', 'You may ask for a review.'),
    source: both('菜园手册', 'Manual'),
    afterReview: { revoked: 'study', changed: 'visit' },
    clocks: [
      clock('told-clock', { on: 'filed' }, { stopsOn: [{ on: 'delivered', action: 'grant' }] }),
      clock(
        'objection-clock',
        { on: 'delivered', action: 'grant' },
        { stopsOn: [{ on: 'review-asked' }], whose: 'petitioner' },
      ),
      clock(
        'anew-clock',
        { on: 'reviewed', effect: 'revoked' },
        { stopsOn: [{ on: 'delivered', action: 'grant' }], until: { day: '/anewBy', of: 'review' } },
      ),
    ],
    outcomes: [
      { key: 'granted', title: both('同意', 'Granted'), effect: 'supported' },
      { key: 'given-up', title: both('撤回', 'Given up'), effect: 'withdrawn', rights: null },
    ],
    steps: [
      {
        key: 'study',
        title: both('研究', 'Study'),
        kind: 'work',
        assignee: handler,
        actions: [
          { key: 'give-up', title: both('撤回', 'Give up'), by: ['handler'], to: 'end', outcome: 'given-up' },
          {
            key: 'propose',
            title: both('建议', 'Propose'),
            by: ['handler'],
            to: 'decide',
            requires: { reasons: true, policyBasis: true },
            effects: [{ type: 'task', title: both('丈量', 'Measure it'), to: handler }],
          },
        ],
      },
      {
        key: 'decide',
        title: both('决定', 'Decide'),
        kind: 'human-decision',
        assignee: { role: 'case-lead' },
        actions: [
          {
            key: 'grant',
            title: both('同意', 'Grant'),
            by: ['case-lead'],
            to: 'visit',
            outcome: 'granted',
            approves: 'propose',
            requires: { reasons: true },
            tells: { form: 'plot-handing-over' },
          },
        ],
      },
      {
        key: 'visit',
        title: both('查看', 'Visit'),
        kind: 'work',
        assignee: handler,
        actions: [
          {
            key: 'visit',
            title: both('查看', 'Visit'),
            by: ['handler'],
            to: 'end',
            form: 'plot-visit',
            branches: [
              {
                when: { all: [{ fact: 'snow', operator: 'equal', value: true }] },
                refuse: both('积雪时看不出结果：请化雪后再去。', 'Nothing is seen under snow: go when it has melted.'),
              },
              {
                when: {
                  all: [
                    { fact: 'planted', operator: 'equal', value: false },
                    { fact: 'size', operator: 'greaterThan', value: 50 },
                  ],
                },
                to: 'study',
                outcome: null,
                notice: both('还没有种上，继续研究。', 'It is not planted yet: it is studied further.'),
                says: ['unresolved'],
              },
              {
                when: { all: [{ fact: 'planted', operator: 'equal', value: false }] },
                refuse: both('还没有种上：种上后再去查看。', 'Nothing is planted yet: go when it is.'),
              },
            ],
          },
        ],
      },
      end,
    ],
  },
  {
    key: 'hedge-way',
    title: both('树篱', 'Hedges'),
    description: both('测试用', 'Of the tests'),
    source: both('菜园手册', 'Manual'),
    clocks: [clock('hedge-clock', { on: 'filed' }, { stopsOn: [{ on: 'action', action: 'cut' }] })],
    outcomes: [
      { key: 'cut', title: both('已修剪', 'Cut'), effect: 'supported' },
      { key: 'altered', title: both('变更', 'Altered'), effect: 'changed' },
      { key: 'undone', title: both('撤销', 'Undone'), effect: 'revoked' },
    ],
    steps: [
      {
        key: 'hedge',
        title: both('修剪', 'Cut the hedge'),
        kind: 'work',
        assignee: handler,
        actions: [
          { key: 'cut', title: both('修剪', 'Cut'), by: ['handler'], to: 'end', outcome: 'cut' },
          {
            key: 'alter',
            title: both('变更', 'Alter'),
            by: ['handler'],
            to: 'end',
            outcome: 'altered',
            tells: { form: 'plot-handing-over' },
          },
          {
            key: 'undo',
            title: both('撤销', 'Undo'),
            by: ['handler'],
            to: 'end',
            form: 'plot-order',
            outcome: 'undone',
            tells: { form: 'plot-handing-over' },
          },
        ],
      },
      end,
    ],
  },
];

const rule = (name: string, conditions: object, params: object) => ({
  name,
  title: both(name, name),
  source: both('菜园手册', 'Manual'),
  conditions,
  event: { type: 'said', params },
});
const when = (fact: string, operator: string, value: unknown) => ({ all: [{ fact, operator, value }] });
const titled = (...keys: string[]) => ({
  title: both('值', 'Values'),
  values: keys.map((key) => ({ key, title: both(key, key) })),
});
const ruleSet = (key: string, kind: string, rules: object[], otherwise: object, more: object) => ({
  key,
  kind,
  title: both(key, key),
  form: 'plot-request',
  hitPolicy: 'first',
  rules,
  otherwise: { type: 'said', params: otherwise },
  accepted: [{ code: 'gap', rules: [], reason: both('没有其他情况', 'There is nothing else') }],
  ...more,
});
const RULE_SETS = [
  ruleSet(
    'plot-kinds',
    'classification',
    [
      rule('hedge', when('size', 'lessThan', 5), { category: 'hedges' }),
      rule('plot', when('size', 'greaterThanInclusive', 5), { category: 'plots' }),
    ],
    {},
    {
      outcomes: { category: titled('hedges', 'plots') },
      tests: [
        { name: 'small', facts: { size: 2 }, expect: { fired: ['hedge'] } },
        { name: 'large', facts: { size: 20 }, expect: { fired: ['plot'] } },
      ],
    },
  ),
  ruleSet(
    'plot-routing',
    'routing',
    [
      rule('to-plots', when('category', 'equal', 'plots'), {
        path: 'plot-way',
        department: 'gardens',
        level: 'garden-level',
        jointDepartments: ['water'],
        marks: ['green-mark'],
        supervise: true,
        urgent: true,
        caseLead: true,
      }),
    ],
    { path: 'hedge-way', department: 'hedges', level: 'garden-level' },
    {
      outcomes: {
        department: titled('gardens', 'water', 'hedges'),
        marks: titled('green-mark'),
        level: titled('garden-level'),
      },
      tests: [
        { name: 'plots', facts: { category: 'plots', size: 20 }, expect: { fired: ['to-plots'] } },
        { name: 'hedges', facts: { category: 'hedges', size: 2 }, expect: { fired: [] } },
      ],
    },
  ),
  ruleSet(
    'objection-kinds',
    'classification',
    [rule('again', when('reviewRound', 'greaterThanInclusive', 2), { category: 'objections-again' })],
    { category: 'objections' },
    {
      form: 'plot-objection',
      outcomes: { category: titled('objections', 'objections-again') },
      tests: [
        { name: 'first', facts: { reviewRound: 1 }, expect: { fired: [] } },
        { name: 'again', facts: { reviewRound: 2 }, expect: { fired: ['again'] } },
      ],
    },
  ),
  ruleSet(
    'objection-routing',
    'routing',
    [
      rule('late', when('reviewLate', 'equal', true), {
        path: 'hedge-way',
        department: 'hedges',
        level: 'garden-level',
        marks: ['late-mark'],
      }),
    ],
    { path: 'hedge-way', department: 'hedges', level: 'garden-level' },
    {
      form: 'plot-objection',
      outcomes: { department: titled('hedges'), level: titled('garden-level'), marks: titled('late-mark') },
      tests: [
        { name: 'in time', facts: { reviewLate: false }, expect: { fired: [] } },
        { name: 'late', facts: { reviewLate: true }, expect: { fired: ['late'] } },
      ],
    },
  ),
];

/** Puts the domain in force in a township, with a handler in each of its departments. */
export async function openAllotments(office: Office): Promise<void> {
  const admin = await office.as('admin');
  const { id: scopeId } = await office.township('yunhe-district');
  const kinds = { forms: FORMS, paths: PATHS, 'rule-sets': RULE_SETS };
  const all = Object.entries(kinds).flatMap(([kind, items]) => items.map((content) => ({ kind, content })));
  for (const { kind, content } of all) await admin.ok(admin.post(`/api/${kind}`, { content, scopeId }));
  for (const { kind, content } of all) {
    await admin.ok(
      publishDraft(admin, `/api/${kind}/${content.key}`, { note: '菜园', openFindings: { reason: '测试用' } }),
    );
  }
  const versions = all.map(({ kind, content }) => ({ kind, key: content.key, version: 1 }));
  const { id } = await office.township('lianhua');
  await activate(admin, id, { versions, reason: '菜园试行' });
  for (const [username, department] of [
    ['gardener', 'gardens'],
    ['plumber', 'water'],
    ['hedger', 'hedges'],
  ] as const) {
    const roles = [{ role: 'handler', scopeId: id }];
    const body = { username, displayName: username, scopeId: id, department, roles, password: 'a password of gardens' };
    await admin.ok(admin.post('/api/users', body));
    office.passwords[username] = 'a password of gardens';
  }
}

/** A request filed by the township's clerk: large ones are plots, small ones hedges. */
export const filePlot = (office: Office, size: number, more: object = {}): Promise<CaseOut> =>
  office.file('lianhua', 'plot-request', {
    wish: '想种菜',
    where: 'lianhua-chaoyang',
    on: '2026-03-02',
    size,
    ...more,
  });

/** The name under which a case's lead signs in. */
export async function leadOf(office: Office, { caseLead }: CaseOut): Promise<string> {
  for (const username of ['lead.lianhua', 'lead2.lianhua']) {
    const client: Client = await office.as(username);
    const { user } = await client.ok(client.get<{ user: { id: string } }>('/api/auth/session'));
    if (user.id === caseLead?.id) return username;
  }
  throw new Error(`Nobody is ${caseLead?.displayName}.`);
}

async function does(office: Office, username: string, id: string, action: string, body: object): Promise<CaseOut> {
  const client = await office.as(username);
  const { etag } = await readCase(client, id);
  const headers = { 'if-match': etag };
  return client.ok(client.post<CaseOut>(`/api/cases/${id}/actions/${action}`, body, { headers }));
}

interface Granting {
  /** Besides what every request says. */
  data?: object;
  /** Not given: its letter is not delivered. */
  deliveredOn?: string;
}

/** A request granted in writing that is to be looked at. */
export async function grantedPlot(office: Office, size = 20, { data, deliveredOn }: Granting = {}): Promise<CaseOut> {
  const filed = await filePlot(office, size, data);
  const words = { reasons: '面积合适', policyBasis: '菜园手册第3条' };
  const outstanding = '水务部门电话答复无异议';
  await does(office, 'gardener', filed.id, 'propose', words);
  const delivery = deliveredOn && { delivery: { way: '当面交给本人', arrivedOn: deliveredOn } };
  return does(office, await leadOf(office, filed), filed.id, 'grant', { ...words, outstanding, ...delivery });
}

/** A request granted in writing and closed, its letter not delivered. */
export async function closedUndelivered(office: Office): Promise<CaseOut> {
  const { id } = await grantedPlot(office);
  return does(office, 'gardener', id, 'visit', { data: { planted: true, snow: false } });
}
