import type { Json, Locale, LocalizedText } from '@caseway/form-schemas';
import {
  type ActionAnswers,
  type AppliedAction,
  doneOnIn,
  type HandlingPath,
  noticeOf,
  type PathAction,
  type PathEvent,
} from '@caseway/rule-sets';
import { DomainError } from '../../../errors/domain-error.ts';
import type { CalendarOf } from '../../deadlines/deadline-plan.ts';
import type { CaseRow } from '../case/case-row.ts';
import type { ActionRequest, CheckedAction } from './action-checks.service.ts';
import { type StepData, stepDataDetails } from './step-forms.service.ts';

/** What was done, in whichever step, or on a path that the case has left; `tells`: it told in writing. */
export function actionOf(
  path: HandlingPath,
  { action: key, earlier }: Pick<PathEvent, 'action' | 'earlier'>,
): Pick<PathAction, 'key' | 'title' | 'tells'> | undefined {
  if (earlier) return { key, title: earlier.title, ...(earlier.form && { tells: { form: earlier.form } }) };
  return path.steps.flatMap(({ actions }) => actions).find((action) => action.key === key);
}

/** What people write down with an action, by name. */
export const WORDS = ['reasons', 'legalBasis', 'policyBasis'] as const;

/** An action as it stands in the history of its case: by whom is the entry's own. */
export function actionDetails(
  path: HandlingPath,
  { action, to, resolved }: AppliedAction,
  request: ActionRequest,
  { stepData, unanswered }: CheckedAction,
): Record<string, Json> {
  const outcome = path.outcomes.find(({ key }) => key === resolved.outcome);
  const details: Record<string, Json> = { action: action.key, title: { ...action.title }, to: { ...to.title } };
  for (const name of WORDS) {
    const said = request[name]?.trim();
    if (said) details[name] = said;
  }
  if (outcome) details.outcome = { ...outcome.title };
  if (request.documents) details.documents = request.documents;
  if (stepData) Object.assign(details, { form: action.form ?? null }, stepDataDetails(stepData));
  // Kept whatever the action came to: what somebody wrote down is never dropped.
  const outstanding = request.outstanding?.trim();
  if (outstanding) details.outstanding = outstanding;
  if (unanswered.length > 0) details.unanswered = unanswered.map(({ department }) => department);
  return details;
}

/** An attempt to deliver, as it stands in the history. `toldAt` tells which telling it belongs to. */
export function deliveryDetails(
  action: Pick<PathAction, 'key' | 'title'> | undefined,
  toldAt: string,
  deliveredOn: string | null,
  delivery: StepData,
): Record<string, Json> {
  const title = action?.title ?? { 'zh-CN': '', en: '' };
  const triedOn = doneOnIn(delivery.form, delivery.open);
  const days = { deliveredOn, ...(triedOn !== undefined && { triedOn }) };
  return { action: action?.key ?? null, toldAt, title: { ...title }, ...days, ...stepDataDetails(delivery) };
}

/** What the petitioner is told, in both languages; `invalid` where it names a day that is not known. */
export function noticeText(
  row: CaseRow,
  applied: AppliedAction,
  path: HandlingPath,
  calendarOf: CalendarOf,
  {
    reasons,
    department,
    locale,
    answers,
  }: { reasons: string | undefined; department: LocalizedText | null; locale: Locale; answers: ActionAnswers },
): LocalizedText | null {
  const outcome = path.outcomes.find(({ key }) => key === applied.resolved.outcome);
  const { text, problems } = noticeOf(
    path,
    applied,
    calendarOf,
    (language) => ({
      number: row.number,
      title: row.title,
      reasons: reasons?.trim() ?? '',
      outcome: outcome?.title[language] ?? '',
      department: department?.[language] ?? '',
    }),
    answers,
  );
  const items = problems.flatMap((it) => ('words' in it ? [{ pointer: it.pointer, message: it.words[locale] }] : []));
  if (items.length > 0) throw new DomainError('invalid', {}, items);
  return text;
}
