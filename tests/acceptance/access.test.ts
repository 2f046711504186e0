// Every route × every role × every relation of places. A route that nobody listed here fails the first test.
import { ROLES, type Role } from '@caseway/rule-sets';
import type { CaseOut, FiledCase, ScopeOut, UserOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice, signIn } from '../support/office.ts';
import { petition } from '../support/petitions.ts';
import { publishDraft } from '../support/versions.ts';

const PLACES = ['yunhe-district', 'qingshi', 'qingshi-dongpo'] as const;
type Place = (typeof PLACES)[number];
/** Where the things lie that requests are about: a township, a village in it, and another township. */
const TARGETS = ['qingshi', 'qingshi-dongpo', 'baiyun'] as const;
type Target = (typeof TARGETS)[number];

const ALL: readonly Role[] = ROLES;
const CASE_READERS: Role[] = ['clerk', 'handler', 'case-lead', 'township-lead', 'centre', 'auditor'];
const CASE_WORKERS: Role[] = CASE_READERS.filter((role) => role !== 'auditor');
const CONFIG_READERS: Role[] = ['platform-admin', 'policy-admin', 'approver', 'auditor', 'township-lead'];
/** A case lead works on the cases that name them, and these name others. */
const UNNAMED: Role[] = CASE_WORKERS.filter((role) => role !== 'case-lead');
const CONFIG_EDITORS: Role[] = ['platform-admin', 'policy-admin'];

interface Thing {
  scope: ScopeOut;
  caseId: string;
  document: Record<string, string>;
  user: UserOut;
  village: string;
}

interface Route {
  /** Who gets past the door; `public` needs no session. */
  roles: readonly Role[] | 'public';
  /** What the request is about: things of a place are invisible from beside it and from below. */
  about?: 'case' | 'document' | 'document-edit' | 'user' | 'township' | 'township-edit' | 'place';
  /** Only townships have one. */
  townshipsOnly?: true;
  /** It asks for a part that is not there. */
  ofNothing?: true;
  send: (thing: Thing) => { path?: Record<string, string>; body?: unknown; query?: string };
}

const nothing = () => ({});
const ofCase = (body?: unknown) => (thing: Thing) => ({ path: { id: thing.caseId }, body });
const NO_ID = '01890000-0000-7000-8000-000000000000';
const REASON = '测试用的理由，写得足够长。';

function documentRoutes(kind: string): Record<string, Route> {
  const at = `/api/${kind}`;
  const key = (thing: Thing) => ({ key: thing.document[kind] ?? '' });
  return {
    [`GET ${at}`]: { roles: CONFIG_READERS, send: nothing },
    [`POST ${at}`]: { roles: CONFIG_EDITORS, send: () => ({ body: {} }) },
    [`GET ${at}/{key}/draft`]: { roles: CONFIG_READERS, about: 'document', send: (it) => ({ path: key(it) }) },
    [`PUT ${at}/{key}/draft`]: {
      roles: CONFIG_EDITORS,
      about: 'document-edit',
      send: (it) => ({ path: key(it), body: { content: { key: it.document[kind] } } }),
    },
    [`DELETE ${at}/{key}/draft`]: { roles: CONFIG_EDITORS, about: 'document-edit', send: (it) => ({ path: key(it) }) },
    [`POST ${at}/{key}/draft/check`]: {
      roles: CONFIG_READERS,
      about: 'document',
      send: (it) => ({ path: key(it), body: {} }),
    },
    [`POST ${at}/{key}/draft/restore`]: {
      roles: CONFIG_EDITORS,
      about: 'document-edit',
      send: (it) => ({ path: key(it), body: { version: 1 } }),
    },
    [`GET ${at}/{key}/draft/diff/{number}`]: {
      roles: CONFIG_READERS,
      about: 'document',
      send: (it) => ({ path: { ...key(it), number: '1' } }),
    },
    [`GET ${at}/{key}/versions`]: { roles: CONFIG_READERS, about: 'document', send: (it) => ({ path: key(it) }) },
    [`POST ${at}/{key}/versions`]: {
      roles: CONFIG_EDITORS,
      about: 'document-edit',
      send: (it) => ({ path: key(it), body: { note: REASON } }),
    },
    [`GET ${at}/{key}/versions/{number}`]: {
      roles: CONFIG_READERS,
      about: 'document',
      send: (it) => ({ path: { ...key(it), number: '1' } }),
    },
    [`GET ${at}/{key}/versions/{from}/diff/{to}`]: {
      roles: CONFIG_READERS,
      about: 'document',
      send: (it) => ({ path: { ...key(it), from: '1', to: '1' } }),
    },
  };
}

