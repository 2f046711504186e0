// What the petitioner was told holds until they are told otherwise: a way back behind it says so.
import type { ActionBranch, HandlingPath, PathAction, PathStep } from '../../model/handling-path.ts';
import { checkPath } from './check-path.ts';
import { renderPathFinding } from './path-findings.ts';

const text = (en: string) => ({ 'zh-CN': `中${en}`, en });
const action = (key: string, to: string, more: Partial<PathAction> = {}): PathAction => ({
  key,
  title: text(key),
  by: ['handler'],
  to,
  ...more,
});
const step = (key: string, ...actions: PathAction[]): PathStep => ({
  key,
  title: text(key),
  kind: 'work',
  assignee: { role: 'handler' },
  actions,
});
const WHEN: ActionBranch['when'] = { all: [{ fact: 'kept', operator: 'equal', value: false }] };
const NOTICE = text('work goes on');

/** Work, an answer that is told, a visit that may lead back. */
function path(visit: Partial<PathAction>, answer: Partial<PathAction> = {}): HandlingPath {
  const told = { outcome: 'done', notice: text('it is done'), ...answer };
  return {
    key: 'a-path',
    title: text('Path'),
    description: text('Path'),
    source: text('Test'),
    clocks: [],
    outcomes: [{ key: 'done', title: text('Done'), effect: 'supported' }],
    steps: [
      step('work', action('ready', 'answer')),
      step('answer', action('send-back', 'work'), action('tell', 'visit', told)),
      step('visit', action('wait', 'visit'), action('record', 'end', visit)),
      { key: 'end', title: text('End'), kind: 'end', actions: [] },
    ],
  };
}
const found = (content: HandlingPath) => checkPath(content).filter(({ code }) => code === 'taken-back-untold');
const BRANCH = '/steps/2/actions/1/branches/0';

test.each<[string, ActionBranch, string[]]>([
  ['an outcome taken back without a word', { when: WHEN, to: 'work', outcome: null }, [BRANCH]],
  ['the same where the case stays', { when: WHEN, to: 'visit', outcome: null }, [BRANCH]],
  ['a way back with the outcome left standing', { when: WHEN, to: 'work' }, [BRANCH]],
  ['a way back to the step that told it', { when: WHEN, to: 'answer' }, [BRANCH]],
  ['a way back that is told', { when: WHEN, to: 'work', outcome: null, notice: NOTICE }, []],
  ['a way that stays', { when: WHEN, to: 'visit' }, []],
  ['another end', { when: WHEN, to: 'end', outcome: null }, []],
])('%s', (_, branch, at) => {
  expect(found(path({ branches: [branch] })).map(({ pointer }) => pointer)).toEqual(at);
});

test('a notice that the action has for all of its ways serves the way back, and none where the branch drops it', () => {
  const branch = { when: WHEN, to: 'work', outcome: null };
  expect(found(path({ notice: NOTICE, branches: [branch] }))).toEqual([]);
  const dropped = found(path({ notice: NOTICE, branches: [{ ...branch, notice: null }] }));
  expect(dropped.map(({ pointer }) => pointer)).toEqual([BRANCH]);
  expect(found(path({ tells: { form: 'delivery' }, branches: [branch] }))).toEqual([]);
});

test('nothing is taken back where nothing was told, or only that work goes on', () => {
  const branches = [{ when: WHEN, to: 'work' }];
  const unsaid = { outcome: undefined, notice: undefined } as unknown as Partial<PathAction>;
  expect(found(path({ branches }, unsaid))).toEqual([]);
  const goesOn = { ...unsaid, notice: NOTICE, says: ['unresolved' as const] };
  expect(found(path({ branches }, goesOn))).toEqual([]);
  const said = { ...unsaid, notice: NOTICE, says: ['supported' as const] };
  expect(found(path({ branches }, said)).map(({ pointer }) => pointer)).toEqual([BRANCH]);
});

test('the finding names the act and the step in both languages', () => {
  const [finding] = found(path({ branches: [{ when: WHEN, to: 'work', outcome: null }] }));
  if (!finding) throw new Error('not found');
  expect([finding.severity, finding.params]).toEqual(['error', { action: 'record', step: 'answer' }]);
  for (const locale of ['zh-CN', 'en'] as const)
    expect(renderPathFinding(finding, locale)).not.toMatch(/[{}]|undefined/);
});
