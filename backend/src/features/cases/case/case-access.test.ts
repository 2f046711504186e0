import type { Role } from '@caseway/rule-sets';
import type { Principal } from '../../../database/principal.ts';
import {
  mayAssign,
  mayCorrect,
  mayLeadJointWork,
  mayReclassify,
  mayStepAside,
  mayUnmask,
  mayWork,
  rolesOn,
} from './case-access.ts';

const TOWN = '/district/town/';
const CASE = {
  scopePath: `${TOWN}village/`,
  handlerId: 'handler',
  caseLeadId: 'lead',
  department: 'land',
  jointDepartments: ['water'],
  createdBy: 'registrar',
};
/** A matter that speaks against nobody, at a step that names a department or none. */
const at = (departmentOfStep: string | null = null, accuses = false) => ({ departmentOfStep, accuses });

function somebody(userId: string, roles: readonly Role[], department: string | null = null, at = TOWN): Principal {
  const grants = roles.map((role) => ({ role, scopeId: at, scopePath: at }));
  return { userId, displayName: userId, scopePath: at, grants, department };
}

describe('a handler', () => {
  test('acts for the department that leads the case, and for no other', () => {
    expect(rolesOn(somebody('a', ['handler'], 'land'), CASE)).toEqual(['handler']);
    expect(rolesOn(somebody('b', ['handler'], 'water'), CASE)).toEqual([]);
    expect(rolesOn(somebody('c', ['handler'], 'school'), CASE)).toEqual([]);
  });

  test('acts at a step that names their department, and at no other', () => {
    expect(rolesOn(somebody('c', ['handler'], 'school'), CASE, 'school')).toEqual(['handler']);
    expect(rolesOn(somebody('b', ['handler'], 'water'), CASE, 'school')).toEqual([]);
    expect(rolesOn(somebody('a', ['handler'], 'land'), CASE, 'school')).toEqual(['handler']);
  });

  test('of the department of a step sees and adds what it needs as long as the step is theirs, and leads nothing', () => {
    const theirs = somebody('c', ['handler'], 'school');
    expect([mayWork(theirs, CASE, at('school')), mayUnmask(theirs, CASE, at('school'))]).toEqual([true, true]);
    expect([mayWork(theirs, CASE, at('mines')), mayUnmask(theirs, CASE, at())]).toEqual([false, false]);
    expect([mayReclassify(theirs, CASE), mayLeadJointWork(theirs, CASE)]).toEqual([false, false]);
    expect(mayUnmask(somebody('c', ['auditor'], 'school'), CASE, at('school'))).toBe(false);
  });

  test('of a joint department works on the case, and does not decide, correct or lead it', () => {
    const joint = somebody('b', ['handler'], 'water');
    expect([mayWork(joint, CASE, at()), mayUnmask(joint, CASE, at())]).toEqual([true, true]);
    expect([mayReclassify(joint, CASE), mayCorrect(joint, CASE, at())]).toEqual([false, false]);
    expect(mayLeadJointWork(joint, CASE)).toBe(false);
    // Named, they act as such, as every stand-in.
    expect(rolesOn(somebody('handler', ['handler'], 'water'), CASE)).toEqual(['handler']);
    const others = [somebody('c', ['handler'], 'school'), somebody('b', ['auditor'], 'water')];
    const away = somebody('b', ['handler'], 'water', '/district/other/');
    expect([...others, away].map((principal) => mayWork(principal, CASE, at('mines')))).toEqual([false, false, false]);
  });

  test('of another department acts where they are the one named', () => {
    expect(rolesOn(somebody('handler', ['handler'], 'school'), CASE)).toEqual(['handler']);
  });

  test('without a department acts on nothing but what names them, and nobody acts for a department on a case of none', () => {
    const none = somebody('c', ['handler']);
    const unrouted = { ...CASE, department: null };
    for (const row of [CASE, unrouted]) {
      expect([rolesOn(none, row), mayUnmask(none, row, at()), mayWork(none, row, at())]).toEqual([[], false, false]);
      expect(rolesOn(somebody('handler', ['handler']), row)).toEqual(['handler']);
    }
    expect(rolesOn(somebody('c', ['handler'], 'school'), unrouted)).toEqual([]);
    expect(rolesOn(somebody('c', ['handler'], 'school'), unrouted, 'school')).toEqual(['handler']);
    expect(mayCorrect(none, CASE, at())).toBe(false);
  });

  test('of another township acts on nothing', () => {
    expect(rolesOn(somebody('d', ['handler'], 'land', '/district/other/'), CASE)).toEqual([]);
  });
});

