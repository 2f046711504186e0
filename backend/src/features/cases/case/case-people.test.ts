import type { Role } from '@caseway/rule-sets';
import { CasePeople } from './case-people.service.ts';
import { NOBODY } from './kept-out.ts';

interface Someone {
  id: string;
  role: Role;
  department?: string;
  distance?: number;
  /** False: they have their place inside, and see nothing of what lies above them. */
  sees?: boolean;
  busy?: number;
}

const nobodyElse = async (): Promise<never> => {
  throw new Error('Nobody is asked for by id here.');
};

/** The directory and the workloads of an office, as the stores answer them. */
function office(people: readonly Someone[]): CasePeople {
  const users = {
    findByRole: async ({ role, department }: { role: Role; department?: string | undefined }) =>
      people
        .filter((person) => person.role === role && (department === undefined || person.department === department))
        .map(({ id, distance = 0, sees = true }) => ({ id, displayName: id, distance, sees })),
    byId: nobodyElse,
    find: nobodyElse,
  };
  const store = {
    openCounts: async (ids: readonly string[]) =>
      new Map(people.filter(({ id }) => ids.includes(id)).map(({ id, busy = 0 }) => [id, busy])),
    keptOut: async () => NOBODY,
  };
  return new CasePeople(users, store);
}

const HANDLER = { role: 'handler', scopePath: '/d/t/', department: 'land', not: [] } as const;

test('of the department, the one with the fewest open cases', async () => {
  const people = office([
    { id: 'a', role: 'handler', department: 'land', busy: 3 },
    { id: 'b', role: 'handler', department: 'land', busy: 1 },
    { id: 'c', role: 'handler', department: 'water', busy: 0 },
  ]);
  expect(await people.choose(HANDLER)).toBe('b');
});

test('who is nearest goes before who has less to do', async () => {
  const people = office([
    { id: 'near', role: 'handler', department: 'land', busy: 9 },
    { id: 'far', role: 'handler', department: 'land', distance: 1 },
  ]);
  expect(await people.choose(HANDLER)).toBe('near');
});

test('who had it before goes behind all others as near, and before who is farther', async () => {
  const had: Someone = { id: 'had', role: 'handler', department: 'land' };
  const busy: Someone = { id: 'busy', role: 'handler', department: 'land', busy: 9 };
  const far: Someone = { id: 'far', role: 'handler', department: 'land', distance: 1 };
  const anew = { ...HANDLER, ratherNot: 'had' };
  expect(await office([had, busy, far]).ofDepartment(anew)).toBe('busy');
  expect(await office([had, far]).ofDepartment(anew)).toBe('had');
});

test('without anybody in the department, somebody of the role; without them, a stand-in in order', async () => {
  const other: Someone = { id: 'other', role: 'handler', department: 'water' };
  const centre: Someone = { id: 'centre', role: 'centre' };
  const head: Someone = { id: 'head', role: 'township-lead' };
  expect(await office([head, centre, other]).choose(HANDLER)).toBe('other');
  expect(await office([head, centre]).choose(HANDLER)).toBe('centre');
  expect(await office([head]).choose(HANDLER)).toBe('head');
  expect(await office([head, centre]).choose({ ...HANDLER, role: 'case-lead' })).toBe('head');
  expect(await office([]).choose(HANDLER)).toBeNull();
});

test('never who is recused, nor who would see nothing of the case', async () => {
  const people = office([
    { id: 'recused', role: 'handler', department: 'land' },
    { id: 'busy', role: 'handler', department: 'land', busy: 30 },
  ]);
  expect(await people.choose({ ...HANDLER, not: ['recused'] })).toBe('busy');
  const inside: Someone = { id: 'inside', role: 'handler', department: 'land', distance: 11, sees: false };
  expect(await office([inside, { id: 'centre', role: 'centre' }]).choose(HANDLER)).toBe('centre');
});

test("in a department's name nobody of another one, and nobody who stands in", async () => {
  const other: Someone = { id: 'other', role: 'handler', department: 'water' };
  const people = office([other, { id: 'centre', role: 'centre' }]);
  expect(await people.ofDepartment(HANDLER)).toBeNull();
  expect(await people.ofDepartment({ ...HANDLER, department: 'water' })).toBe('other');
});

test('who finds somebody: the nearest centre, else who leads the case', async () => {
  const row = { scopePath: '/d/t/', caseLeadId: 'lead' };
  const near: Someone = { id: 'near', role: 'centre' };
  const district: Someone = { id: 'district', role: 'centre', distance: 1 };
  expect(await office([near, district]).coordinators(row, [])).toEqual(['near']);
  expect(await office([near, district]).coordinators(row, ['near'])).toEqual(['district']);
  expect(await office([]).coordinators(row, [])).toEqual(['lead']);
  expect(await office([]).coordinators({ ...row, caseLeadId: null }, [])).toEqual([]);
});
