// A person's cases are found by what the person says; what belongs together is offered, linked and counted.
import type {
  AuditOut,
  CaseLinkOut,
  CaseOut,
  EarlierOut,
  FiledCase,
  PersonSearchOut,
  PreviewOut,
  TimelineEntry,
} from '../../backend/src/contract/index.ts';
import { PeopleBackfill } from '../../backend/src/features/cases/people/people-backfill.service.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const FORM = 'petition-registration';
const REASON = '来访人遗失回执';
let people = 0;
/** Somebody of whom nobody has heard before. */
function somebody(): { visitorFullName: string; visitorMobile: string; visitorIdNumber: string } {
  people++;
  return {
    visitorFullName: `赵某${people}`,
    visitorMobile: `139${String(people).padStart(8, '0')}`,
    visitorIdNumber: id(people),
  };
}
function id(serial: number): string {
  const digits = `11010119900307${String(serial).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}
const search = async (client: Client, who: object) =>
  client.ok(client.post<PersonSearchOut>('/api/cases/search', { ...who, reason: REASON }));
const numbers = ({ items }: PersonSearchOut) => items.map(({ number }) => number);
async function preview(client: Client, data: object, links?: object[]): Promise<PreviewOut> {
  const body = { township: 'qingshi', form: FORM, data, ...(links && { links }) };
  return client.ok(client.post<PreviewOut>('/api/cases/preview', body));
}
const found = ({ earlier }: EarlierOut, page: { id: string }) => earlier.find((one) => one.case.id === page.id);
const codes = (out: EarlierOut, page: { id: string }) => found(out, page)?.reasons.map(({ code }) => code);

describe('a person who lost the paper', () => {
  test('is found by name, telephone or identity number, however they are written, and by nothing less', async () => {
    const who = somebody();
    const page = await office.file('qingshi', FORM, petition(who));
    const clerk = await office.as('clerk.qingshi');
    const { visitorFullName: name, visitorMobile: phone, visitorIdNumber: idNumber } = who;
    expect(numbers(await search(clerk, { name: ` ${[...name].join(' ')} ` }))).toEqual([page.number]);
    expect(numbers(await search(clerk, { phone: `+86 ${phone.slice(0, 3)}-${phone.slice(3)}` }))).toEqual([
      page.number,
    ]);
    expect(numbers(await search(clerk, { idNumber: idNumber.toLowerCase() }))).toEqual([page.number]);
    expect(numbers(await search(clerk, { name, phone, idNumber }))).toEqual([page.number]);
    expect(numbers(await search(clerk, { name: name.slice(0, 2) }))).toEqual([]);
    expect(numbers(await search(clerk, { name, phone: somebody().visitorMobile }))).toEqual([]);
  });

  test('is found as one of several who brought a matter together, each by their own telephone', async () => {
    const [first, second, third] = [somebody(), somebody(), somebody()];
    const page = await office.file(
      'qingshi',
      FORM,
      petition({
        ...first,
        petitionMode: 'group-of-people',
        peopleCount: 5,
        groupRepresentatives: [second, third].map((one) => ({
          representativeName: one.visitorFullName,
          representativePhone: one.visitorMobile,
        })),
      }),
    );
    const clerk = await office.as('clerk.qingshi');
    const { visitorFullName: name, visitorMobile: phone } = third;
    expect(numbers(await search(clerk, { name, phone }))).toEqual([page.number]);
    expect(numbers(await search(clerk, { name, phone: second.visitorMobile }))).toEqual([]);
  });

  test('is found as either side of a dispute, whose earlier matters are offered while registering the next', async () => {
    const [first, second] = [somebody(), somebody()];
    const party = (who: ReturnType<typeof somebody>, partySide: string) => ({
      partyName: who.visitorFullName,
      partyPhone: who.visitorMobile,
      partyIdNumber: who.visitorIdNumber,
      partySide,
    });
    const dispute = {
      discoveryWay: 'round-of-visits',
      disputeParties: [party(first, 'first-side'), party(second, 'second-side')],
      matterSummary: '两家因排水沟相争',
      matterField: 'family-and-neighbour',
      matterFacts: '两家共用排水沟，雨季积水，各执一词。',
      matterVillage: 'qingshi-dongpo',
      dayReceived: '2026-03-02',
      powerNeeded: 'village-can-decide',
    };
    const page = await office.file('qingshi', 'dispute-register', dispute);
    const clerk = await office.as('clerk.qingshi');
    for (const who of [first, second]) {
      const { visitorFullName: name, visitorMobile: phone, visitorIdNumber: idNumber } = who;
      for (const sought of [{ name }, { phone }, { idNumber }, { name, phone, idNumber }]) {
        expect(numbers(await search(clerk, sought))).toEqual([page.number]);
      }
      expect(codes(await preview(clerk, petition(who)), page)).toContain('same-person');
    }
    const both = { ...dispute, disputeParties: [party(first, 'first-side'), party(second, 'first-side')] };
    const body = { township: 'qingshi', form: 'dispute-register', data: both };
    const refused = await clerk.post<{ errors: object[] }>('/api/cases', body, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ pointer: '/data/disputeParties', message: '“当事人”中还缺少“一方”为“乙方”的一项' }],
    ]);
    const alone = { ...dispute, disputeParties: [party(first, 'first-side'), party(first, 'second-side')] };
    const told = await clerk.post<{ errors: object[] }>(
      '/api/cases',
      { ...body, data: alone },
      { headers: { 'accept-language': 'zh-CN' } },
    );
    expect([told.status, told.body.errors]).toEqual([
      422,
      [
        {
          pointer: '/data/disputeParties/1/partyName',
          message: '“当事人”第1项和第2项是同一人：请更正，或删去一项。',
        },
      ],
    ]);
  });

  test('who writes a letter and has no telephone is registered by the address, and not without either', async () => {
    const { visitorMobile: _, ...who } = somebody();
    const { visitorMobile: __, visitorAddress: ___, ...bare } = petition({ ...who, arrivalChannel: 'by-letter' });
    const clerk = await office.as('clerk.qingshi');
    const refused = await clerk.post<{ errors: object[] }>(
      '/api/cases',
      { township: 'qingshi', form: FORM, data: bare },
      { headers: { 'accept-language': 'zh-CN' } },
    );
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ pointer: '/data/visitorMobile', message: '请填写“联系电话”或“住址”' }],
    ]);
    const page = await office.file('qingshi', FORM, { ...bare, visitorAddress: '示例路7号' });
    expect(numbers(await search(clerk, { name: who.visitorFullName }))).toEqual([page.number]);
  });

  test('is looked for with a reason, and each search stands in the trail and on the case, never what was typed', async () => {
    const who = somebody();
    const page = await office.file('qingshi', FORM, petition(who));
    const clerk = await office.as('clerk.qingshi');
    const without = await clerk.post<{ errors: { pointer: string }[] }>('/api/cases/search', { name: 'a', reason: '' });
    expect([without.status, without.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/reason']]);
    const blank = await clerk.post<{ errors: { pointer: string }[] }>('/api/cases/search', {
      name: '　',
      reason: REASON,
    });
    expect([blank.status, blank.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/name']]);
    await search(clerk, { idNumber: who.visitorIdNumber });
    const mayor = await office.as('mayor.qingshi');
    const trail = await mayor.ok(mayor.get<AuditOut>('/api/audit?action=case.search&limit=1'));
    expect(trail.items[0]?.after).toMatchObject({
      reason: REASON,
      found: [page.number],
      by: { idNumber: expect.stringMatching(/^[\da-f]{64}$/) },
    });
    expect(JSON.stringify(trail)).not.toContain(who.visitorIdNumber);
    const timeline = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${page.id}/timeline`));
    expect(timeline.items.at(-1)).toMatchObject({ kind: 'searched', details: [{ text: REASON }] });
  });

  test('shows nobody more than they may see: no other township, no case one is kept out of, no auditor', async () => {
    const who = somebody();
    const here = await office.file('qingshi', FORM, petition({ ...who, namedStaff: [await userId('labour.qingshi')] }));
    const there = await office.file('baiyun', FORM, petition({ ...who, matterVillage: 'baiyun-zhulin' }));
    const byName = { name: who.visitorFullName };
    expect(numbers(await search(await office.as('clerk.qingshi'), byName))).toEqual([here.number]);
    expect(numbers(await search(await office.as('clerk.baiyun'), byName))).toEqual([there.number]);
    expect(numbers(await search(await office.as('labour.qingshi'), byName))).toEqual([]);
    const auditor = await office.as('auditor');
    expect((await auditor.post('/api/cases/search', { ...byName, reason: REASON })).status).toBe(403);
  });

  test('is found in cases filed before people were kept, once the server has started', async () => {
    const who = somebody();
    const page = await office.file('qingshi', FORM, petition(who));
    const other = await office.file('qingshi', FORM, petition(somebody()));
    await office.sql('DELETE FROM case_person WHERE case_id = ANY ($1::uuid[])', [[page.id, other.id]]);
    await office.sql('UPDATE case_file SET people_kept = 0, matter = NULL WHERE id = ANY ($1::uuid[])', [
      [page.id, other.id],
    ]);
    const clerk = await office.as('clerk.qingshi');
    expect(numbers(await search(clerk, { name: who.visitorFullName }))).toEqual([]);
    await office.app.get(PeopleBackfill).onApplicationBootstrap();
    expect(numbers(await search(clerk, { name: who.visitorFullName }))).toEqual([page.number]);
    expect((await preview(clerk, petition(who))).repeatCount).toBe(1);
    expect(await office.app.get(PeopleBackfill).run()).toBe(0);
  });
});

