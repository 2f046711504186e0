import { applyAction, type ClockState, type HandlingPath, type PathClock, type PathState } from '@caseway/rule-sets';
import { caseOfOutcome } from './case-of-outcome.ts';
import type { Reviewed } from './case-review.ts';
import type { CaseRow } from './case-row.ts';
import { NOTHING_SAID, type SaidSince } from './case-standing.ts';

const both = (words: string) => ({ 'zh-CN': words, en: words });
const RECEIVED = '2026-03-02T01:00:00.000Z';
const AT = new Date('2026-03-20T02:00:00Z');

const clock = (key: string): PathClock => ({
  ...{ key, title: both(key), startsOn: [], stopsOn: [], rollOver: 'none', levels: [] },
  duration: { value: 15, unit: 'calendar-day' },
});
const work = { kind: 'work' as const, assignee: { role: 'handler' as const } };
const act = (key: string, to: string, outcome?: string) => ({
  ...{ key, title: both(key), by: ['handler' as const], to },
  ...(outcome !== undefined && { outcome }),
});
const PATH: HandlingPath = {
  ...{ key: 'path', title: both('path'), description: both('path'), source: both('test') },
  clocks: ['moved', 'hours', 'other', 'dropped'].map(clock),
  outcomes: [{ key: 'explained', title: both('explained'), effect: 'explained' }],
  steps: [
    {
      ...{ key: 'decide', title: both('decide'), ...work },
      actions: [act('note', 'decide'), act('decide', 'visit', 'explained')],
    },
    {
      ...{ key: 'visit', title: both('visit'), ...work },
      actions: [act('take-back', 'decide'), act('close', 'end')],
    },
    { key: 'end', title: both('end'), kind: 'end', actions: [] },
  ],
};
const state = (clocks: readonly ClockState[] = []): PathState => ({
  ...{ step: 'decide', enteredAt: '2026-03-03T01:00:00.000Z', clocks: [...clocks], history: [] },
});
const REVIEWED: Reviewed = {
  ...{ effect: 'changed', title: both('changed'), authority: both('district'), id: 'review', number: '2' },
  ...{ decidedOn: '2026-03-10', deliveredOn: null },
};
const CASE: CaseRow = {
  ...{ id: 'case', number: '1', townshipId: 'town', placeId: null, scopePath: '/d/t/', title: 'title' },
  ...{ formKey: 'form', formVersionId: 'forms/form', pathKey: 'path', pathVersionId: 'paths/path' },
  ...{ calendarVersionId: 'calendars/calendar', accuses: false, data: {}, sensitive: null, petitionerMasked: null },
  ...{ headcount: null, status: 'open', category: 'kind', step: 'decide', pathState: state(), department: 'land' },
  ...{ jointDepartments: [], level: null, marks: [], sessions: [], needsCaseLead: false, supervised: false },
  standing: { decided: NOTHING_SAID, since: [] },
  ...{ handlerId: 'handler', caseLeadId: 'lead', outcome: null, receivedAt: new Date(RECEIVED) },
  ...{ receivedOn: '2026-03-02', closedAt: null, aboutId: null, review: null, reviewed: null, createdBy: 'clerk' },
  ...{ createdAt: new Date('2026-03-03T01:00:00Z'), updatedAt: AT, version: 1 },
};

const run = (of: string, more: Partial<ClockState> = {}): ClockState => ({
  ...{ clock: of, epoch: 1, startedAt: RECEIVED, extensions: [], pauses: [], calendar: 'calendars/earlier' },
  ...more,
});