const ROUTES: Record<string, Route> = {
  'GET /api/health/live': { roles: 'public', send: nothing },
  'GET /api/health/ready': { roles: 'public', send: nothing },
  'POST /api/auth/login': { roles: 'public', send: () => ({ body: {} }) },
  'GET /api/auth/session': { roles: ALL, send: nothing },
  // With a body that is refused, so that the session lives on.
  'POST /api/auth/password': { roles: ALL, send: () => ({ body: {} }) },
  'GET /api/auth/tokens': { roles: ALL, send: nothing },
  'POST /api/auth/tokens': { roles: ALL, send: () => ({ body: {} }) },
  'DELETE /api/auth/tokens/{id}': { roles: ALL, about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'GET /api/townships': { roles: ALL, send: nothing },
  'POST /api/townships': {
    roles: ['platform-admin'],
    about: 'township-edit',
    send: ({ scope }) => ({
      body: { parentId: scope.id, kind: 'township', key: 'baiyun', title: { 'zh-CN': '某', en: 'x' } },
    }),
  },
  'PATCH /api/townships/{id}': {
    roles: ['platform-admin'],
    about: 'township-edit',
    send: ({ scope }) => ({ path: { id: scope.id }, body: {} }),
  },
  'GET /api/townships/{id}/configuration': {
    townshipsOnly: true,
    roles: ALL,
    about: 'township',
    send: ({ scope }) => ({ path: { id: scope.id } }),
  },
  'POST /api/townships/{id}/configuration': {
    townshipsOnly: true,
    roles: ['platform-admin'],
    about: 'township-edit',
    send: ({ scope, document }) => ({
      path: { id: scope.id },
      body: { versions: [{ kind: 'forms', key: document.forms, version: 1 }], reason: REASON },
    }),
  },
  'POST /api/townships/{id}/configuration/check': {
    townshipsOnly: true,
    roles: ['platform-admin'],
    about: 'township-edit',
    send: ({ scope, document }) => ({
      path: { id: scope.id },
      body: { versions: [{ kind: 'forms', key: document.forms, version: 1 }] },
    }),
  },
  'GET /api/users': { roles: ['platform-admin', 'auditor', 'township-lead', 'centre'], send: nothing },
  'GET /api/users/assignable': {
    roles: ALL,
    about: 'township',
    send: ({ scope }) => ({ query: `?scope=${scope.key}&role=handler` }),
  },
  'POST /api/users': {
    roles: ['platform-admin'],
    about: 'township-edit',
    send: ({ scope }) => ({
      body: { username: 'admin', displayName: 'x', scopeId: scope.id, roles: [{ role: 'clerk', scopeId: scope.id }] },
    }),
  },
  'GET /api/users/{id}': {
    roles: ['platform-admin', 'auditor', 'township-lead', 'centre'],
    // Read as the list of people is: also those above.
    about: 'township',
    send: ({ user }) => ({ path: { id: user.id } }),
  },
  'GET /api/users/{id}/workload': {
    roles: ['platform-admin', 'township-lead', 'centre'],
    about: 'user',
    send: ({ user }) => ({ path: { id: user.id } }),
  },
  'POST /api/users/{id}/hand-over': {
    roles: ['platform-admin', 'township-lead', 'centre'],
    about: 'user',
    send: ({ user }) => ({ path: { id: user.id }, body: { reason: REASON } }),
  },
  'PATCH /api/users/{id}': {
    roles: ['platform-admin'],
    about: 'user',
    send: ({ user }) => ({ path: { id: user.id }, body: { displayName: user.displayName } }),
  },
  ...documentRoutes('forms'),
  ...documentRoutes('rule-sets'),
  ...documentRoutes('paths'),
  ...documentRoutes('calendars'),
  'GET /api/forms/available': {
    roles: ALL,
    about: 'township',
    send: ({ scope }) => ({ query: `?township=${scope.key}` }),
  },
  'POST /api/forms/import': { roles: CONFIG_EDITORS, send: () => ({ body: { text: 'a\tb' } }) },
  'GET /api/forms/{key}/uses': {
    roles: CONFIG_READERS,
    about: 'document',
    send: ({ document }) => ({ path: { key: document.forms ?? '' } }),
  },
  'POST /api/forms/{key}/draft/rename/preview': {
    roles: CONFIG_READERS,
    about: 'document',
    send: ({ document }) => ({ path: { key: document.forms ?? '' }, body: { pointer: '/gone', to: 'here' } }),
  },
  'POST /api/forms/{key}/draft/rename': {
    roles: CONFIG_EDITORS,
    about: 'document-edit',
    send: ({ document }) => ({
      path: { key: document.forms ?? '' },
      body: { pointer: '/gone', to: 'here', documents: [] },
    }),
  },
  'POST /api/rule-sets/{key}/draft/analyse': {
    roles: CONFIG_READERS,
    about: 'document',
    send: ({ document }) => ({ path: { key: document['rule-sets'] ?? '' }, body: {} }),
  },
  'POST /api/rule-sets/{key}/draft/decide': {
    roles: CONFIG_READERS,
    about: 'document',
    send: ({ document }) => ({ path: { key: document['rule-sets'] ?? '' }, body: { facts: {} } }),
  },
  'POST /api/rule-sets/{key}/draft/impact': {
    roles: CONFIG_READERS,
    about: 'document',
    send: ({ document }) => ({ path: { key: document['rule-sets'] ?? '' }, body: {} }),
  },
  'GET /api/cases': { roles: CASE_READERS, send: nothing },
  'GET /api/cases/terms': { roles: ALL, send: nothing },
  'GET /api/cases/export.xlsx': { roles: CASE_READERS, send: nothing },
  'POST /api/cases/preview': {
    roles: ['clerk', 'centre'],
    about: 'township',
    send: ({ scope, village }) => ({
      body: { township: scope.key, form: 'petition-registration', data: petition({ matterVillage: village }) },
    }),
  },
  'POST /api/cases': {
    roles: ['clerk', 'centre'],
    about: 'township-edit',
    // Refused for its data: nothing is filed, but only who may file is told what is wrong with it.
    send: ({ scope }) => ({ body: { township: scope.key, form: 'petition-registration', data: {} } }),
  },
  'GET /api/drafts': { roles: ['clerk', 'centre'], send: nothing },
  'GET /api/drafts/{id}': { roles: ['clerk', 'centre'], about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'PUT /api/drafts/{id}': {
    roles: ['clerk', 'centre'],
    about: 'township',
    // There is no such version: who may register in the township is told so.
    send: ({ scope }) => ({
      path: { id: NO_ID },
      body: { township: scope.key, form: 'petition-registration', version: 1, data: {} },
    }),
  },
  'DELETE /api/drafts/{id}': { roles: ['clerk', 'centre'], about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'GET /api/clock-proposals': { roles: ['centre', 'township-lead'], send: nothing },
  'POST /api/clock-proposals/decisions': {
    roles: ['centre', 'township-lead'],
    // No such proposal: who may decide is told so.
    send: () => ({ body: { ids: [NO_ID], adopt: true } }),
  },
  'GET /api/cases/{id}': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'GET /api/cases/{id}/decisions': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'GET /api/cases/{id}/facts': {
    roles: [...new Set([...CASE_READERS, ...CONFIG_READERS])],
    about: 'case',
    send: ({ caseId }) => ({ path: { id: caseId }, query: '?ruleSet=demand-classification' }),
  },
  'GET /api/cases/{id}/decisions/{decision}/differences': {
    roles: CASE_READERS,
    about: 'place',
    send: ({ caseId }) => ({ path: { id: caseId, decision: NO_ID } }),
  },
  'GET /api/cases/{id}/timeline': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'GET /api/cases/reviewable': {
    roles: ['clerk', 'centre'],
    send: () => ({ query: '?township=qingshi&form=review-request-form' }),
  },
  'GET /api/cases/{id}/reviews': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'POST /api/cases/search': { roles: CASE_WORKERS, send: () => ({ body: { name: '无此人', reason: REASON } }) },
  'GET /api/cases/{id}/earlier': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'GET /api/cases/{id}/links': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'POST /api/cases/{id}/links': { roles: UNNAMED, about: 'case', send: ofCase({ case: 'nothing', kind: 'related' }) },
  'DELETE /api/cases/{id}/links/{other}': {
    roles: CASE_WORKERS,
    about: 'place',
    // No such case: who may see a case of the place is told so.
    send: () => ({ path: { id: NO_ID, other: NO_ID } }),
  },
  'POST /api/cases/{id}/corrections': {
    roles: CASE_WORKERS,
    about: 'case',
    send: ofCase({ data: {}, reason: REASON }),
  },
  'POST /api/cases/{id}/corrections/preview': {
    roles: CASE_WORKERS,
    about: 'case',
    send: ofCase({ data: {}, reason: REASON }),
  },
  'GET /api/cases/{id}/receipt': { roles: CASE_READERS, about: 'case', send: ofCase() },
  'GET /api/cases/{id}/actions/{action}/form': {
    roles: CASE_READERS,
    about: 'place',
    send: ({ caseId }) => ({ path: { id: caseId, action: 'nothing' } }),
  },
  'GET /api/cases/{id}/actions/{action}/draft': {
    roles: CASE_WORKERS,
    about: 'place',
    send: ({ caseId }) => ({ path: { id: caseId, action: 'nothing' } }),
  },
  'PUT /api/cases/{id}/actions/{action}/draft': {
    roles: CASE_WORKERS,
    about: 'case',
    send: ({ caseId }) => ({ path: { id: caseId, action: 'nothing' }, body: { data: {} } }),
  },
  'DELETE /api/cases/{id}/actions/{action}/draft': {
    roles: CASE_WORKERS,
    about: 'case',
    send: ({ caseId }) => ({ path: { id: caseId, action: 'nothing' } }),
  },
  'POST /api/cases/{id}/actions/{action}': {
    roles: CASE_WORKERS,
    about: 'case',
    send: ({ caseId }) => ({ path: { id: caseId, action: 'nothing' }, body: { reasons: REASON } }),
  },
  'GET /api/cases/{id}/deliveries/{action}/form': {
    roles: CASE_READERS,
    about: 'place',
    send: ({ caseId }) => ({ path: { id: caseId, action: 'nothing' } }),
  },
  'POST /api/cases/{id}/deliveries': {
    roles: UNNAMED,
    about: 'case',
    send: ofCase({ action: 'nothing', data: {} }),
  },
  'GET /api/cases/{id}/takers': {
    roles: ['township-lead', 'centre'],
    about: 'place',
    send: ({ caseId }) => ({ path: { id: caseId }, query: '?role=handler' }),
  },
  'POST /api/cases/{id}/deliveries/give-up': {
    roles: UNNAMED,
    about: 'case',
    send: ofCase({ action: 'nothing', reasons: REASON }),
  },
  'POST /api/cases/{id}/reclassify': {
    roles: CASE_WORKERS,
    about: 'case',
    send: ofCase({ category: 'hardship', reasons: REASON }),
  },
  'POST /api/cases/{id}/assign': { roles: ['township-lead', 'centre'], about: 'case', send: ofCase({}) },
  'POST /api/cases/{id}/recusals': {
    // Others step aside themselves only.
    roles: ['township-lead', 'centre'],
    about: 'case',
    send: ({ caseId, user }) => ({ path: { id: caseId }, body: { userId: user.id, reason: REASON } }),
  },
  'POST /api/cases/{id}/unmask': { roles: UNNAMED, about: 'case', send: ofCase({ reason: REASON }) },
  'POST /api/cases/{id}/attachments': { roles: UNNAMED, about: 'case', send: ofCase({}) },
  'GET /api/cases/{id}/attachments/{attachment}': {
    roles: UNNAMED,
    about: 'case',
    // Whoever may open what is attached finds that there is nothing.
    ofNothing: true,
    send: ({ caseId }) => ({ path: { id: caseId, attachment: NO_ID } }),
  },
  'GET /api/saved-views': { roles: CASE_READERS, send: nothing },
  'POST /api/saved-views': { roles: CASE_READERS, send: () => ({ body: {} }) },
  'DELETE /api/saved-views/{id}': { roles: CASE_READERS, about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'GET /api/work/day': { roles: ALL, send: nothing },
  'POST /api/work/tasks/{id}/done': {
    roles: CASE_WORKERS,
    about: 'place',
    send: () => ({ path: { id: NO_ID }, body: { result: REASON } }),
  },
  'POST /api/work/tasks/{id}/take-back': { roles: CASE_WORKERS, about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'GET /api/work/tasks/{id}/takers': { roles: CASE_WORKERS, about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'POST /api/work/tasks/{id}/give': {
    roles: CASE_WORKERS,
    about: 'place',
    send: () => ({ path: { id: NO_ID }, body: { to: NO_ID } }),
  },
  'POST /api/work/tasks/{id}/close': {
    roles: CASE_WORKERS,
    about: 'place',
    send: () => ({ path: { id: NO_ID }, body: { reason: REASON } }),
  },
  'GET /api/notifications': { roles: ALL, send: nothing },
  'POST /api/notifications/acknowledge': { roles: ALL, send: () => ({ body: { until: '2026-01-01T00:00:00Z' } }) },
  'POST /api/notifications/{id}/acknowledge': { roles: ALL, about: 'place', send: () => ({ path: { id: NO_ID } }) },
  'GET /api/statistics/export.xlsx': {
    roles: ['handler', 'case-lead', 'township-lead', 'centre', 'auditor', 'platform-admin', 'policy-admin'],
    send: nothing,
  },
  'GET /api/statistics': {
    roles: ['handler', 'case-lead', 'township-lead', 'centre', 'auditor', 'platform-admin', 'policy-admin'],
    send: nothing,
  },
  'GET /api/audit': { roles: ['platform-admin', 'auditor', 'township-lead'], send: nothing },
  // Last: it ends the session.
  'POST /api/auth/logout': { roles: ALL, send: nothing },
};

let office: Office;
const clients = new Map<string, Client>();
const things = new Map<Target, Thing>();
const PASSWORD = 'a password of the tests';

async function makeDocument(admin: Client, kind: string, scope: ScopeOut): Promise<string> {
  const { items } = await admin.ok(admin.get<{ items: { key: string }[] }>(`/api/${kind}`));
  const draft = await admin.ok(admin.get<{ content: { key: string } }>(`/api/${kind}/${items[0]?.key}/draft`));
  const key = `${kind}-of-${scope.key}`.slice(0, 50);
  const content = { ...draft.content, key };
  await admin.ok(admin.post(`/api/${kind}`, { content, scopeId: scope.id }));
  const published = await publishDraft(admin, `/api/${kind}/${key}`, { note: REASON });
  if (published.status !== 201) throw new Error(`${kind} ${published.status} ${JSON.stringify(published.body)}`);
  return key;
}

beforeAll(async () => {
  office = await openOffice();
  const admin = await office.as('admin');
  for (const target of TARGETS) {
    const scope = await office.township(target);
    const township = target.split('-')[0] ?? '';
    const village = target === 'baiyun' ? 'baiyun-zhulin' : 'qingshi-dongpo';
    const clerk = await office.as(`clerk.${township}`);
    const data = petition({ matterVillage: target === 'qingshi' ? undefined : village });
    const place = target === 'qingshi' ? { matterVillage: 'qingshi' } : {};
    const filed = await clerk.ok(
      clerk.post<FiledCase>('/api/cases', { township, form: 'petition-registration', data: { ...data, ...place } }),
    );
    const roles = [{ role: 'clerk', scopeId: scope.id }];
    const body = { username: `user.of.${target}`, displayName: '某人', scopeId: scope.id, roles };
    const { user } = await admin.ok(admin.post<{ user: UserOut }>('/api/users', body));
    const document: Record<string, string> = {};
    for (const kind of ['forms', 'rule-sets', 'paths', 'calendars']) {
      document[kind] = await makeDocument(admin, kind, scope);
    }
    things.set(target, { scope, caseId: filed.id, document, user, village });
  }
  const { department } = (await clerkSees('qingshi')).body;
  for (const place of PLACES) {
    const { id } = await office.township(place);
    for (const role of ALL) {
      const username = `${role}.at.${place}`;
      const person = { username, displayName: role, scopeId: id, roles: [{ role, scopeId: id }], password: PASSWORD };
      // A handler acts for the department that has the case.
      const body = role === 'handler' ? { ...person, department: department?.key } : person;
      await admin.ok(admin.post('/api/users', body));
      clients.set(username, await signIn(office.anyone, username, PASSWORD));
    }
  }
}, 120_000);
afterAll(() => office.close());

async function clerkSees(target: 'qingshi') {
  return (await office.as(`clerk.${target}`)).get<CaseOut>(`/api/cases/${things.get(target)?.caseId}`);
}

/** How a thing lies to who asks: where they are, inside it, above it, or elsewhere. */
function lies(place: Place, target: Target): 'own' | 'below' | 'above' | 'beside' {
  if (place === target) return 'own';
  if (place === 'yunhe-district') return 'below';
  if (target === 'baiyun') return 'beside';
  return place === 'qingshi' ? 'below' : 'above';
}

function visible(about: Route['about'], relation: ReturnType<typeof lies>): boolean {
  if (relation === 'own' || relation === 'below') return true;
  // What lies above is used, not changed: forms and rules, and the township that a village belongs to.
  return relation === 'above' && (about === 'document' || about === 'township');
}

function urlOf(route: string, path: Record<string, string> = {}, query = ''): { method: string; url: string } {
  const [method = '', template = ''] = route.split(' ');
  return { method, url: template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? NO_ID) + query };
}

test('every route of the product is in the table, and nothing else', async () => {
  const { body } = await office.anyone.get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
  const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toEqual(Object.keys(ROUTES).sort());
});

test.each(Object.entries(ROUTES).filter(([, { roles }]) => roles !== 'public'))(
  '%s is closed to who has not signed in',
  async (route, { send }) => {
    const thing = things.get('qingshi') as Thing;
    const { path, body, query } = send(thing);
    const { method, url } = urlOf(route, path, query);
    expect((await office.anyone.send(method, url, body)).status).toBe(401);
  },
);

test.each(Object.entries(ROUTES))(
  '%s opens to the roles it is for, for what lies in their reach',
  async (route, rule) => {
    const wrong: string[] = [];
    for (const place of PLACES) {
      for (const role of ALL) {
        const client = clients.get(`${role}.at.${place}`) as Client;
        for (const target of rule.about && rule.about !== 'place' ? TARGETS : (['qingshi'] as const)) {
          if (rule.townshipsOnly && target === 'qingshi-dongpo') continue;
          const { path, body, query } = rule.send(things.get(target) as Thing);
          const { method, url } = urlOf(route, path, query);
          const { status } = await client.send(method, url, body, { headers: { 'if-match': '"0"' } });
          const allowed = rule.roles === 'public' || rule.roles.includes(role);
          const relation = lies(place, target);
          const reached = !rule.about || rule.about === 'place' || visible(rule.about, relation);
          const refused =
            [401, 403, 404].includes(status) && !((rule.about === 'place' || rule.ofNothing) && status === 404);
          // What cannot be seen is not there: 404 gives nothing away.
          const closed = status === 403 || (!reached && status === 404);
          const right = allowed && reached ? !refused && status < 500 : closed;
          if (!right) wrong.push(`${role} at ${place} → ${target} (${relation}): ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  },
);

test('a case page lists only actions that its reader may do', async () => {
  const thing = things.get('qingshi') as Thing;
  const auditor = await office.as('auditor');
  const page = await auditor.ok(auditor.get<CaseOut>(`/api/cases/${thing.caseId}`));
  expect([page.actions, page.mayAssign, page.mayUnmask, page.mayRecuse]).toEqual([[], false, false, false]);
});

test('what a case page says that its reader may do is what the routes let them do', async () => {
  const { caseId } = things.get('qingshi') as Thing;
  const told: unknown[] = [];
  const done: unknown[] = [];
  for (const name of ['auditor', 'land.qingshi', 'clerk.qingshi', 'centre.qingshi']) {
    const client = await office.as(name);
    const reply = await client.get<CaseOut>(`/api/cases/${caseId}`);
    const { mayLink, mayAddPapers, mayReclassify } = reply.body;
    told.push([name, mayLink, mayAddPapers, mayReclassify]);
    const at = (path: string, body: object) =>
      client.post(`/api/cases/${caseId}/${path}`, body, { headers: { 'if-match': reply.headers.get('etag') ?? '' } });
    const link = await at('links', { case: 'no such case', kind: 'related' });
    const paper = await at('attachments', {});
    const kind = await at('reclassify', { category: 'hardship', reasons: '重新认定诉求类别。' });
    done.push([name, ...[link, paper, kind].map(({ status }) => status !== 403)]);
  }
  expect(done).toEqual(told);
  expect(told).toContainEqual(['centre.qingshi', true, true, true]);
  expect(told).toContainEqual(['auditor', false, false, false]);
});
