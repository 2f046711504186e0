import type { CaseOut, CaseSummary, DraftOut, FiledCase } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition, readCase, WORDS } from '../support/petitions.ts';

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?: { pointer: string; message: string }[];
  earlier?: { id: string; number: string };
}
interface Listed {
  items: CaseSummary[];
  nextCursor: string | null;
  total: number;
}

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('a problem', () => {
  test.each([
    ['zh-CN', /请填写“/, /[一-鿿]/],
    ['en', /^Fill in "/, /^[\x20-\x7e]+$/],
  ])('names place and mend in %s', async (locale, message, words) => {
    const clerk = (await office.as('clerk.qingshi')).speaking(locale);
    const { visitorFullName: _, ...data } = petition();
    const reply = await clerk.post<Problem>('/api/cases', { township: 'qingshi', form: 'petition-registration', data });
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body).toMatchObject({ status: 422, instance: '/api/cases', type: 'urn:caseway:problem:invalid' });
    expect(reply.body.errors).toEqual([{ pointer: '/data/visitorFullName', message: expect.stringMatching(message) }]);
    expect([reply.body.title, reply.body.detail]).toEqual([expect.stringMatching(words), expect.stringMatching(words)]);
  });

  test('refuses what no route reads, in the query of every address as in every body', async () => {
    type Paths = { paths: Record<string, Record<string, object>> };
    const { paths } = (await office.anyone.get<Paths>('/api/openapi.json')).body;
    const wrong: unknown[] = [];
    for (const name of ['admin', 'clerk.qingshi', 'auditor']) {
      const client = await office.as(name);
      for (const [route, methods] of Object.entries(paths)) {
        if (!methods.get) continue;
        for (const query of ['foo=1', 'x[]=1']) {
          const path = route.replace(/\{(\w+)\}/g, (_, part: string) =>
            /^(number|from|to)$/.test(part) ? '1' : '0198c0de-0000-7000-8000-000000000001',
          );
          const { status, body } = await client.get<Problem>(`${path}?${query}`);
          const told = status === 422 && body.errors?.some(({ pointer }) => pointer === `/${query.split('=')[0]}`);
          if (!told && status !== 403) wrong.push([name, `${path}?${query}`, status]);
        }
      }
    }
    expect(wrong).toEqual([]);
    const clerk = await office.as('clerk.qingshi');
    expect((await clerk.post('/api/cases/preview?foo=1', {})).status).toBe(422);
  });

  test('gives nothing of the inside away', async () => {
    const clerk = await office.as('clerk.qingshi');
    for (const [method, path, body, status] of [
      ['GET', '/api/nowhere', undefined, 404],
      ['GET', '/api/cases/not-an-id', undefined, 404],
      ['GET', '/api/cases/not-an-id/timeline', undefined, 400],
      ['GET', '/api/cases?limit=many', undefined, 422],
      ['GET', '/api/cases?cursor=garbage', undefined, 400],
      ['POST', '/api/cases', '{"broken":', 400],
      ['POST', '/api/cases', { township: 'nowhere', form: 'petition-registration', data: {} }, 404],
    ] as const) {
      const reply = await clerk.send<Problem>(method, path, body);
      expect([path, reply.status]).toEqual([path, status]);
      expect(JSON.stringify(reply.body)).not.toMatch(/ at |\.ts|SELECT|node_modules/);
    }
  });

  test.each<[string, string, string, unknown, number, string]>([
    [
      'half a character in a filing',
      'POST',
      '/api/cases',
      { township: 'x', form: 'y', data: { a: '\ud800' } },
      422,
      '/data/a',
    ],
    ['U+0000 in a name', 'POST', '/api/saved-views', { name: 'a\u0000', query: {} }, 422, '/name'],
    [
      'U+0000 in the name of a member',
      'POST',
      '/api/saved-views',
      { name: 'a', query: { 'q\u0000': 1 } },
      422,
      '/query/q\uFFFD',
    ],
    ['U+0000 in a query', 'GET', '/api/cases?q=%00', undefined, 422, '/q'],
    ['U+0000 in an address', 'GET', '/api/forms/%00/draft', undefined, 422, '/key'],
    ['an id that is none', 'GET', '/api/cases/not-an-id/timeline', undefined, 400, '/id'],
    [
      'an id with a prefix',
      'POST',
      '/api/notifications/urn:uuid:0198c0de-0000-7000-8000-000000000001/acknowledge',
      {},
      400,
      '/id',
    ],
    [
      'a version beyond all numbers',
      'GET',
      '/api/forms/petition-registration/versions/99999999999',
      undefined,
      400,
      '/number',
    ],
    ['a number beyond all numbers', 'POST', '/api/saved-views', '{"name":"a","query":{"n":1e999}}', 422, '/query/n'],
    [
      'a number that would lose digits',
      'POST',
      '/api/saved-views',
      '{"name":"a","query":{"n":[1.0,12345678901234567890]}}',
      422,
      '/query/n/1',
    ],
    ['a day of no year', 'GET', '/api/cases?receivedFrom=0000-01-01', undefined, 422, '/receivedFrom'],
    [
      'a body of 5,000 levels',
      'POST',
      '/api/saved-views',
      `{"name":"a","query":{"q":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      422,
      `/query/q${'/0'.repeat(46)}…${'/0'.repeat(50)}`,
    ],
  ])('of %s names its place', async (_, method, path, body, status, pointer) => {
    const clerk = await office.as(path.startsWith('/api/forms') ? 'policy' : 'clerk.qingshi');
    const reply = await clerk.send<Problem>(method, path, body);
    expect([reply.status, reply.body.errors?.map((error) => error.pointer)]).toEqual([status, [pointer]]);
    expect(reply.body.errors?.[0]?.message).toMatch(/\w{3}/);
    const chinese = await clerk.speaking('zh-CN').send<Problem>(method, path, body);
    expect(chinese.body.errors?.[0]?.message).toMatch(/[一-鿿]{3}/);
  });

  test('of an address that cannot be decoded is one as well', async () => {
    const reply = await office.anyone.get<Problem>('/api/forms/%ED%A0%80/draft');
    expect([reply.status, reply.body.type]).toEqual([400, 'urn:caseway:problem:malformed']);
  });

  test('of a body beyond the limit is 413, before it is read', async () => {
    const clerk = await office.as('clerk.qingshi');
    const data = petition({ matterFacts: 'x'.repeat(2_200_000) });
    const reply = await clerk.post<Problem>('/api/cases', { township: 'qingshi', form: 'petition-registration', data });
    expect(reply.status).toBe(413);
  });
});

describe('an idempotency key', () => {
  const filing = (key: string, data = petition()) => ({
    body: { township: 'qingshi', form: 'petition-registration', data },
    extra: { headers: { 'idempotency-key': key } },
  });

  test('makes a retry answer the same and create nothing', async () => {
    const clerk = await office.as('clerk.qingshi');
    const { body, extra } = filing('retry-1');
    const first = await clerk.post<FiledCase>('/api/cases', body, extra);
    const second = await clerk.post<FiledCase>('/api/cases', body, extra);
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
    expect(second.body).toEqual(first.body);
    expect(await countWith(first.body.number)).toBe(1);
  });

  test('lets one of many that come at once through', async () => {
    const clerk = await office.as('clerk.qingshi');
    const before = (await clerk.ok(clerk.get<Listed>('/api/cases'))).total;
    const { body, extra } = filing('at-once');
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => clerk.post<FiledCase>('/api/cases', body, extra)),
    );
    expect(replies.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(replies.filter(({ status }) => status === 201).map((reply) => reply.body.id)).size).toBe(1);
    expect((await clerk.ok(clerk.get<Listed>('/api/cases'))).total).toBe(before + 1);
  });

  test('is not for another request', async () => {
    const clerk = await office.as('clerk.qingshi');
    const { body, extra } = filing('reused');
    const { id, number } = await clerk.ok(clerk.post<FiledCase>('/api/cases', body, extra));
    const other = filing('reused', petition({ matterSummary: '另外一件事情' }));
    const refused = await clerk.post<Problem>('/api/cases', other.body, other.extra);
    expect([refused.status, refused.body.earlier]).toEqual([422, { id, number }]);
    for (const locale of ['zh-CN', 'en']) {
      const { body: told } = await clerk.speaking(locale).post<Problem>('/api/cases', other.body, other.extra);
      expect(`${told.title} ${told.detail}`).not.toMatch(/idempotency|key|标识/i);
    }
  });

  test('is each person’s own', async () => {
    const { body, extra } = filing('shared-key');
    const [clerk, centre] = [await office.as('clerk.qingshi'), await office.as('centre.qingshi')];
    const [a, b] = [
      await clerk.ok(clerk.post<FiledCase>('/api/cases', body, extra)),
      await centre.ok(centre.post<FiledCase>('/api/cases', body, extra)),
    ];
    expect(a.id).not.toBe(b.id);
  });

  test('of a request that was refused can be used again once it is mended', async () => {
    const clerk = await office.as('clerk.qingshi');
    const bad = filing('mended', petition({ visitorMobile: '1' }));
    expect((await clerk.post('/api/cases', bad.body, bad.extra)).status).toBe(422);
    const good = filing('mended');
    expect((await clerk.post('/api/cases', good.body, good.extra)).status).toBe(201);
  });

  async function countWith(number: string): Promise<number> {
    const clerk = await office.as('clerk.qingshi');
    return (await clerk.ok(clerk.get<Listed>(`/api/cases?q=${number}`))).total;
  }
});

describe('an edit', () => {
  test('of what somebody changed meanwhile is 412, and changes nothing', async () => {
    const [policy, admin] = [await office.as('policy'), await office.as('admin')];
    const at = '/api/rule-sets/dispute-routing/draft';
    const draft = await policy.get<DraftOut>(at);
    const etag = draft.headers.get('etag') ?? '';
    const content = { ...draft.body.content, note: 'one' };
    const first = await policy.put<DraftOut>(at, { content }, { headers: { 'if-match': etag } });
    expect(first.status).toBe(200);
    const lost = await admin.put<Problem>(
      at,
      { content: { ...content, note: 'two' } },
      { headers: { 'if-match': etag } },
    );
    expect([lost.status, lost.body.type]).toEqual([412, 'urn:caseway:problem:stale']);
    expect((await admin.get<DraftOut>(at)).body.content).toMatchObject({ note: 'one' });
    expect((await admin.put<Problem>(at, { content })).status).toBe(428);
  });

  test('of a case likewise', async () => {
    const { id } = await office.file('qingshi', 'petition-registration', petition());
    const centre = await office.as('centre.qingshi');
    const { etag } = await readCase(centre, id);
    const extra = { headers: { 'if-match': etag } };
    const first = await centre.post<CaseOut>(`/api/cases/${id}/actions/accept-matter`, WORDS, extra);
    expect(first.status).toBe(200);
    expect(first.headers.get('etag')).not.toBe(etag);
    expect((await centre.post(`/api/cases/${id}/actions/accept-matter`, WORDS, extra)).status).toBe(412);
  });
});

test('a list is paged by cursor: every item once, in order, while new ones come in', async () => {
  const clerk = await office.as('clerk.baiyun');
  const filed: string[] = [];
  for (let index = 0; index < 7; index++) {
    const data = petition({ matterVillage: 'baiyun-zhulin', matterSummary: `第${index}件事情` });
    filed.push((await office.file('baiyun', 'petition-registration', data)).number);
  }
  for (const sort of ['number', 'receivedOn', '-receivedOn', 'due']) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Listed = await clerk.ok(
        clerk.get<Listed>(`/api/cases?limit=3&sort=${sort}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
      );
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((number) => filed.includes(number)).sort()).toEqual(filed);
  }
});

test('pages come with a policy that runs no foreign and no inline script', async () => {
  for (const path of ['/', '/api/health/live', '/api/nowhere']) {
    const { headers } = await office.anyone.get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('the interface describes itself: OpenAPI 3.1, every answer with its schema', async () => {
  const { body } = await office.anyone.get<{
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>;
  }>('/api/openapi.json');
  expect(body.openapi).toMatch(/^3\.1/);
  expect(body.paths['/api/cases']?.post?.requestBody).toBeDefined();
  expect(JSON.stringify(body.paths['/api/cases']?.get?.responses['200'])).toContain('nextCursor');
  expect((await office.anyone.get('/api/docs')).status).toBe(200);
});

test('health tells a supervisor whether it lives and whether its database answers', async () => {
  expect((await office.anyone.get('/api/health/live')).status).toBe(200);
  expect((await office.anyone.get('/api/health/ready')).status).toBe(200);
});

test('every answer carries the id under which the log has it', async () => {
  const { headers } = await office.anyone.get('/api/health/live');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