describe('a case whose day of receipt is corrected', () => {
  const receivedAt = new Date('2026-02-27T16:00:00Z');
  const corrected = (before: CaseRow, called: (state: ClockState, level: number) => boolean = () => false) =>
    caseOfOutcome(before, {
      is: 'decided',
      registered: { ...before, receivedAt, receivedOn: '2026-02-28' },
      decision: {
        ...{ decisions: [], category: 'kind', routing: { department: 'land' } },
        path: { versionId: 'paths/path', kind: 'paths', key: 'path', number: 1, content: PATH },
      },
      onPath: PATH,
      calendarVersionId: 'calendars/calendar',
      called: (_, clockState, level) => called(clockState, level),
      why: { by: 'correction', reasons: 'typed wrongly', since: 'start' },
      at: AT,
    });

  test('has the clocks that ran from it counted from the new day, with the calendar in force; all others stay', () => {
    const later = run('other', { startedAt: '2026-03-09T01:00:00.000Z' });
    const hours = run('hours', { startedAt: '2026-03-03T01:00:00.000Z', receivedOn: '2026-03-02' });
    const { row } = corrected({ ...CASE, pathState: state([run('moved'), hours, later]) });
    const uncounted = ({ calendar: _, ...rest }: ClockState) => rest;
    expect(row.pathState.clocks).toEqual([
      uncounted(run('moved', { startedAt: receivedAt.toISOString() })),
      uncounted({ ...hours, receivedOn: '2026-02-28' }),
      later,
    ]);
  });

  test('keeps what was said when clocks called that stand as before, or would have called by now, and of acts', () => {
    const said = (mark: string, because: SaidSince['because']): SaidSince => ({
      because,
      said: { ...NOTHING_SAID, marks: [mark] },
    });
    const call = (of: string, level: number, epoch = 1) => ({ on: 'clock', clock: of, epoch, level }) as const;
    const since = [
      said('of an act', { on: 'action' }),
      said('of its age', { on: 'day' }),
      said('of a clock that stands', call('other', 2)),
      said('would have been called', call('moved', 1)),
      said('not called yet', call('moved', 2)),
      said('of no clock any more', call('moved', 2, 7)),
      said('of one never owed', call('dropped', 2)),
    ];
    const clocks = [
      run('moved'),
      run('other', { startedAt: '2026-03-09T01:00:00.000Z' }),
      run('dropped', { startedAt: '2026-03-09T01:00:00.000Z', neverOwed: true }),
    ];
    const before = { ...CASE, pathState: state(clocks), standing: { decided: NOTHING_SAID, since } };
    const { row } = corrected(before, ({ clock: key }, level) => key === 'moved' && level === 1);
    expect(row.marks).toEqual(['of an act', 'of a clock that stands', 'would have been called']);
  });
});

test('what a review made of a decision is gone once another is decided, and stays with every other act', () => {
  const before = { ...CASE, reviewed: REVIEWED };
  const after = (row: CaseRow, action: string, outcome?: null): CaseRow => {
    const done = applyAction(PATH, row.pathState, { action, by: 'handler', at: AT });
    const applied = outcome === null ? { ...done, resolved: { ...done.resolved, outcome } } : done;
    return caseOfOutcome(row, { is: 'acted', applied, details: {}, notice: null, delivery: null, at: AT }).row;
  };
  const decided = after(before, 'decide');
  expect([after(before, 'note').reviewed, decided.reviewed]).toEqual([REVIEWED, null]);
  // To take a decision back decides nothing.
  expect(after({ ...decided, reviewed: REVIEWED }, 'take-back', null).reviewed).toEqual(REVIEWED);
  expect(after({ ...decided, reviewed: REVIEWED }, 'close')).toMatchObject({ status: 'closed', reviewed: REVIEWED });
});

test('a closed case that comes back is open again, and another of its department is to handle it', () => {
  const before: CaseRow = { ...CASE, status: 'closed', step: 'end', outcome: 'explained', closedAt: AT };
  const review = { number: '2', effect: 'revoked' } as const;
  const back = (row: CaseRow) =>
    caseOfOutcome(row, { is: 'came-back', path: PATH, state: state(), message: both('back'), review, at: AT });
  const staffing = (row: CaseRow) => back(row).effects.filter(({ type }) => type === 'staff');
  expect(back(before).row).toMatchObject({ status: 'open', step: 'decide', outcome: null, closedAt: null });
  expect(staffing(before)).toEqual([{ type: 'staff', role: 'handler', anew: true }]);
  expect(staffing({ ...before, caseLeadId: null })).toEqual([
    { type: 'staff', role: 'handler', anew: true },
    { type: 'staff', role: 'case-lead' },
  ]);
});