async function userId(username: string): Promise<string> {
  const [row] = await office.sql<{ id: string }>('SELECT id FROM app_user WHERE username = $1', [username]);
  return row?.id ?? '';
}

describe('earlier matters, while registering', () => {
  test('of the same person are offered with the reason; only those on the same matter count as repetitions', async () => {
    const who = somebody();
    const wages = await office.file('qingshi', FORM, petition(who));
    const land = await office.file('qingshi', FORM, petition({ ...who, matterField: 'land-and-demolition' }));
    const clerk = await office.as('clerk.qingshi');
    const shown = await preview(clerk, petition(who));
    expect(shown.repeatCount).toBe(1);
    expect(found(shown, wages)).toMatchObject({ counted: true, case: { number: wages.number, title: wages.title } });
    expect(codes(shown, wages)).toEqual(expect.arrayContaining(['same-person', 'same-matter']));
    expect([codes(shown, land), found(shown, land)?.counted]).toEqual([['same-person'], false]);
    // The same kind of matter in another village is another matter, until somebody says that it is the same.
    const elsewhere = petition({ ...who, matterVillage: 'qingshi-liuxi' });
    const apart = await preview(clerk, elsewhere);
    expect([apart.repeatCount, codes(apart, wages)]).toEqual([0, ['same-person']]);
    expect((await preview(clerk, elsewhere, [{ case: wages.number, kind: 'same-matter' }])).repeatCount).toBe(1);
  });

  test('of a person who changed the telephone are known by the identity number; a shared telephone is told as a doubt', async () => {
    const who = somebody();
    const page = await office.file('qingshi', FORM, petition(who));
    const clerk = await office.as('clerk.qingshi');
    const moved = await preview(clerk, petition({ ...who, visitorMobile: somebody().visitorMobile }));
    expect(codes(moved, page)).toEqual(['same-person', 'same-matter']);
    const { visitorMobile } = who;
    const shared = await preview(clerk, petition({ ...somebody(), visitorMobile }));
    expect([codes(shared, page), shared.repeatCount]).toEqual([['same-phone', 'same-place-and-matter'], 0]);
  });

  test('without an identity number name and telephone together tell who it is; two numbers are two people', async () => {
    const { visitorIdNumber: _, ...who } = somebody();
    const { visitorIdNumber: __, ...data } = petition(who) as { visitorIdNumber: string };
    const page = await office.file('qingshi', FORM, data);
    const clerk = await office.as('clerk.qingshi');
    const known = await preview(clerk, petition({ ...who, visitorIdNumber: id(900) }));
    expect([codes(known, page)?.[0], known.repeatCount]).toEqual(['same-person', 1]);
    const namesake = await office.file('qingshi', FORM, petition({ ...who, visitorIdNumber: id(901) }));
    const other = await preview(clerk, petition({ ...who, visitorIdNumber: id(902) }));
    expect([codes(other, namesake)?.[0], found(other, namesake)?.counted]).toEqual(['same-phone', false]);
  });

  test('of the same place about the same are offered, without counting', async () => {
    const page = await office.file(
      'qingshi',
      FORM,
      petition({ ...somebody(), matterVillage: 'qingshi-xinju', matterField: 'housing-matters' }),
    );
    const clerk = await office.as('clerk.qingshi');
    const data = petition({ ...somebody(), matterVillage: 'qingshi-xinju', matterField: 'housing-matters' });
    const shown = await preview(clerk, data);
    expect([codes(shown, page), shown.repeatCount]).toEqual([['same-place-and-matter'], 0]);
    expect(codes(await preview(clerk, { ...data, matterField: 'labour-and-wages' }), page)).toBeUndefined();
  });

  test('that the filer may not see are counted and not shown; those that they are kept out of not even counted', async () => {
    const who = somebody();
    const here = await office.file('qingshi', FORM, petition(who));
    const liaison = await office.as('liaison.qingshi-dongpo');
    const data = petition({ ...who, matterVillage: 'qingshi-dongpo' });
    const there = await office.file('qingshi', FORM, petition({ ...who, matterVillage: 'qingshi-liuxi' }));
    const linker = await office.as('clerk.qingshi');
    await linker.ok(linker.post(`/api/cases/${here.id}/links`, { case: there.number, kind: 'same-matter' }));
    const shown = await preview(liaison, data, [{ case: here.number, kind: 'same-matter' }]);
    const own = shown.earlier.filter(({ counted }) => counted);
    expect([shown.repeatCount, own.length, shown.earlierHidden]).toEqual([2, 1, 1]);
    const kept = somebody();
    const clerk = await office.as('clerk.qingshi');
    const against = petition({ ...kept, namedStaff: [await userId('clerk.qingshi')] });
    await clerk.ok(clerk.post('/api/cases', { township: 'qingshi', form: FORM, data: against }));
    const silent = await preview(clerk, petition(kept));
    expect([
      silent.earlier.filter(({ reasons }) => reasons.some(({ code }) => code === 'same-person')),
      silent.earlierHidden,
    ]).toEqual([[], 0]);
  });
});

