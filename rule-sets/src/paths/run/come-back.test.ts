import { readFileSync } from 'node:fs';
import type { LocalizedText } from '@caseway/form-schemas';
import type { HandlingPath, PathOutcome } from '../../model/handling-path.ts';
import { checkPath } from '../check/check-path.ts';
import { rightsOf } from '../rights.ts';
import { comeBack, isReviewAsked, isReviewable, reviewAsked, reviewTakenBack } from './come-back.ts';
import type { PathState } from './path-state.ts';

const PATH: HandlingPath = JSON.parse(readFileSync('rule-sets/library/paths/policy-implementation-path.json', 'utf8'));
const TOLD = '2026-03-02T01:00:00.000Z';
const at = new Date('2026-04-20T01:00:00.000Z');
const run = (clock: string) => ({ clock, epoch: 1, startedAt: TOLD, extensions: [], pauses: [] });
const closed: PathState = {
  step: 'closed-end',
  enteredAt: TOLD,
  clocks: [run('review-request-clock')],
  outcome: 'explained-outcome',
  history: [
    {
      action: 'issue-explained-opinion',
      from: 'opinion-decision',
      to: 'return-visit-step',
      by: 'lead',
      at: TOLD,
      outcome: 'explained-outcome',
      told: { deliveredOn: '2026-03-02' },
    },
  ],
};
const codes = (path: HandlingPath) => checkPath(path).map(({ code, pointer }) => `${code} ${pointer}`);
const changed = (change: (path: HandlingPath) => void): HandlingPath => {
  const path = structuredClone(PATH);
  change(path);
  return path;
};

test('only what begins a period for asking can be reviewed', () => {
  expect(isReviewable(PATH, 'issue-explained-opinion')).toBe(true);
  expect(isReviewable(PATH, 'guide-to-channel')).toBe(false);
});

test('asking ends the period for asking, on a closed case too', () => {
  expect(reviewAsked(PATH, closed, at).clocks).toMatchObject([
    { clock: 'review-request-clock', stoppedAt: at.toISOString() },
  ]);
});

test('taken back, the period for asking goes on as it ran, and another may be asked for', () => {
  const asked = reviewAsked(PATH, closed, at);
  const back = reviewTakenBack(PATH, asked, at);
  expect([back, isReviewAsked(PATH, back)]).toEqual([closed, false]);
  // One that an earlier request used stays used.
  expect(reviewTakenBack(PATH, asked, new Date(at.getTime() + 1))).toEqual(asked);
});

test('a review was asked for of what stands, and not of what was decided anew since', () => {
  const asked = reviewAsked(PATH, closed, at);
  expect([isReviewAsked(PATH, closed), isReviewAsked(PATH, asked)]).toEqual([false, true]);
  const [told] = closed.history;
  if (!told) throw new Error('told nothing');
  const history = [...asked.history, { ...told, at: '2026-05-10T01:00:00.000Z', told: { deliveredOn: null } }];
  expect(isReviewAsked(PATH, { ...asked, history })).toBe(false);
  const { outcome: _, ...undecided } = asked;
  expect(isReviewAsked(PATH, undecided)).toBe(false);
});

