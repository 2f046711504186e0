// What the shipped paths make of every answer, carried out: refused in words, or nothing that it contradicts.
import { choicesOf, readPointer } from '@caseway/form-schemas';
import { checkAnswering } from '../paths/check/check-answering.ts';
import { unfitAnswers } from '../paths/run/unfit-answers.ts';
import { contradictions, FORMS, PATHS, stateOf, type Tried, tryAll } from './testing/every-answer.ts';

test.each(PATHS.map((path) => [path.key, path] as const))('%s: every answer is refused in words or fits', (_, path) => {
  const tried = tryAll(path, FORMS);
  expect(contradictions(path, tried, FORMS)).toEqual([]);
  const asked = tried.filter(({ form }) => form !== undefined);
  for (const { resolved } of asked) {
    for (const refusal of resolved.refusals) expect('words' in refusal && refusal.words['zh-CN']).toBeTruthy();
    // Nothing is refused for what the path made of it: what does not fit has a way of its own.
    const codes = resolved.refusals.map(({ code }) => code);
    expect(codes).not.toContain('answer-denies-telling');
  }
  // Wherever a case stands, some answer leads on.
  const placeOf = ({ pointer, before }: Tried) => `${pointer} ${JSON.stringify(before)}`;
  const leadsOn = new Set(asked.filter(({ resolved }) => resolved.refusals.length === 0).map(placeOf));
  expect([...new Set(asked.map(placeOf))].filter((place) => !leadsOn.has(place))).toEqual([]);
  expect(checkAnswering(path, { forms: FORMS })).toEqual([]);
  // No case is closed with nothing decided.
  const closed = tried.filter(
    ({ resolved, before }) =>
      resolved.refusals.length === 0 &&
      path.steps.some(({ key, kind }) => key === resolved.to && kind === 'end') &&
      (resolved.outcome === undefined ? before.outcome : resolved.outcome) === undefined,
  );
  expect(closed.map(({ action }) => action.key)).toEqual([]);
});

test('what is offered no more is what would be refused with whatever other answers, and says why', () => {
  const told = new Set<string>();
  for (const path of PATHS) {
    const places = new Map<string, Tried[]>();
    for (const one of tryAll(path, FORMS)) {
      const place = JSON.stringify([one.pointer, one.before, one.facts]);
      places.set(place, [...(places.get(place) ?? []), one]);
    }
    for (const [place, tried] of places) {
      const [{ action, form, before, facts } = {}] = tried;
      if (!action || !form || !before) continue;
      const refused = choicesOf(form).flatMap(({ pointer, answers: all }) =>
        all
          .filter((answer) => {
            const given = tried.filter(({ data }) => readPointer(data, pointer) === answer);
            return given.length > 0 && given.every(({ resolved }) => resolved.refusals.length > 0);
          })
          .map((answer) => `${pointer} ${answer}`),
      );
      const unfit = unfitAnswers(path, stateOf(before), action, { form, facts });
      expect([place, ...unfit.map(({ pointer, answer }) => `${pointer} ${answer}`)]).toEqual([place, ...refused]);
      for (const { pointer, answer, reason } of unfit)
        told.add(`${action.form} ${pointer} ${answer}: ${reason['zh-CN']}`);
    }
  }
  expect(told).toContain('return-visit-form /promiseKept nothing-was-due: 与此前作出的处理结果“予以支持”不符。');
});