describe('cases that belong together', () => {
  const links = (client: Client, page: { id: string }) =>
    client.ok(client.get<{ items: CaseLinkOut[] }>(`/api/cases/${page.id}/links`));

  test('are linked while registering, and shown on both; a linked matter counts though it is called otherwise', async () => {
    const who = somebody();
    const first = await office.file('qingshi', FORM, petition({ ...who, matterField: 'land-and-demolition' }));
    const clerk = await office.as('clerk.qingshi');
    const wanted = [{ case: first.number, kind: 'same-matter' }];
    const shown = await preview(clerk, petition(who), wanted);
    expect([shown.repeatCount, codes(shown, first)]).toEqual([1, ['same-person', 'linked-same-matter']]);
    const body = { township: 'qingshi', form: FORM, data: petition(who), links: wanted };
    const second = await clerk.ok(clerk.post<FiledCase>('/api/cases', body));
    expect((await links(clerk, first)).items).toMatchObject([{ case: { id: second.id }, kind: 'same-matter' }]);
    expect((await links(clerk, second)).items).toMatchObject([
      { case: { id: first.id }, by: { displayName: expect.any(String) } },
    ]);
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const { items } = await clerk.ok(clerk.get<{ items: TimelineEntry[] }>(`/api/cases/${one.id}/timeline`));
      expect(items.find(({ kind }) => kind === 'linked')?.text).toContain(other.number);
    }
    // Over the linked one: the third is the same matter as the first.
    const third = await preview(clerk, petition({ ...who, matterField: 'housing-matters' }), [
      { case: second.id, kind: 'same-matter' },
    ]);
    expect(third.repeatCount).toBe(2);
  });

  test('and are no repetition where somebody said that they are only related', async () => {
    const who = somebody();
    const first = await office.file('qingshi', FORM, petition(who));
    const clerk = await office.as('clerk.qingshi');
    expect((await preview(clerk, petition(who))).repeatCount).toBe(1);
    expect((await preview(clerk, petition(who), [{ case: first.id, kind: 'related' }])).repeatCount).toBe(0);
  });

  test('are linked and taken apart on the page of a case, by who works on it, in sight of who sees both', async () => {
    const [one, other] = [
      await office.file('qingshi', FORM, petition(somebody())),
      await office.file('qingshi', FORM, petition({ ...somebody(), matterVillage: 'qingshi-liuxi' })),
    ];
    const clerk = await office.as('clerk.qingshi');
    const linked = await clerk.ok(
      clerk.post<{ items: CaseLinkOut[] }>(`/api/cases/${one.id}/links`, { case: other.number, kind: 'related' }),
    );
    expect(linked.items).toHaveLength(1);
    const liaison = await office.as('liaison.qingshi-dongpo');
    expect((await links(liaison, one)).items).toEqual([]);
    const history = async (client: Client) =>
      (await client.ok(client.get<{ items: TimelineEntry[] }>(`/api/cases/${one.id}/timeline`))).items;
    expect((await history(clerk)).at(-1)).toMatchObject({
      kind: 'linked',
      text: expect.stringContaining(other.number),
    });
    // Who may not see the other case finds no hint of it.
    expect((await history(liaison)).map(({ kind }) => kind)).not.toContain('linked');
    expect(JSON.stringify(await history(liaison))).not.toContain(other.number);
    const auditor = await office.as('auditor');
    expect((await auditor.post(`/api/cases/${one.id}/links`, { case: other.number, kind: 'related' })).status).toBe(
      403,
    );
    const apart = await clerk.ok(clerk.delete<{ items: CaseLinkOut[] }>(`/api/cases/${one.id}/links/${other.id}`));
    expect(apart.items).toEqual([]);
    expect((await clerk.delete(`/api/cases/${one.id}/links/${other.id}`)).status).toBe(404);
  });

  test('must exist and be visible: anything else is told at its place', async () => {
    const page = await office.file('qingshi', FORM, petition(somebody()));
    const far = await office.file('baiyun', FORM, petition({ ...somebody(), matterVillage: 'baiyun-zhulin' }));
    const clerk = await office.as('clerk.qingshi');
    type Refused = { errors: { pointer: string }[] };
    for (const target of ['QINGSHI-2026-999999', far.number]) {
      const body = {
        township: 'qingshi',
        form: FORM,
        data: petition(),
        links: [
          { case: page.id, kind: 'related' },
          { case: target, kind: 'related' },
        ],
      };
      const reply = await clerk.post<Refused>('/api/cases', body);
      expect([reply.status, reply.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/links/1/case']]);
    }
    const itself = await clerk.post<Refused>(`/api/cases/${page.id}/links`, { case: page.number, kind: 'related' });
    expect([itself.status, itself.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/case']]);
  });

  test('are offered on the page of a case, too', async () => {
    const who = somebody();
    const first = await office.file('qingshi', FORM, petition(who));
    const second = await office.file('qingshi', FORM, petition(who));
    const clerk = await office.as('clerk.qingshi');
    const offered = await clerk.ok(clerk.get<EarlierOut>(`/api/cases/${second.id}/earlier`));
    expect(codes(offered, first)).toEqual(expect.arrayContaining(['same-person', 'same-matter']));
  });
});

describe('several people on one matter are one case', () => {
  const rep = () => {
    const { visitorFullName, visitorMobile } = somebody();
    return { representativeName: visitorFullName, representativePhone: visitorMobile };
  };
  test('the number of people is never smaller than the people named', async () => {
    const data = petition({
      ...somebody(),
      petitionMode: 'group-of-people',
      peopleCount: 4,
      groupRepresentatives: [1, 2, 3, 4].map(rep),
    });
    const clerk = await office.as('clerk.qingshi');
    const reply = await clerk.post<{ errors: { pointer: string; message: string }[] }>('/api/cases', {
      township: 'qingshi',
      form: FORM,
      data,
    });
    expect([reply.status, reply.body.errors]).toEqual([
      422,
      [{ pointer: '/data/peopleCount', message: expect.stringContaining('5') }],
    ]);
    const page: CaseOut = await office.file('qingshi', FORM, { ...data, peopleCount: 5 });
    expect(page.headcount).toBe(5);
  });
});
