// What the law and the domain say of the shipped paths, forms and rules, each as it is used and not as it is written.
import { readdirSync, readFileSync } from 'node:fs';
import { compileForm, type FormData, type FormDefinition, type Json } from '@caseway/form-schemas';
import {
  addDays,
  allowedActions,
  applyAction,
  type BusinessCalendar,
  type ClockTrigger,
  checkPath,
  clockDeadline,
  dayStart,
  decide,
  type HandlingPath,
  LAW_TIMES,
  type PathAction,
  type PathClock,
  PathError,
  type PathState,
  type RuleSet,
  resolveAction,
  rightsOf,
  startPath,
  unfitAnswers,
  waysOf,
} from '@caseway/rule-sets';
import { DOCUMENTS, petition } from './support/petitions.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const readAll = <T>(folder: string): T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => read<T>(`${folder}/${name}`));
const MORNING = new Date('2026-03-02T01:00:00Z');
const RECEIVED = { receivedAt: MORNING, registeredAt: MORNING };
const forms = readAll<FormDefinition>('form-schemas/library');
const paths = readAll<HandlingPath>('rule-sets/library/paths');
const calendar = read<BusinessCalendar>('rule-sets/library/calendars/china-official.json');
const ruleSet = (key: string) => read<RuleSet>(`rule-sets/library/${key}.json`);

const formOf = (key: string): FormDefinition => {
  const found = forms.find((form) => form.key === key);
  if (!found) throw new Error(`No form ${key}.`);
  return found;
};
const pathOf = (key: string): HandlingPath => {
  const found = paths.find((path) => path.key === key);
  if (!found) throw new Error(`No path ${key}.`);
  return found;
};
/** Places at which data of a form are wrong. */
const wrongAt = (form: string, data: FormData) =>
  compileForm(formOf(form))
    .validate(data, 'en')
    .map(({ pointer }) => pointer);
const actionsOf = (path: HandlingPath): PathAction[] => path.steps.flatMap(({ actions }) => actions);
const every = <T>(pick: (path: HandlingPath) => T[]): [string, T][] =>
  paths.flatMap((path) => pick(path).map((item): [string, T] => [path.key, item]));

/** What becomes of an action with these answers, on the step that offers it. */
function resolved(pathKey: string, actionKey: string, data: Record<string, unknown>, facts = {}) {
  const path = pathOf(pathKey);
  const step = path.steps.find(({ actions }) => actions.some(({ key }) => key === actionKey));
  const action = step?.actions.find(({ key }) => key === actionKey);
  if (!step || !action) throw new Error(`No action ${actionKey}.`);
  const state = { ...startPath(path, RECEIVED), step: step.key };
  const form = action.form === undefined ? undefined : formOf(action.form);
  const { to, outcome, refusals, notice } = resolveAction(path, state, action, {
    form,
    data: data as FormData,
    facts,
    limits: calendar.limits,
  });
  const effect = path.outcomes.find(({ key }) => key === outcome)?.effect;
  return {
    step: to,
    to: path.steps.find(({ key }) => key === to)?.kind,
    effect,
    cleared: outcome === null,
    refusals,
    notice,
  };
}