describe('the case lead', () => {
  test('is the one named, and no other who leads cases', () => {
    expect(rolesOn(somebody('lead', ['case-lead']), CASE)).toEqual(['case-lead']);
    expect(rolesOn(somebody('other', ['case-lead']), CASE)).toEqual([]);
    expect(rolesOn(somebody('other', ['case-lead']), { ...CASE, caseLeadId: null })).toEqual(['case-lead']);
  });

  test('acts as such also where they hold another role', () => {
    expect(rolesOn(somebody('lead', ['township-lead']), CASE)).toEqual(['case-lead', 'township-lead']);
  });
});

const ALL: readonly Role[] = [
  'platform-admin',
  'policy-admin',
  'approver',
  'clerk',
  'township-lead',
  'centre',
  'auditor',
];
const may = (rule: typeof mayWork) => ALL.filter((role) => rule(somebody('x', [role]), CASE, at()));

test.each([
  ['sees personal data', mayUnmask, ['clerk', 'township-lead', 'centre']],
  ['adds papers', mayWork, ['clerk', 'township-lead', 'centre']],
  ['puts a case into other hands', mayAssign, ['township-lead', 'centre']],
  ['corrects the kind', mayReclassify, ['township-lead', 'centre']],
  ['steps aside from a case', mayStepAside, ['clerk', 'township-lead', 'centre']],
] as const)('who %s by role alone', (_, rule, roles) => {
  expect(may(rule)).toEqual(roles);
});

test('who waits for other departments is of the lead department, or named on the case', () => {
  expect(mayLeadJointWork(somebody('a', ['handler'], 'land'), CASE)).toBe(true);
  expect(mayLeadJointWork(somebody('lead', ['case-lead']), CASE)).toBe(true);
  expect(mayLeadJointWork(somebody('b', ['handler'], 'water'), CASE)).toBe(false);
  for (const department of [null, 'land', 'water']) {
    const others = somebody('c', ALL, department);
    expect(mayLeadJointWork(others, CASE)).toBe(false);
    expect(mayLeadJointWork({ ...others, userId: null }, { ...CASE, handlerId: null, caseLeadId: null })).toBe(false);
  }
  expect(mayLeadJointWork(somebody('x', ['case-lead'], 'land'), { ...CASE, caseLeadId: null })).toBe(false);
});

test('who handles or leads cases may step aside from one of their place, and from no other', () => {
  const away = { scopePath: '/district/other/' };
  for (const role of ['handler', 'case-lead'] as const) {
    const who = somebody('x', [role]);
    expect([mayStepAside(who, CASE), mayStepAside(who, away)]).toEqual([true, false]);
  }
});

describe('whom a matter speaks against', () => {
  const accusing = at(null, true);
  const knows = (who: Principal, row: Parameters<typeof mayCorrect>[1] = CASE, ground = accusing) => [
    mayUnmask(who, row, ground),
    mayCorrect(who, row, ground) && !mayUnmask(who, row, ground),
  ];
  // The second says that nobody corrects what they may not see.
  test.each([
    ['who registered it', somebody('registrar', ['clerk']), true],
    [
      'who registered it and is of the place no longer',
      somebody('registrar', ['clerk'], null, '/district/other/'),
      false,
    ],
    ['another clerk of the township', somebody('x', ['clerk']), false],
    ['a clerk of the district', somebody('x', ['clerk'], null, '/district/'), false],
    ['the handler named', somebody('handler', ['handler'], 'school'), true],
    ['the lead named', somebody('lead', ['case-lead']), true],
    ['another lead', somebody('x', ['case-lead']), false],
    ['the department that leads it', somebody('x', ['handler'], 'land'), true],
    ['a department that joins in', somebody('x', ['handler'], 'water'), false],
    ['another department', somebody('x', ['handler'], 'school'), false],
    ['the centre', somebody('x', ['centre']), true],
    ['the leader of the township', somebody('x', ['township-lead']), true],
    ['an auditor', somebody('x', ['auditor']), false],
    ['the centre of another township', somebody('x', ['centre'], null, '/district/other/'), false],
  ])('is known to %s, or is not', (_, who, known) => {
    expect(knows(who)).toEqual([known, false]);
  });

  test('is known to the department of the step as long as it is theirs, and to no lead where none is named', () => {
    const school = somebody('x', ['handler'], 'school');
    expect(knows(school, CASE, at('school', true))).toEqual([true, false]);
    expect(knows(somebody('x', ['case-lead']), { ...CASE, caseLeadId: null })).toEqual([false, false]);
  });
});
