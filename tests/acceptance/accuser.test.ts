// Who accuses is found out by nobody who may not know it: not by guessing a person and looking whether there is a case, not by
// what else the person brings, not by the place, not by what was written to them (Regulations on Petition Work, 30 ¶3 and 46(5)).

import type {
  AuditOut,
  CaseLinkOut,
  CaseOut,
  EarlierOut,
  PersonSearchOut,
  PreviewOut,
  Problem,
  ReceiptOut,
  StatisticsOut,
  TimelineEntry,
  UserOut,
} from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { act, petition } from '../support/petitions.ts';

const FORM = 'accusation-registration';
const PETITION = 'petition-registration';
const VILLAGE = 'qingshi-dongpo';
const WHO = { visitorFullName: '欧阳守义', visitorMobile: '13900004321' };
const REASON = '来人查询进展';
const ZH = { headers: { 'accept-language': 'zh-CN' } };

let office: Office;
let knowing: string[];
let others: string[];
/** The accusation, and what else the same person brought. */
let accused: CaseOut;
let petitioned: CaseOut;

const accusation = (over: object = {}) => ({
  ...{ accuserNaming: 'real-name-report', ...WHO, arrivalChannel: 'by-letter', matterSummary: '检举控告事项' },
  ...{ accusedNames: '冯文', accusedPosition: 'township-staff', accusedDepartment: 'no-department-here' },
  accusationFacts: '救助款发放时要求困难户请客送礼，有转账记录。',
  ...{ matterVillage: VILLAGE, dayReceived: '2026-03-02', ...over },
});
const file = (over: object = {}, more: object = {}) =>
  office.file('qingshi', FORM, accusation(over), { nobodyMeant: true, ...more });

beforeAll(async () => {
  office = await openOffice();
  const admin = await office.as('admin');
  const { id: scopeId } = await office.township('qingshi');
  const password = 'a password of the test';
  for (const [username, role] of [
    ['other.clerk', 'clerk'],
    ['other.handler', 'handler'],
  ] as const) {
    const person = { displayName: '另一人', password, scopeId, department: 'housing-construction-office' };
    await admin.ok(admin.post('/api/users', { username, ...person, roles: [{ role, scopeId }] }));
    office.passwords[username] = password;
  }
  accused = await file();
  petitioned = await office.file('qingshi', PETITION, petition({ ...WHO, visitorIdNumber: undefined }));
  const { items } = await admin.ok(admin.get<{ items: UserOut[] }>('/api/users?q=lead.qingshi'));
  const isLead = items.some(({ id }) => id === accused.caseLead?.id);
  const [lead, unnamed] = isLead ? ['lead.qingshi', 'lead2.qingshi'] : ['lead2.qingshi', 'lead.qingshi'];
  knowing = [
    'clerk.qingshi',
    'discipline.qingshi',
    'centre.qingshi',
    'mayor.qingshi',
    ...(accused.caseLead ? [lead] : []),
  ];
  others = ['other.clerk', 'other.handler', 'land.qingshi', unnamed, 'review.district', 'reception.district'];
}, 240_000);
afterAll(() => office.close());

const hints = (body: unknown, page: CaseOut = accused) => {
  const text = JSON.stringify(body);
  return [page.id, page.number].filter((word) => text.includes(word));
};
const search = async (client: Client, who: object) =>
  client.ok(client.post<PersonSearchOut>('/api/cases/search', { ...who, reason: REASON }));
const historyOf = async (client: Client, { id }: CaseOut) =>
  (await client.ok(client.get<{ items: TimelineEntry[] }>(`/api/cases/${id}/timeline`, ZH))).items;