describe('a case comes back', () => {
  const by = 'reviewer';
  test('revoked: without its outcome, with the day that the review set, and its history whole', () => {
    const back = comeBack(PATH, closed, { effect: 'revoked', data: { handleAnewBy: '2026-05-20' }, by, at });
    expect(back).toMatchObject({ step: 'implementation-step', enteredAt: at.toISOString() });
    expect(back?.outcome).toBeUndefined();
    expect(back?.clocks.find(({ clock }) => clock === 'handled-anew-clock')).toMatchObject({ until: '2026-05-20' });
    expect(back?.history[0]).toEqual(closed.history[0]);
    expect(back?.history[1]).toMatchObject({ from: 'closed-end', to: 'implementation-step', reviewed: 'revoked' });
  });

  test('revoked with no day set: in the time of the path', () => {
    const clock = comeBack(PATH, closed, { effect: 'revoked', data: {}, by, at })?.clocks.at(-1);
    expect(clock?.clock).toBe('handled-anew-clock');
    expect(clock?.until).toBeUndefined();
  });

  test('changed: to have it carried out, with its outcome', () => {
    const back = comeBack(PATH, closed, { effect: 'changed', data: {}, by, at });
    expect(back).toMatchObject({ step: 'return-visit-step', outcome: 'explained-outcome' });
    expect(back?.clocks.map(({ clock }) => clock)).not.toContain('handled-anew-clock');
  });

  test('nowhere where the path names no step', () => {
    expect(comeBack({ ...PATH, afterReview: {} }, closed, { effect: 'revoked', data: {}, by, at })).toBeNull();
  });
});

describe('is checked', () => {
  test('the shipped path has nothing to say', () => {
    expect(codes(PATH).filter((code) => /review|comes-back/.test(code))).toEqual([]);
  });

  test('a notice that offers a review that nobody could register', () => {
    const path = changed(({ clocks }) => {
      const clock = clocks.find(({ key }) => key === 'review-request-clock');
      if (clock) clock.startsOn = clock.startsOn.slice(1);
    });
    expect(codes(path).filter((code) => code.startsWith('review-without-clock'))).toHaveLength(1);
  });

  test('a period that goes on after it was used, and rights to what there is not', () => {
    const path = changed(({ clocks }) => {
      const clock = clocks.find(({ key }) => key === 'review-request-clock');
      if (clock) clock.stopsOn = [];
    });
    expect(codes(path)).toContain('rights-without-review /rights');
    const calendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));
    expect(checkPath(path, { calendar }).map(({ code }) => code)).toContain('review-clock-goes-on');
  });

  test('an outcome that cannot be reviewed tells of no review; one that can, does', () => {
    const at = (key: string) => PATH.outcomes.findIndex((outcome) => outcome.key === key);
    const rights = (of: (path: HandlingPath) => void) => codes(changed(of)).filter((code) => /review/.test(code));
    const own = (key: string, value: LocalizedText | null | undefined) =>
      rights(({ outcomes }) => {
        const { rights: _, ...rest } = outcomes[at(key)] as PathOutcome;
        outcomes[at(key)] = value === undefined ? rest : { ...rest, rights: value };
      });
    expect(own('withdrawn-outcome', undefined)).toEqual([
      `outcome-without-review /outcomes/${at('withdrawn-outcome')}`,
    ]);
    const offer = PATH.rights as LocalizedText;
    expect(own('guided-outcome', offer)).toEqual([`outcome-without-review /outcomes/${at('guided-outcome')}/rights`]);
    expect(own('guided-outcome', null)).toEqual([]);
    expect(own('explained-outcome', null)).toEqual([`review-untold /outcomes/${at('explained-outcome')}/rights`]);
    const reviewed = ['supported-outcome', 'explained-outcome', 'unsupported-outcome'];
    expect(rights((path) => void delete path.rights)).toEqual(
      reviewed.map((key) => `review-untold /outcomes/${at(key)}`),
    );
    // What another outcome always follows is not told at an end: the opinion on the demand is still ahead.
    const referral = JSON.parse(readFileSync('rule-sets/library/paths/lawful-referral-path.json', 'utf8'));
    expect(rightsOf(referral, 'referred-outcome')).toEqual(referral.rights);
    expect(codes(referral).filter((code) => /review/.test(code))).toEqual([]);
  });

  test('a revoked opinion that leads nowhere, or to an end', () => {
    expect(codes({ ...PATH, afterReview: { changed: 'return-visit-step' } })).toContain(
      'review-leads-nowhere /afterReview',
    );
    expect(codes({ ...PATH, afterReview: { revoked: 'closed-end' } })).toContain(
      'comes-back-to-end /afterReview/revoked',
    );
  });
});
