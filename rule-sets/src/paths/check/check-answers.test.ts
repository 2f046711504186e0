// What is proved of the answers to an action's form, against trying every answer through the function that runs the action.
import {
  compileForm,
  deniedBy,
  type FormDefinition,
  type FormSchema,
  type Json,
  type OutcomeEffect,
} from '@caseway/form-schemas';
import fc from 'fast-check';
import type { ActionBranch, HandlingPath, PathAction } from '../../model/handling-path.ts';
import type { Condition } from '../../model/rule-set.ts';
import type { PathState } from '../run/path-state.ts';
import { resolveAction } from '../run/resolve-action.ts';
import { checkPath } from './check-path.ts';
import { renderPathFinding } from './path-findings.ts';

const text = (en: string) => ({ 'zh-CN': `中${en}`, en });

function form(
  key: string,
  use: 'case' | 'step',
  properties: Record<string, FormSchema>,
  more: FormSchema = {},
): FormDefinition {
  const titled = Object.entries(properties).map(([name, field]) => [name, { 'x-title': text(name), ...field }]);
  return {
    key,
    title: text(key),
    description: text(key),
    use,
    schema: { type: 'object', properties: Object.fromEntries(titled), ...more },
    ui: { sections: [] },
  };
}

const OUTCOMES: HandlingPath['outcomes'] = [
  { key: 'helped', title: text('Helped'), effect: 'assisted' },
  { key: 'nothing', title: text('Nothing'), effect: 'unresolved' },
];

/** A path whose first step may decide one of two outcomes and whose second has the action that is looked at. */
function pathWith(action: Partial<PathAction>): HandlingPath {
  const plain = (key: string, to: string, outcome?: string): PathAction => ({
    key,
    title: text(key),
    by: ['handler'],
    to,
    ...(outcome ? { outcome } : {}),
  });
  return {
    key: 'a-path',
    title: text('Path'),
    description: text('Path'),
    source: text('Test'),
    clocks: [
      {
        key: 'whole',
        title: text('Whole'),
        startsOn: [{ on: 'filed' }],
        stopsOn: [{ on: 'step', step: 'closed' }],
        duration: { value: 30, unit: 'calendar-day' },
        rollOver: 'none',
        levels: [],
      },
    ],
    outcomes: OUTCOMES,
    steps: [
      {
        key: 'first',
        title: text('First'),
        kind: 'work',
        assignee: { role: 'handler' },
        actions: [plain('helped-first', 'second', 'helped'), plain('go-on', 'second')],
      },
      {
        key: 'second',
        title: text('Second'),
        kind: 'work',
        assignee: { role: 'handler' },
        actions: [{ ...plain('act', 'second'), form: 'visit', ...action }, plain('leave', 'closed')],
      },
      { key: 'closed', title: text('Closed'), kind: 'end', actions: [] },
    ],
  };
}

const ARRIVED: FormSchema = { type: 'boolean', 'x-denies': { false: ['assisted'] } };
const VISIT = form('visit', 'step', { arrived: ARRIVED }, { required: ['arrived'] });
const NOT_ARRIVED: Condition = { all: [{ fact: 'arrived', operator: 'equal', value: false }] };

/** What the other actions of the path lack is not looked at here. */
const ELSEWHERE = new Set<string>(['outcome-without-form', 'closes-unasked']);
const check = (action: Partial<PathAction>, forms: FormDefinition[] = [VISIT]) =>
  checkPath(pathWith(action), { forms })
    .filter(({ code }) => !ELSEWHERE.has(code))
    .map((finding) => ({ ...finding, at: finding.pointer.replace('/steps/1/actions/0', '') }));
const told = (...given: Parameters<typeof check>) => check(...given).map(({ code, at }) => `${code} ${at}`.trim());