describe('a person who is guessed', () => {
  const guesses = [
    { name: WHO.visitorFullName },
    { phone: WHO.visitorMobile },
    { name: WHO.visitorFullName, phone: WHO.visitorMobile },
  ];

  test('is searched for: an accusation is found by those alone who may know who brings it, and counted for nobody else', async () => {
    for (const username of others) {
      const client = await office.as(username);
      for (const guess of guesses) {
        const out = await search(client, guess);
        expect([username, hints(out), out.total]).toEqual([username, [], out.items.length]);
      }
    }
    expect(
      (await historyOf(await office.as('centre.qingshi'), accused)).filter(({ kind }) => kind === 'searched'),
    ).toEqual([]);
    for (const username of knowing)
      for (const guess of guesses) {
        const out = await search(await office.as(username), guess);
        expect([username, hints(out).length, hints(out, petitioned).length]).toEqual([username, 2, 2]);
      }
    expect(
      (await (await office.as('auditor')).post('/api/cases/search', { ...guesses[0], reason: REASON })).status,
    ).toBe(403);
  });

  test('leaves no trace by which two cases are known to be of one person: on the case, and in the trail', async () => {
    await search(await office.as('centre.qingshi'), guesses[0] ?? {});
    const searched = (entries: TimelineEntry[]) => entries.filter(({ kind }) => kind === 'searched').length;
    expect(searched(await historyOf(await office.as('centre.qingshi'), accused))).toBeGreaterThan(0);
    for (const username of [...others, 'auditor'])
      expect([username, searched(await historyOf(await office.as(username), accused))]).toEqual([username, 0]);
    const auditor = await office.as('auditor');
    const { items } = await auditor.ok(auditor.get<AuditOut>('/api/audit?action=case.search&limit=200'));
    expect(items.length).toBeGreaterThan(0);
    expect([hints(items), hints(items, petitioned)]).toEqual([[], [petitioned.number]]);
    expect(items.every(({ after }) => (after as { total: number }).total <= 1)).toBe(true);
  });

  test('is typed into a new registration: no earlier matter, count, link or number of hidden ones says that they accused', async () => {
    const preview = async (username: string, form: string, data: object, more: object = {}) => {
      const client = await office.as(username);
      return client.post<PreviewOut & Problem>('/api/cases/preview', { township: 'qingshi', form, data, ...more }, ZH);
    };
    const guess = petition({ ...WHO, visitorIdNumber: undefined });
    const nobody = petition({ visitorFullName: '无此一人', visitorMobile: '13900007777', visitorIdNumber: undefined });
    for (const [form, data] of [
      [PETITION, guess],
      [FORM, accusation()],
    ] as const) {
      const { body } = await preview('other.clerk', form, data);
      expect([form, hints(body.earlier), body.earlierHidden]).toEqual([form, [], 0]);
      expect([form, hints((await preview('clerk.qingshi', form, data)).body.earlier).length]).toEqual([form, 2]);
    }
    // Somebody of the village, who does not see the accusation at all, is told of none that is hidden either.
    const { body } = await preview(`liaison.${VILLAGE}`, PETITION, guess);
    expect([hints(body.earlier), body.earlierHidden]).toEqual([[], 0]);
    // To say that it is the same matter would have it counted, of the right person only.
    const links = [{ case: accused.number, kind: 'same-matter' }];
    for (const data of [guess, nobody]) {
      const refused = await preview('other.clerk', PETITION, data, { links });
      expect([refused.status, refused.body.errors]).toEqual([
        422,
        [{ pointer: '/links/0/case', message: expect.stringContaining('您无权查看') }],
      ]);
    }
  });

  test('repeats nothing by an accusation, and nothing repeats one: what rules count everybody reads', async () => {
    const clerk = await office.as('clerk.qingshi');
    const links = [{ case: accused.number, kind: 'same-matter' }];
    const counted = async (form: string, data: object) =>
      (
        await clerk.ok(clerk.post<PreviewOut>('/api/cases/preview', { township: 'qingshi', form, data, links }))
      ).earlier.filter((one) => one.counted).length;
    const other = petition({ ...WHO, visitorIdNumber: undefined, matterField: 'rural-affairs' });
    expect([await counted(PETITION, other), await counted(FORM, accusation())]).toEqual([0, 0]);
    const again = await file({}, { links });
    expect(again.marks.map(({ key }) => key)).not.toContain('repeat-mark');
    for (const username of ['other.clerk', 'auditor']) {
      const client = await office.as(username);
      const linked = await client.ok(client.get<{ items: CaseLinkOut[] }>(`/api/cases/${again.id}/links`));
      const kinds = (await historyOf(client, again)).map(({ kind }) => kind);
      expect([username, linked.items, kinds.includes('linked')]).toEqual([username, [], false]);
    }
    const linked = await clerk.ok(clerk.get<{ items: CaseLinkOut[] }>(`/api/cases/${again.id}/links`));
    expect(linked.items.map((one) => one.case.number)).toEqual([accused.number]);
  });
});