describe('clocks', () => {
  const clocks = every(({ clocks }) => clocks);

  test('no day off makes the authority later than the law, for every start day from 2020 to 2026', () => {
    const kinds = new Map<string, [HandlingPath, PathClock]>();
    for (const [path, clock] of clocks) {
      if (clock.limit === undefined || clock.whose === 'petitioner' || clock.duration.unit !== 'calendar-day') continue;
      kinds.set(`${clock.duration.value} ${clock.rollOver}`, [pathOf(path), clock]);
    }
    expect(kinds.size).toBeGreaterThan(2);
    const late: string[] = [];
    for (const [path, { key, duration }] of kinds.values()) {
      for (let day = '2020-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
        const state = { clock: key, epoch: 1, startedAt: dayStart(day).toISOString(), extensions: [], pauses: [] };
        const { dueOn } = clockDeadline(path, state, calendar);
        if (dueOn === null || dueOn > addDays(day, duration.value)) late.push(`${key} from ${day}: ${dueOn}`);
      }
    }
    expect(late).toEqual([]);
  });

  test('a period of the petitioner runs from the delivery and moves on to the next working day', () => {
    const theirs = clocks.filter(([, { whose }]) => whose === 'petitioner');
    expect(theirs.length).toBeGreaterThan(5);
    for (const [, { rollOver, startsOn }] of theirs) {
      expect([rollOver, new Set(startsOn.map(({ on }) => on))]).toEqual(['next-working-day', new Set(['delivered'])]);
    }
  });

  test('told in writing is met by the letter, and by nothing else', () => {
    const told = clocks.filter(([, { limit }]) =>
      ['acceptance-limit', 'review-limit', 're-review-limit'].includes(limit ?? ''),
    );
    expect(told.length).toBeGreaterThan(10);
    for (const [path, { stopsOn }] of told) {
      for (const trigger of stopsOn) {
        expect([path, trigger.on]).toEqual([path, 'delivered']);
        const action = actionsOf(pathOf(path)).find(({ key }) => 'action' in trigger && key === trigger.action);
        expect(action?.tells?.form).toBe('delivery-record-form');
      }
    }
  });

  test('whatever else is put in the place of what meets a time of the law, or a report, is found', () => {
    const silent: string[] = [];
    let tried = 0;
    for (const path of paths) {
      const accepts = actionsOf(path).find(({ key }) => key === 'accept-matter');
      const others: ClockTrigger[] = [
        { on: 'action', action: 'withdraw-matter' },
        ...(accepts ? [{ on: 'action' as const, action: accepts.key }] : []),
      ];
      for (const [index, { key, limit, until, whose, stopsOn }] of path.clocks.entries()) {
        const law = LAW_TIMES.find(({ key: law }) => law === calendar.limits.find((it) => it.key === limit)?.law);
        const owed = law?.met !== undefined || until?.of === 'form';
        // A suggestion is answered, and an accusation looked into, by no time of the law: only a withdrawal is known to meet none.
        for (const other of owed ? others : others.slice(0, 1)) {
          if (whose === 'petitioner') continue;
          for (const place of stopsOn.keys()) {
            const copy = structuredClone(path);
            copy.clocks[index]?.stopsOn.splice(place, 1, other);
            const codes = new Set(checkPath(copy, { calendar }).map(({ code }) => code));
            const met = [
              'stops-untold',
              'met-undecided',
              'met-unreported',
              'met-by-withdrawal',
              'unknown-action',
            ] as const;
            tried++;
            if (!met.some((code) => codes.has(code)))
              silent.push(`${path.key} ${key} ${place}: ${JSON.stringify(other)}`);
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(100);
    expect(silent).toEqual([]);
  });

  test('a time that no law sets is marked as an assumption', () => {
    // Whoever hands a matter down sets the day themselves: it is entered, and no time of ours.
    const ours = clocks.filter(([, { until }]) => !until);
    const unmarked = ours.filter(([, { limit, assumed, whose }]) => !limit && !assumed && whose !== 'petitioner');
    expect(unmarked).toEqual([]);
    const limits = calendar.limits.filter(({ assumed }) => assumed).map(({ key }) => key);
    expect(limits).toEqual(['registration-limit', 'urgent-report-limit']);
  });

  test('an extension is proposed by the lead and approved by the head, its days entered, thirty in all', () => {
    const extending = every(actionsOf).filter(([, { effects = [] }]) =>
      effects.some((it) => it.type === 'extend-clock'),
    );
    expect(extending.length).toBeGreaterThan(10);
    for (const [path, { by, approves, effects = [], requires, tells }] of extending) {
      const proposal = actionsOf(pathOf(path)).find(({ key }) => key === approves);
      expect([by, proposal?.by, requires?.reasons, tells !== undefined]).toEqual([
        ['township-lead'],
        ['case-lead'],
        true,
        true,
      ]);
      expect(effects).toMatchObject([
        { type: 'extend-clock', inAll: 'extension-limit', by: { days: '/extensionDays', of: approves } },
      ]);
    }
  });
});

describe('what is recorded is true', () => {
  const aid = DOCUMENTS['aid-delivery-form'] ?? {};
  const visit = DOCUMENTS['return-visit-form'] ?? {};
  const mediation = DOCUMENTS['mediation-record-form'] ?? {};

  test('aid that did not arrive is no assistance given, and nobody is told that it was', () => {
    const arrived = resolved('hardship-assistance-path', 'record-aid-arrival', aid);
    const missing = resolved('hardship-assistance-path', 'record-aid-arrival', { ...aid, aidArrived: false });
    expect([arrived.effect, missing.effect, missing.cleared, missing.to]).toEqual([
      'assisted',
      undefined,
      true,
      'work',
    ]);
    expect(missing.notice?.en).toMatch(/not arrived/);
  });

  test('what the county refused is counted as not given, and its remedy is told', () => {
    const decision = { ...DOCUMENTS['aid-decision-form'], aidDecision: 'aid-refused' };
    const refused = resolved('hardship-assistance-path', 'record-county-decision', decision);
    expect([refused.effect, refused.notice?.['zh-CN']]).toEqual(['unresolved', expect.stringContaining('行政复议')]);
  });

  test.each(['dispute-mediation-path', 'explanation-mediation-path'])('%s: no agreement is no agreement', (path) => {
    const { agreementTerms: _, agreementSigned: __, ...rest } = mediation;
    const none = resolved(path, 'record-mediation', { ...rest, mediationResult: 'unsettled-result' });
    expect([resolved(path, 'record-mediation', mediation).effect, none.effect, none.to]).toEqual([
      'agreed',
      undefined,
      'human-decision',
    ]);
  });

  test('a return visit that found nothing carried out leads back to work, in every path that has one', () => {
    const visits = every(actionsOf).filter(([, { form }]) => form === 'return-visit-form');
    expect(visits.length).toBeGreaterThan(6);
    for (const [path, { key }] of visits) {
      const back = (promiseKept: string) => resolved(path, key, { ...visit, promiseKept });
      expect([path, back('not-kept').to === 'end', back('not-kept').cleared]).toEqual([path, false, true]);
      expect([path, back('partly-kept').to === 'end']).toEqual([path, false]);
      expect(resolved(path, key, visit).to).toBe('end');
    }
  });

  test('who was not reached is tried again: nothing is closed, decided or told, and the time of the visit runs on', () => {
    const attempts = every(actionsOf).flatMap(([path, action]) => {
      const { properties = {} } = action.form ? formOf(action.form).schema : {};
      const [question] = Object.entries(properties).filter(([, { enum: all }]) => all?.includes('nobody-reached'));
      return question
        ? [{ path, action, data: { ...DOCUMENTS[action.form ?? ''], [question[0]]: 'nobody-reached' } }]
        : [];
    });
    expect(new Set(attempts.map(({ action: { form } }) => form)).size).toBe(3);
    for (const { path: key, action, data } of attempts) {
      const path = paths.find((each) => each.key === key);
      const step = path?.steps.find(({ actions }) => actions.includes(action));
      const state = { step: step?.key ?? '', enteredAt: '', clocks: [], history: [] };
      const way =
        path &&
        resolveAction(path, state, action, {
          form: formOf(action.form ?? ''),
          data: data as FormData,
        });
      expect([key, way?.to, way?.outcome, way?.notice, way?.refusals]).toEqual([
        key,
        step?.key,
        undefined,
        undefined,
        [],
      ]);
      const stops = path?.clocks.flatMap(({ stopsOn }) => stopsOn) ?? [];
      expect(stops).not.toContainEqual({ on: 'action', action: action.key });
    }
  });

  test('a channel is told by its letter; asking how it went decides nothing, and one that turned the matter away reopens it', () => {
    expect(resolved('legal-channel-path', 'guide-to-channel', DOCUMENTS['other-channel-form'] ?? {}).effect).toBe(
      'explained',
    );
    const asked = (guidanceCameTo: string) =>
      resolved('legal-channel-path', 'record-guidance-result', {
        ...DOCUMENTS['guidance-result-form'],
        guidanceCameTo,
      });
    expect([asked('was-taken').to, asked('was-taken').effect]).toEqual(['end', undefined]);
    expect([asked('turned-away').to, asked('turned-away').cleared]).toEqual(['work', true]);
    // As it was: a button that records a result which nobody is asked about.
    const button = structuredClone(pathOf('legal-channel-path'));
    const {
      form: _,
      branches: __,
      ...rest
    } = actionsOf(button).find(({ key }) => key === 'record-guidance-result') ?? {};
    const at = button.steps.findIndex(({ key }) => key === 'follow-up-step');
    button.steps[at]?.actions.splice(0, 1, { ...(rest as PathAction), outcome: 'guided-outcome' });
    const found = checkPath(button, { forms, calendar });
    expect(found).toContainEqual(expect.objectContaining({ code: 'result-without-form' }));
  });

  test.each(['accusation-path', 'handed-down-accusation-path'])(
    '%s: what was found true is dealt with when somebody says so',
    (key) => {
      const path = pathOf(key);
      const action = actionsOf(path).find((each) => each.key === 'confirm-accusation') as PathAction;
      const form = formOf(action.form ?? '');
      const state = { step: 'accusation-decision', enteredAt: '', clocks: [], history: [] };
      const said = (dealtWith: string) => {
        const { outcome, refusals } = resolveAction(path, state, action, { form, data: { dealtWith } });
        return refusals.length > 0 ? 'refused' : path.outcomes.find((each) => each.key === outcome)?.title['zh-CN'];
      };
      expect(said('was-done')).toContain('已依规依纪依法处理');
      expect(said('in-hand')).toContain('正在依规依纪依法处理');
      expect(said('not-begun')).toBe('refused');
    },
  );

  test('where nothing was agreed or granted, the visit has answers that are true then, and each leads somewhere', () => {
    const unresolved = every(({ steps, outcomes }) =>
      steps.flatMap(({ actions }) =>
        actions.flatMap((action) =>
          waysOf(action).flatMap(({ to, outcome }) => {
            const decided = outcomes.find(({ key }) => key === outcome);
            const step = steps.find(({ key }) => key === to);
            return decided?.effect === 'unresolved' && step?.kind === 'work' ? [{ outcome: decided.key, step }] : [];
          }),
        ),
      ),
    );
    expect(unresolved.length).toBeGreaterThan(2);
    for (const [key, { outcome, step }] of unresolved) {
      const path = pathOf(key);
      const state = { ...startPath(path, RECEIVED), step: step.key, outcome };
      for (const action of step.actions) {
        const form = formOf(action.form ?? '');
        expect([key, action.key, unfitAnswers(path, state, action, { form })]).toEqual([key, action.key, []]);
        const ends = (howItStands: string) =>
          resolved(key, action.key, { ...DOCUMENTS['unresolved-visit-form'], howItStands });
        expect([ends('still-open').to === 'end', ends('still-open').cleared]).toEqual([false, true]);
        for (const answer of ['took-legal-way', 'not-pursued']) {
          expect([ends(answer).to, ends(answer).effect]).toEqual(['end', undefined]);
        }
      }
    }
    const settled = { ...DOCUMENTS['unresolved-visit-form'], howItStands: 'settled-meanwhile' };
    expect(resolved('dispute-mediation-path', 'record-unresolved-visit', settled).effect).toBe('agreed');
    // An agreement that was not kept is not counted as none.
    expect(resolved('dispute-mediation-path', 'guide-after-breach', {}).effect).toBe('unresolved');
    const broken = { ...visit, promiseKept: 'not-kept' };
    expect(resolved('dispute-mediation-path', 'record-return-visit', broken).step).toBe('not-kept-decision');
  });

  test('what a letter tells is not demanded as told before the letter has been made', () => {
    const telling = every(actionsOf).filter(([, { tells, form }]) => tells && form);
    expect(telling.length).toBeGreaterThan(10);
    for (const [path, { key, form }] of telling) {
      const fixed = JSON.stringify(formOf(form ?? '').schema.properties).includes('"const":');
      expect([path, key, fixed]).toEqual([path, key, false]);
    }
  });

  test('the county is handed what was published, with days and place; or on which ground the law asks for no publication', () => {
    const handed = DOCUMENTS['aid-referral-form'] ?? {};
    const { aidPublishedDay: _, aidPublishedUntil: __, aidPublishedPlace: ___, ...bare } = handed;
    expect(wrongAt('aid-referral-form', handed as FormData)).toEqual([]);
    expect(wrongAt('aid-referral-form', bare as FormData)).toEqual([
      '/aidPublishedDay',
      '/aidPublishedUntil',
      '/aidPublishedPlace',
    ]);
    const none = { ...bare, aidPublication: 'law-asks-for-none' };
    expect(wrongAt('aid-referral-form', none as FormData)).toEqual(['/aidNoPublicationWhy']);
    const urgent = { ...none, aidNoPublicationWhy: '情况紧急，依法简化审批手续' };
    expect(wrongAt('aid-referral-form', urgent as FormData)).toEqual([]);
    // The subsistence allowance is always published; and nothing is handed on before its publication has ended.
    const allowance = { ...urgent, aidProcedure: 'subsistence-allowance' };
    expect(wrongAt('aid-referral-form', allowance as FormData)).toEqual(['/aidPublication']);
    const early = { ...handed, aidPublishedUntil: '2026-03-03' };
    expect(wrongAt('aid-referral-form', early as FormData)).toEqual(['/aidHandedDay']);
  });

  test('a matter is withdrawn only with the signed paper', () => {
    const withdrawals = every((path) =>
      actionsOf(path).filter(({ outcome }) => path.outcomes.find(({ key }) => key === outcome)?.effect === 'withdrawn'),
    );
    expect(withdrawals.length).toBeGreaterThan(10);
    for (const [path, { requires }] of withdrawals) {
      expect([path, requires?.documents]).toEqual([path, ['signed-withdrawal']]);
    }
  });

  test('an urgent report is confirmed when everybody has been told', () => {
    const report = DOCUMENTS['urgent-report-form'] ?? {};
    const all = report.reportedTo as string[];
    expect(resolved('urgent-response-path', 'confirm-report', report).refusals).toEqual([]);
    for (const left of all) {
      const some = { ...report, reportedTo: all.filter((told) => told !== left) };
      expect(resolved('urgent-response-path', 'confirm-report', some).refusals).toHaveLength(1);
    }
  });
});

describe('several people and what is handed down', () => {
  const group = (peopleCount: number, representatives = 1) =>
    petition({
      petitionMode: 'group-of-people',
      peopleCount,
      groupRepresentatives: Array.from({ length: representatives }, () => ({
        representativeName: '王某某',
        representativePhone: '13900000001',
      })),
    }) as FormData;

  test('two, three and four people on one matter are one case, with at most five representatives, the petitioner first', () => {
    for (const people of [2, 3, 4, 5]) expect(wrongAt('petition-registration', group(people))).toEqual([]);
    expect(wrongAt('petition-registration', group(1))).toEqual(['/peopleCount']);
    for (const others of [0, 4]) expect(wrongAt('petition-registration', group(9, others))).toEqual([]);
    expect(wrongAt('petition-registration', group(9, 5))).toEqual(['/groupRepresentatives']);
  });

  const { arrivalChannel: _, ...matter } = petition();
  const handed = {
    ...matter,
    handedManner: 'assigned-matter',
    handedFromUnit: '云河区信访局',
    handedFromNumber: '云信交〔2026〕8号',
    handedLetterDay: '2026-03-01',
    reportBackDay: '2026-04-20',
  } as FormData;

  test('what is handed down says from whom, their number and days; an assignment also when to report back', () => {
    expect(wrongAt('handed-down-matter', handed)).toEqual([]);
    for (const field of ['handedFromUnit', 'handedFromNumber', 'handedLetterDay', 'reportBackDay']) {
      const { [field]: __, ...rest } = handed;
      expect(wrongAt('handed-down-matter', rest)).toEqual([`/${field}`]);
    }
    const transferred: FormData = { ...handed, handedManner: 'transferred-matter' };
    delete transferred.reportBackDay;
    expect(wrongAt('handed-down-matter', transferred)).toEqual([]);
  });

  const TOLD = ['centre', 'case-lead', 'competent-department', 'joint-office'].map((who) => `${who}-was-told`);

  /** Every walk through a path that ends the case, none longer than `most` actions, without those that stay on their step. */
  function* walks(path: HandlingPath, facts: FormData, most: number): Generator<{ keys: string[]; state: PathState }> {
    const at = new Date('2026-03-02T01:00:00Z');
    const waiting = [{ keys: [] as string[], state: startPath(path, { receivedAt: at, registeredAt: at }, facts) }];
    for (let walk = waiting.pop(); walk; walk = waiting.pop()) {
      const { keys, state } = walk;
      if (path.steps.find(({ key }) => key === state.step)?.kind === 'end') yield walk;
      else if (keys.length < most) {
        for (const { key, to } of allowedActions(path, state)) {
          if (to === state.step || keys.includes(key)) continue;
          try {
            // What an urgent report says was told decides whether it is one.
            const told = { ...facts, reportedTo: TOLD };
            const done = { action: key, by: 'someone', at, answers: { facts: told } };
            waiting.push({ keys: [...keys, key], state: applyAction(path, state, done).state });
          } catch (error) {
            // It is refused for what is handed down so.
            if (!(error instanceof PathError && error.code === 'refused')) throw error;
          }
        }
      }
    }
  }

  const handedPaths = paths
    .filter(({ key }) => key.startsWith('handed-down-'))
    .map((path) => [path.key, path] as const);

  test.each(handedPaths)('%s: by no way is an assignment closed without its report', (_, path) => {
    const REPORTS = ['submit-completion-report', 'report-closing'];
    const ends = [...walks(path, handed, 12)];
    expect(ends.length).toBeGreaterThan(10);
    expect(ends.some(({ keys }) => keys.includes('report-closing'))).toBe(true);
    for (const { keys, state } of ends) {
      const reported = keys.some((key) => REPORTS.includes(key));
      // Whoever assigned it took it back, and wants no report of it.
      if (!reported) expect(keys).toContain('record-handed-back');
      const clock = state.clocks.find((each) => each.clock === 'report-back-clock');
      expect([keys, clock?.until, clock?.stoppedAt !== undefined, clock?.left ?? false]).toEqual([
        keys,
        '2026-04-20',
        true,
        !reported,
      ]);
    }
  });

  /** What routing makes of a matter handed down, with every sign that decides on a path. */
  async function routedWays(): Promise<Map<string, string>> {
    const route = ruleSet('petition-routing');
    const categories = [null, ...(route.outcomes?.category?.values ?? []).map(({ key }) => key)];
    const { properties = {} } = formOf('handed-down-matter').schema;
    const signs = [[], ...(properties.urgentSigns?.items?.enum ?? []).map((sign) => [sign])];
    const channels = properties.lawfulChannel?.enum ?? [undefined];
    const powers = properties.powerNeeded?.enum ?? [undefined];
    const ways = new Map<string, string>();
    for (const category of categories)
      for (const urgentSigns of signs)
        for (const lawfulChannel of channels)
          for (const powerNeeded of powers)
            for (const headcount of [1, 6]) {
              const facts = {
                form: 'handed-down-matter',
                category,
                urgentSigns,
                lawfulChannel,
                powerNeeded,
                headcount,
              };
              const { outcome } = await decide(route, facts as Record<string, Json>);
              ways.set(JSON.stringify(facts), String(outcome.path));
            }
    return ways;
  }

  test('whatever else is the matter with it, what is handed down keeps its objection and the day of its report', async () => {
    const ways = await routedWays();
    expect(ways.size).toBeGreaterThan(300);
    const clocksOf = (key: string) =>
      startPath(pathOf(key), RECEIVED, handed).clocks.map(({ clock, until }) => `${clock} ${until}`);
    const found = new Map([...new Set(ways.values())].map((key) => [key, clocksOf(key)]));
    expect([...found.keys()].sort()).toEqual([
      'handed-down-accusation-path',
      'handed-down-path',
      'handed-down-referral-path',
      'handed-down-urgent-path',
    ]);
    for (const clocks of found.values()) {
      expect(clocks).toEqual(expect.arrayContaining(['objection-clock undefined', 'report-back-clock 2026-04-20']));
    }
    expect(found.get('handed-down-urgent-path')).toContain('urgent-report-clock undefined');
  });

  test('an objection within five working days; an assignment is not closed without its report', () => {
    const { clocks, steps } = pathOf('handed-down-path');
    expect(clocks.find(({ key }) => key === 'objection-clock')).toMatchObject({
      duration: { value: 5, unit: 'working-day' },
      startsOn: [{ on: 'filed' }],
    });
    // From no opinion does a way lead past the report.
    // A withdrawal is none.
    const opinions = steps
      .find(({ key }) => key === 'opinion-decision')
      ?.actions.filter(({ outcome }) => outcome && outcome !== 'withdrawn-outcome');
    expect(new Set(opinions?.map(({ to }) => to))).toEqual(new Set(['report-back-step']));
    const skip = (handedManner: string) => resolved('handed-down-path', 'no-report-asked', {}, { handedManner });
    expect(skip('transferred-matter').refusals).toEqual([]);
    expect(skip('assigned-matter').refusals).toHaveLength(1);
  });
});

describe('review', () => {
  test('is decided as upheld, changed or revoked, and told with the remedy that is left', () => {
    for (const [key, remedy] of [
      ['review-path', '申请复核'],
      ['re-review-path', '信访程序就此终结'],
    ] as const) {
      const path = pathOf(key);
      const decided = actionsOf(path).flatMap((action) => {
        const effect = path.outcomes.find((it) => it.key === action.outcome)?.effect;
        return effect && ['upheld', 'changed', 'revoked'].includes(effect) ? [{ effect, action }] : [];
      });
      expect(decided.map(({ effect }) => effect)).toEqual(['upheld', 'changed', 'revoked']);
      for (const { action } of decided) {
        expect(action.notice?.['zh-CN']).toContain(remedy);
        expect(action.notice?.['zh-CN']).not.toContain('申请复查');
      }
    }
  });

  test.each(['review-path', 're-review-path'])(
    '%s: a late request is decided on only after a person took it in',
    async (key) => {
      const path = pathOf(key);
      const route = ruleSet('dispute-routing');
      const reviewRound = key === 'review-path' ? 1 : 2;
      const facts = { form: 'review-request-form', reviewRound, reviewOutside: false, reviewLate: true };
      const { outcome } = await decide(route, facts);
      expect([outcome.path, outcome.marks]).toEqual([key, ['late-request-mark']]);
      const decisions = ['uphold-opinion', 'change-opinion', 'revoke-opinion'];
      const reachable = (late: boolean, taken: boolean): string[] => {
        const seen = new Set<string>(['file-study-step']);
        for (const step of seen) {
          for (const action of path.steps.find(({ key: at }) => at === step)?.actions ?? []) {
            if (action.key === 'take-in-late-request' && !taken) continue;
            const state = { ...startPath(path, RECEIVED), step };
            seen.add(resolveAction(path, state, action, { facts: { reviewLate: late } }).to);
          }
        }
        return path.steps
          .filter(({ key: at }) => seen.has(at))
          .flatMap(({ actions }) => actions.map(({ key: of }) => of));
      };
      expect(reachable(true, false)).not.toEqual(expect.arrayContaining(['uphold-opinion']));
      expect(reachable(true, true)).toEqual(expect.arrayContaining(decisions));
      expect(reachable(false, false)).toEqual(expect.arrayContaining(decisions));
      expect(reachable(false, false)).not.toContain('take-in-late-request');
      const late = path.steps.find(({ key: at }) => at === 'late-request-decision');
      expect(late?.kind).toBe('human-decision');
      for (const { key: of, requires } of late?.actions ?? []) expect([of, requires?.reasons]).toEqual([of, true]);
    },
  );

  test('no matter is closed as another channel’s while its registration denies that; what is told names channel and body', () => {
    const guiding = paths.flatMap((path) => {
      const action = actionsOf(path).find(({ key }) => key === 'guide-to-channel');
      return action ? [{ path, action }] : [];
    });
    expect(guiding.length).toBeGreaterThan(10);
    const body = { channelBody: '云河区人民法院', channelUntil: '三年内', channelHow: '到立案窗口办理。' };
    const data = { channelKind: 'court-litigation', ...body };
    for (const { path, action } of guiding) {
      const { required = [] } = formOf(action.form ?? '').schema;
      expect(required).toEqual(expect.arrayContaining(Object.keys(data)));
      for (const field of Object.keys(data)) expect(action.notice?.['zh-CN']).toContain(`{answer:${field}}`);
      // A dispute has no such question.
      if (path.key === 'dispute-mediation-path') continue;
      const denied = (lawfulChannel: string) => resolved(path.key, action.key, data, { lawfulChannel }).refusals;
      expect(denied('no-other-channel')).toMatchObject([{ words: { 'zh-CN': expect.stringContaining('更正登记') } }]);
      expect(denied('court-litigation')).toEqual([]);
      expect(denied('labour-arbitration')).toMatchObject([{ words: { 'zh-CN': expect.stringContaining('不一致') } }]);
    }
  });

  test('what an authority outside has decided is told with its number and with what is left', () => {
    for (const [key, remedy] of [
      ['review-sent-on-path', '申请复核'],
      ['re-review-sent-on-path', '信访程序就此终结'],
    ] as const) {
      const told = actionsOf(pathOf(key)).find((action) => action.key === 'record-outside-answer')?.notice;
      expect(told?.['zh-CN']).toContain(remedy);
      expect(told?.['zh-CN']).toContain('{answer:answerNumber}');
      expect(told?.['zh-CN']).toContain('{answer:answerDay}');
      // What need not be given is not named.
      const copy = JSON.stringify(pathOf(key)).replaceAll('{answer:answerNumber}', '{answer:handleAnewBy}');
      const codes = checkPath(JSON.parse(copy), { calendar, forms }).map(({ code }) => code);
      expect(codes).toEqual(['notice-names-no-answer']);
      const periods = pathOf(key).clocks.filter(({ whose }) => whose === 'petitioner');
      expect(periods.map(({ limit }) => limit)).toEqual(remedy === '申请复核' ? ['re-review-request-limit'] : []);
    }
  });

  test('has a clock of its own at each stage; only the hearing of a re-review stops it', () => {
    expect(pathOf('review-path').clocks.map(({ limit }) => limit)).toEqual(['review-limit', 're-review-request-limit']);
    expect(pathOf('re-review-path').clocks.map(({ limit }) => limit)).toEqual(['re-review-limit']);
    const pauses = every(actionsOf).filter(([, { effects = [] }]) =>
      effects.some(({ type }) => type === 'pause-clock'),
    );
    expect([...new Set(pauses.map(([path]) => path))]).toEqual(['re-review-path']);
  });
});

describe('kinds of matter', () => {
  test('an undecided policy is looked up: it is no kind, and no policy gap', async () => {
    const [classify, route] = [ruleSet('demand-classification'), ruleSet('petition-routing')];
    for (const demandJustified of ['justified-demand', 'partly-justified-demand', 'not-yet-clear']) {
      const facts = { form: 'petition-registration', demandJustified, policyFound: 'policy-unsure' };
      const { outcome } = await decide(classify, facts);
      const routed = await decide(route, { ...facts, category: outcome.category ?? null, headcount: 1 });
      expect([outcome.category, routed.outcome.path, routed.outcome.marks]).toEqual([
        undefined,
        'first-assessment-path',
        undefined,
      ]);
    }
  });

  test('an accusation is handled by no department that is accused, and goes on no agenda', async () => {
    const form = formOf('accusation-registration').schema.properties ?? {};
    const route = ruleSet('accusation-routing');
    for (const accusedDepartment of form.accusedDepartment?.enum ?? []) {
      for (const accusedPosition of form.accusedPosition?.enum ?? []) {
        const { outcome } = await decide(route, {
          form: 'accusation-registration',
          accusedDepartment,
          accusedPosition,
        });
        expect(outcome.department).not.toBe(accusedDepartment);
        expect([outcome.jointDepartments, outcome.sessions]).toEqual([undefined, undefined]);
        expect(outcome.path).toBe('accusation-path');
      }
    }
  });

  test('what is told of an accusation names nobody, and its facts are sealed', () => {
    for (const { notice } of actionsOf(pathOf('accusation-path'))) {
      if (notice) expect(notice['zh-CN'] + notice.en).not.toContain('{title}');
    }
    const form = formOf('accusation-registration').schema.properties ?? {};
    for (const field of ['accusedNames', 'accusationFacts']) expect(form[field]).toHaveProperty('x-sensitive');
  });

  test('neither a suggestion nor an accusation is told of a review that it does not have', () => {
    for (const key of ['suggestion-path', 'accusation-path']) {
      const { rights, outcomes, steps, clocks } = pathOf(key);
      expect(JSON.stringify([rights, outcomes, steps, clocks])).not.toMatch(/复查|review/);
    }
  });

  test('whoever withdrew, was guided elsewhere or not accepted is told of no review (35: of opinions alone)', () => {
    const ended = /^(withdrawn|guided|not-accepted|handed-back|agreed)-/;
    const told = paths.flatMap((path) =>
      path.outcomes.flatMap(({ key }) =>
        ended.test(key) && /申请复[查核]/.test(rightsOf(path, key)?.['zh-CN'] ?? '') ? [`${path.key} ${key}`] : [],
      ),
    );
    expect(told).toEqual([]);
  });
});