test('an answer that its own outcome denies is found, with that answer', () => {
  const [finding, ...more] = check({ outcome: 'helped' });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    code: 'answer-denies-outcome',
    severity: 'error',
    at: '',
    params: { field: '/arrived', answer: 'false', outcome: 'helped' },
    witness: { form: 'visit', facts: { arrived: false } },
  });
  expect(finding && renderPathFinding(finding, 'en')).toMatch(
    /^With "arrived" answered "No" this action still decides "Helped"/,
  );
  expect(finding && renderPathFinding(finding, 'zh-CN')).toMatch(/^“中arrived”填“否”时/);
});

test('a branch for that answer mends it: another outcome, none, or a refusal', () => {
  const ways: Omit<ActionBranch, 'when'>[] = [{ outcome: 'nothing' }, { outcome: null }, { refuse: text('Not so') }];
  for (const way of ways) expect(told({ outcome: 'helped', branches: [{ when: NOT_ARRIVED, ...way }] })).toEqual([]);
});

test('a case is not closed with an outcome that an answer denies, where it may have come with it', () => {
  expect(told({ to: 'closed' })).toEqual(['answer-denies-outcome']);
  expect(told({ to: 'closed', branches: [{ when: NOT_ARRIVED, to: 'second' }] })).toEqual([]);
  const path = pathWith({ to: 'closed' });
  path.steps[0]?.actions.shift();
  expect(checkPath(path, { forms: [VISIT] })).toEqual([]);
});

test('branches that no answer takes, and actions that refuse every answer', () => {
  const never: Condition = { all: [NOT_ARRIVED, { fact: 'arrived', operator: 'equal', value: true }] };
  expect(told({ branches: [{ when: never, to: 'closed' }] })).toEqual(['branch-unreachable /branches/0']);
  const twice = [NOT_ARRIVED, NOT_ARRIVED].map((when) => ({ when, outcome: 'nothing' }));
  expect(told({ branches: twice })).toEqual(['branch-unreachable /branches/1']);
  const both = [NOT_ARRIVED, { not: NOT_ARRIVED }].map((when) => ({ when, refuse: text('No') }));
  expect(told({ branches: both })).toEqual(['every-answer-refused']);
  const denied = form('visit', 'step', { arrived: { ...ARRIVED, enum: [false] } }, { required: ['arrived'] });
  expect(told({ outcome: 'helped' }, [denied])).toEqual(['every-answer-refused']);
});

test('a step to which only an impossible branch leads cannot be reached; a way out must be one that answers take', () => {
  const path = pathWith({});
  const [, second] = path.steps;
  const never: Condition = { all: [{ fact: 'arrived', operator: 'equal', value: 'never' }] };
  second?.actions.splice(0, 2, {
    ...(second.actions[0] as PathAction),
    branches: [{ when: { all: [NOT_ARRIVED, { not: NOT_ARRIVED }] }, to: 'closed' }],
  });
  expect(checkPath(path, { forms: [VISIT] }).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'outcome-without-form /steps/0/actions/0',
    'branch-unreachable /steps/1/actions/0/branches/0',
    'no-way-out /steps/0',
    'no-way-out /steps/1',
    'unreachable /steps/2',
    'clock-never-stops /clocks/0/stopsOn',
  ]);
  // What cannot be compared is an error of the condition.
  expect(told({ branches: [{ when: never, to: 'closed' }] })).toEqual(['value-type /branches/0/when/all/0/value']);
});

test('conditions read the step form, then the forms that open cases and the platform, and nothing else', () => {
  const petition = form('petition', 'case', { area: { type: 'integer' }, arrived: { type: 'string' } });
  const reads = (fact: string, value: Json) => ({
    branches: [{ when: { all: [{ fact, operator: 'equal', value }] }, outcome: 'nothing' }],
  });
  const forms = [VISIT, petition];
  expect(told(reads('area', 3), forms)).toEqual([]);
  expect(told(reads('level', 'district'), forms)).toEqual([]);
  expect(told(reads('arrived', true), forms)).toEqual([]);
  expect(told(reads('arrived', 'yes'), forms)).toEqual(['value-type /branches/0/when/all/0/value']);
  expect(told(reads('nobody', 1), forms)).toEqual(['unknown-fact /branches/0/when/all/0/fact']);
  const named = { branches: [{ when: { all: [{ condition: 'x' }] }, to: 'closed' }] };
  expect(told(named, forms)).toEqual(['unknown-condition /branches/0/when/all/0/condition']);
});