test('what else the accuser brought leads to the accusation, and the accusation to it, for those who may know', async () => {
  const earlier = async (username: string, { id }: CaseOut) => {
    const client = await office.as(username);
    return client.ok(client.get<EarlierOut>(`/api/cases/${id}/earlier`));
  };
  for (const username of [...others, 'auditor']) {
    expect([username, await earlier(username, accused)]).toEqual([username, { earlier: [], earlierHidden: 0 }]);
    const out = await earlier(username, petitioned);
    expect([username, hints(out), out.earlierHidden]).toEqual([username, [], 0]);
  }
  for (const username of knowing) {
    expect([username, hints(await earlier(username, accused), petitioned).length]).toEqual([username, 2]);
    expect([username, hints(await earlier(username, petitioned)).length]).toEqual([username, 2]);
  }
});

test('the village of an accusation is no filter and no row of statistics, for nobody', async () => {
  for (const username of [...knowing, ...others, 'auditor']) {
    const client = await office.as(username);
    const ledger = async (query: string) => client.ok(client.get<object>(`/api/cases?limit=100&${query}`));
    expect([username, hints(await ledger(`place=${VILLAGE}`))]).toEqual([username, []]);
    expect([username, hints(await ledger(`place=${VILLAGE}&category=accusation-matter`))]).toEqual([username, []]);
    expect([username, hints(await ledger('noPlace=true')).length]).toEqual([username, 2]);
    expect([username, hints(await ledger('noPlace=false'))]).toEqual([username, []]);
    expect([username, hints(await ledger('place=qingshi')).length]).toEqual([username, 2]);
  }
  for (const username of ['mayor.qingshi', 'other.handler', 'auditor']) {
    const client = await office.as(username);
    const { byPlace } = await client.ok(client.get<StatisticsOut>('/api/statistics'));
    const counts = [];
    for (const { query, count, term } of byPlace) {
      const found = await client.ok(
        client.get<{ total: number }>(`/api/cases?${new URLSearchParams({ ...query, limit: '1' })}`),
      );
      expect([username, term.key, found.total]).toEqual([username, term.key, count]);
      counts.push([term.key, count]);
    }
    expect(Object.fromEntries(counts)).toMatchObject({ [VILLAGE]: 1, '': expect.any(Number) });
  }
});

test('what was written to the accuser, and what it came to, stands on the receipt of who may know; others read that there is something', async () => {
  const WORDS = '已转送区纪委监委并当面说明';
  const page = await file();
  const worker = await office.as('discipline.qingshi');
  await worker.ok(act(worker, page.id, 'transfer-accusation', { reasons: WORDS }));
  const receipt = async (username: string) => {
    const client = await office.as(username);
    return client.ok(client.get<ReceiptOut>(`/api/cases/${page.id}/receipt`, ZH));
  };
  const known = await receipt('clerk.qingshi');
  expect(JSON.stringify(known.told)).toContain(WORDS);
  // Each of the leaders may be the one named on this one.
  for (const username of [...others.filter((one) => !one.startsWith('lead')), 'auditor']) {
    const told = await receipt(username);
    const words = [WORDS, known.outcome ?? '', ...known.told.map(({ text }) => text)];
    expect([username, words.filter((word) => JSON.stringify(told).includes(word))]).toEqual([username, []]);
    expect(told.told.map(({ on, text }) => [on, text])).toEqual(known.told.map(({ on }) => [on, '不予显示']));
    expect([told.outcome, told.rights, told.status]).toEqual(['不予显示', null, known.status]);
  }
});

