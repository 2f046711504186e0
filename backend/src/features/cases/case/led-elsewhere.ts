import type { LocalizedText } from '@caseway/form-schemas';
import { type HandlingPath, type OtherWay, type PathState, stepOf } from '@caseway/rule-sets';
import type { CaseChange, CaseEffect } from './case-effect.ts';
import type { CaseRow } from './case-row.ts';
import { DONE_AGAIN, filled, LED_ELSEWHERE, STEP_LEFT, STEP_REACHED, TOLD_STAYS } from './case-texts.ts';

/** What the history says of a correction by which an act would have led elsewhere. */
function messageOf(path: HandlingPath, { history, step: stands }: PathState, { step, event, told }: OtherWay) {
  const done = history[event];
  const action = path.steps.flatMap(({ actions }) => actions).find(({ key }) => key === done?.action)?.title;
  const titles = { from: stepOf(path, stands).title, to: stepOf(path, step).title };
  const text = told ? TOLD_STAYS : step === done?.from ? DONE_AGAIN : LED_ELSEWHERE;
  return filled(text, { action: action ?? titles.from, ...titles });
}

/**
 * What follows where what is now registered leads a case to another step (`row`: as it then stands), or would have, had nothing
 * been told in writing since: work of the step that it leaves is nobody's any more, and who has the other one is told.
 */
export function ledElsewhere(before: CaseRow, row: CaseRow, path: HandlingPath, other: OtherWay): CaseEffect[] {
  const message: LocalizedText = messageOf(path, before.pathState, other);
  const said: CaseEffect = { type: 'timeline', kind: 'led-elsewhere', details: { message: { ...message } } };
  if (other.told) return [said];
  const { number, title } = row;
  return [
    { type: 'cancel-tasks', of: 'step', because: message },
    { type: 'cancel-tasks', of: 'left', step: before.step, because: filled(STEP_LEFT, { action: message }) },
    said,
    { type: 'step-task', tell: filled(STEP_REACHED, { number, title, step: stepOf(path, row.step).title }) },
  ];
}

/** What a change says of it. */
export const ledIn = ({ effects }: CaseChange): LocalizedText[] =>
  effects.flatMap((effect) =>
    effect.type === 'timeline' && effect.kind === 'led-elsewhere' ? [effect.details.message as LocalizedText] : [],
  );