test('where answers could speak against an outcome, somebody has thought about it: by a branch, or on the question', () => {
  const seen = (field: FormSchema) =>
    form('visit', 'step', { arrived: field, day: { type: 'string', format: 'date' } });
  const open = seen({ type: 'boolean' });
  expect(told({ outcome: 'helped' }, [open])).toEqual(['answers-not-held-against-outcome']);
  expect(told({ outcome: 'helped' }, [seen({ type: 'boolean', 'x-denies': {} })])).toEqual([]);
  // A branch that reads one answer has not thought of the others.
  const branches = [{ when: NOT_ARRIVED, outcome: 'nothing' }];
  expect(told({ outcome: 'helped', branches }, [open])).toEqual(['answer-unthought']);
  expect(told({ outcome: 'helped', branches }, [seen({ type: 'boolean', 'x-denies': {} })])).toEqual([]);
  // It decides nothing, or asks nothing that has answers to choose from.
  expect(told({}, [open])).toEqual([]);
  expect(told({ outcome: 'helped' }, [form('visit', 'step', { notes: { type: 'string' } })])).toEqual([]);
});

test('what is told is held against the answers, also where nothing is decided', () => {
  const [finding, ...more] = check({ notice: text('It has arrived'), says: ['assisted'] });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'answer-denies-telling', at: '', params: { outcome: 'assisted' } });
  expect(finding && renderPathFinding(finding, 'en')).toMatch(
    /^With "arrived" answered "No" the petitioner is still told "aid given"/,
  );
  const notYet = { when: NOT_ARRIVED, notice: text('Not yet'), says: [] };
  expect(told({ notice: text('It has arrived'), says: ['assisted'], branches: [notYet] })).toEqual([]);
  // Nobody has said what it says.
  expect(told({ notice: text('It has arrived') })).toEqual(['telling-says-nothing']);
  expect(told({ outcome: 'helped', branches: [{ ...notYet, outcome: null, says: undefined as never }] })).toEqual([
    'telling-says-nothing /branches/0',
  ]);
  expect(told({ notice: text('A word'), says: [] })).toEqual([]);
});

test('a text that a branch takes over says there what it was written for, unless it names the outcome', () => {
  const helped = { outcome: 'helped', notice: text('It has arrived') };
  const branch = { when: NOT_ARRIVED, outcome: 'nothing' };
  expect(told({ ...helped, branches: [branch] })).toEqual(['answer-denies-telling /branches/0']);
  expect(told({ ...helped, branches: [{ ...branch, says: [] }] })).toEqual([]);
  expect(told({ ...helped, branches: [{ ...branch, notice: null }] })).toEqual([]);
  expect(told({ ...helped, notice: text('{outcome}'), branches: [branch] })).toEqual([]);
});

test('an answer is held against what was decided before: it leaves one that fits, or that is told', () => {
  const earlier = (denies: FormSchema['x-denies-earlier']) =>
    form(
      'visit',
      'step',
      { arrived: { type: 'boolean', 'x-denies': {}, 'x-denies-earlier': denies } },
      { required: ['arrived'] },
    );
  expect(told({ to: 'closed' }, [earlier({ true: [], false: ['assisted'] })])).toEqual([]);
  const none = check({ to: 'closed' }, [earlier({ true: ['assisted'], false: ['assisted'] })]);
  expect(none).toMatchObject([{ code: 'no-answer-fits-outcome', severity: 'warning', params: { outcome: 'helped' } }]);
  // What no case can bring is not held against it.
  expect(told({ to: 'closed' }, [earlier({ true: ['unresolved'], false: ['unresolved'] })])).toEqual([]);
  // Where only such a case could have gone on, none does.
  const path = pathWith({ to: 'closed' });
  path.steps[0]?.actions.pop();
  path.steps[1]?.actions.pop();
  const denied = earlier({ true: ['assisted'], false: ['assisted'] });
  expect(checkPath(path, { forms: [denied] }).map(({ code }) => code)).toContain('every-answer-refused');
});