describe('a text that everybody reads', () => {
  const clerk = () => office.as('clerk.qingshi');
  const post = async (over: object, path = '') => {
    const body = { township: 'qingshi', form: FORM, data: accusation(over), nobodyMeant: true };
    return (await clerk()).post<Problem>(`/api/cases${path}`, body, ZH);
  };
  const TITLE = '/data/matterSummary';

  test.each([
    ['孙举报反映冯文索要好处费', {}, '被检举控告的人员或单位'],
    ['反映冯 文', { accusedNames: '会计李四、冯文' }, '被检举控告的人员或单位'],
    ['反映李四报销', { accusedNames: '村会计李四' }, '被检举控告的人员或单位'],
    ['欧阳守义反映作风问题', {}, '姓名'],
    ['13900004321来电反映', {}, '联系电话'],
    ['反映民政办发放救助', { accusedDepartment: 'civil-affairs-office' }, '被检举控告人所在部门'],
    ['反映镇街工作人员', {}, '被检举控告对象'],
    // Another word that holds the name: a title is reworded, what everybody has read is not taken back.
    ['三王五帝庙修缮款', { accusedNames: '王五' }, '被检举控告的人员或单位'],
  ])('“%s” is refused at its place, with where the name stands, and without it', async (matterSummary, over, by) => {
    const { status, body } = await post({ matterSummary, ...over });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([422, [TITLE]]);
    const [{ message } = { message: '' }] = body.errors ?? [];
    expect(message).toContain(`“事项名称”人人可见，其中有“${by}”中的姓名`);
    expect(['冯', '李四', '欧阳', '4321', '王五'].filter((word) => message.includes(word))).toEqual([]);
    // The form says it before anything is filed.
    const preview = await post({ matterSummary, ...over }, '/preview');
    expect(JSON.stringify(preview.body)).toContain('/matterSummary');
  });

  test('a member of staff who was chosen, or whom the text names with their office, has no place in it either', async () => {
    const admin = await office.as('admin');
    const { items } = await admin.ok(admin.get<{ items: UserOut[] }>('/api/users?q=mayor.qingshi'));
    const { id, displayName = '' } = items.find(({ username }) => username === 'mayor.qingshi') ?? {};
    for (const over of [{ accusedStaff: [id], accusedNames: '镇领导' }, { accusedNames: `镇长${displayName}` }]) {
      const { status, body } = await post({ matterSummary: `反映${displayName}的作风`, ...over });
      expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([422, [TITLE]]);
    }
  });

  test('is refused where a correction would say it, or adds the name to a title that had it', async () => {
    const page = await file({ matterSummary: '反映吕布收礼' });
    const centre = await office.as('centre.qingshi');
    const correct = async (over: object) => {
      const { headers } = await centre.get(`/api/cases/${page.id}`);
      const body = { data: { ...page.data, ...over }, reason: '来信补充', nobodyMeant: true };
      const etag = { 'if-match': headers.get('etag') ?? '', 'accept-language': 'zh-CN' };
      return centre.post<Problem>(`/api/cases/${page.id}/corrections`, body, { headers: etag });
    };
    for (const over of [{ matterSummary: '反映冯文收礼' }, { accusedNames: '会计吕布' }]) {
      const { status, body } = await correct(over);
      expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([422, [TITLE]]);
    }
    expect((await correct({ accusedNames: '会计吕布', matterSummary: '检举控告事项' })).status).toBe(200);
  });

  test('of another form has its own words', async () => {
    const data = petition({ ...WHO, visitorIdNumber: undefined, matterSummary: '欧阳守义反映工资' });
    expect((await office.file('qingshi', PETITION, data)).title).toBe('欧阳守义反映工资');
  });
});

test('whoever looks, searches or keeps out says why: a letter, a number or one sign again and again is no reason', async () => {
  const centre = await office.as('centre.qingshi');
  const asked: [path: string, body: object][] = [
    ['/api/cases/search', { name: WHO.visitorFullName }],
    [`/api/cases/${accused.id}/unmask`, {}],
    [`/api/cases/${accused.id}/recusals`, { department: 'agriculture-office' }],
    [`/api/users/${accused.handler?.id}/hand-over`, {}],
  ];
  for (const [path, body] of asked)
    for (const reason of ['x', '1', '20260302', 'xxx', '啊啊啊', '无']) {
      const refused = await centre.post<Problem>(path, { ...body, reason }, ZH);
      expect([path, reason, refused.status, refused.body.errors?.map(({ pointer }) => pointer)]).toEqual([
        ...[path, reason, 422],
        ['/reason'],
      ]);
      expect(JSON.stringify(refused.body.errors)).toContain('请写明理由，至少几个字');
    }
});