describe('the proof finds what trying every answer finds', () => {
  const EFFECTS: OutcomeEffect[] = ['assisted', 'unresolved'];
  const denies = (answers: string[]) =>
    fc.dictionary(fc.constantFrom(...answers), fc.subarray(EFFECTS, { minLength: 1 }), { maxKeys: answers.length });
  const both = (answers: string[]) =>
    fc.record({ 'x-denies': denies(answers), 'x-denies-earlier': fc.oneof(fc.constant({}), denies(answers)) });
  const field = fc.oneof(
    both(['true', 'false']).map((it): FormSchema => ({ type: 'boolean', ...it })),
    both(['a', 'b', 'c']).map((it): FormSchema => ({ enum: ['a', 'b', 'c'], ...it })),
  );
  const stepForm = fc
    .record({
      one: field,
      two: field,
      inner: field,
      required: fc.subarray(['one', 'two', 'more']),
      shows: fc.boolean(),
    })
    .map(({ one, two, inner, required, shows }) =>
      form(
        'visit',
        'step',
        {
          one,
          two,
          more: { type: 'object', properties: { inner: { 'x-title': text('inner'), ...inner } } },
        },
        {
          required,
          ...(shows
            ? {
                allOf: [
                  {
                    if: { properties: { one: { enum: [true, 'a'] } }, required: ['one'] },
                    then: { required: ['two'] },
                  },
                ],
              }
            : {}),
        },
      ),
    );
  const PETITION = form('petition', 'case', { area: { type: 'integer', minimum: 0, maximum: 2 } });
  const leaf = fc.oneof(
    fc.record({
      fact: fc.constantFrom('one', 'two'),
      operator: fc.constantFrom('equal', 'notEqual'),
      value: fc.constantFrom(true, false, 'a', 'b'),
    }),
    fc.record({
      fact: fc.constant('more'),
      path: fc.constant('$.inner'),
      operator: fc.constant('equal'),
      value: fc.constantFrom(true, 'a'),
    }),
    fc.record({
      fact: fc.constant('area'),
      operator: fc.constantFrom('greaterThan', 'equal'),
      value: fc.constantFrom(0, 1),
    }),
    fc.record({ fact: fc.constant('hasCaseLead'), operator: fc.constant('equal'), value: fc.boolean() }),
  );
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.array(leaf, { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
    fc.array(leaf, { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
    leaf.map((one) => ({ not: { all: [one] } })),
  );
  const outcome = fc.constantFrom('helped', 'nothing', null);
  const told = fc.constantFrom(text('It is so'), text('{outcome}'));
  const says = fc.subarray(EFFECTS);
  const branch = fc.record(
    {
      when: condition,
      to: fc.constantFrom('second', 'closed'),
      outcome,
      notice: fc.option(told),
      says,
      refuse: fc.constant(text('No')),
    },
    { requiredKeys: ['when', 'to'] },
  );
  const action = fc.record(
    {
      to: fc.constantFrom('second', 'closed'),
      outcome: fc.constantFrom('helped', 'nothing'),
      notice: told,
      says,
      branches: fc.array(branch, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['to'] },
  );

  const values = (schema: FormSchema): (Json | undefined)[] => [undefined, ...(schema.enum ?? [true, false])];

  function everyAnswer(step: FormDefinition): Record<string, Json>[] {
    const { one = {}, two = {}, more } = step.schema.properties ?? {};
    const compiled = compileForm(step);
    const all = values(one).flatMap((first) =>
      values(two).flatMap((second) =>
        [
          undefined,
          ...values(more?.properties?.inner ?? {}).map((inner) => ({ ...(inner !== undefined && { inner }) })),
        ].map(
          (inside): Record<string, Json> => ({
            ...(first !== undefined && { one: first }),
            ...(second !== undefined && { two: second }),
            ...(inside && { more: inside }),
          }),
        ),
      ),
    );
    return all.filter((data) => compiled.validate(data, 'en').length === 0);
  }

  const FACTS = [undefined, 0, 1, 2].flatMap((area) =>
    [true, false].map((hasCaseLead): Record<string, Json> => ({ ...(area !== undefined && { area }), hasCaseLead })),
  );

  function byForce(path: HandlingPath, step: FormDefinition): string[] {
    const act = path.steps[1]?.actions[0] as PathAction;
    const found = new Set<string>();
    const taken = new Set<number>();
    let accepted = false;
    // An outcome decided by the action itself is there when it is done again.
    const carried = new Set<string | undefined>(['helped', undefined]);
    for (const held of [act, ...(act.branches ?? []).filter(({ refuse }) => !refuse)]) {
      const decides = held.outcome === undefined ? act.outcome : held.outcome;
      if (held.to === 'second' && decides !== undefined) carried.add(decides ?? undefined);
    }
    const fitting = new Set<string | undefined>();
    for (const data of everyAnswer(step)) {
      for (const facts of FACTS) {
        for (const outcomeBefore of carried) {
          const state: PathState = {
            step: 'second',
            enteredAt: '',
            clocks: [],
            history: [],
            ...(outcomeBefore === undefined ? {} : { outcome: outcomeBefore }),
          };
          const { branch: place, refusals } = resolveAction(path, state, act, { form: step, data, facts });
          taken.add(place);
          if (refusals.length === 0) {
            accepted = true;
            fitting.add(outcomeBefore);
          }
          if (refusals.some(({ code }) => code === 'answer-denies-earlier')) continue;
          for (const { code } of refusals) {
            if (code !== 'refused') found.add(`${code} ${place < 0 ? '' : `/branches/${place}`}`.trim());
          }
        }
      }
    }
    const unreachable = (act.branches ?? []).flatMap((_, index) =>
      taken.has(index) ? [] : [`branch-unreachable /branches/${index}`],
    );
    for (const outcomeBefore of carried) {
      if (outcomeBefore !== undefined && !fitting.has(outcomeBefore)) found.add('no-answer-fits-outcome');
    }
    return [...(accepted ? found : ['every-answer-refused']), ...unreachable].sort();
  }

  const PROVED = [
    'answer-denies-outcome',
    'answer-denies-telling',
    'no-answer-fits-outcome',
    'branch-unreachable',
    'every-answer-refused',
    'answers-unproved',
  ];

  test('no more, no less, each with an answer that shows it', () => {
    let compared = 0;
    fc.assert(
      fc.property(stepForm, action, (step, made) => {
        const path = pathWith(made as Partial<PathAction>);
        const findings = checkPath(path, { forms: [step, PETITION] });
        // A condition that the forms cannot fulfil by type is an error of its own, and nothing is proved.
        if (findings.some(({ pointer, severity }) => severity === 'error' && pointer.includes('/when'))) return;
        compared++;
        const proved = findings
          .filter(({ code }) => PROVED.includes(code))
          .map(({ code, pointer }) => `${code} ${pointer.replace('/steps/1/actions/0', '')}`.trim());
        expect([...new Set(proved)].sort()).toEqual(byForce(path, step));
        for (const { witness, params } of findings) {
          if (!witness) continue;
          const { area: _, hasCaseLead: __, ...data } = witness.facts;
          expect(compileForm(step).validate(data, 'en')).toEqual([]);
          const effect =
            OUTCOMES.find(({ key }) => key === params?.outcome)?.effect ?? (params?.outcome as OutcomeEffect);
          expect(deniedBy(step, data, effect).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: Number(process.env.PROOF_RUNS ?? 60) },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
