import type { Json, Locale, LocalizedText } from '@caseway/form-schemas';
import {
  type AppliedAction,
  type HandlingPath,
  type PathAction,
  type PathEvent,
  renderNotice,
} from '@caseway/rule-sets';
import type { CalendarOf } from '../../deadlines/deadline-plan.ts';
import { nextDue } from '../../deadlines/next-due.ts';
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
  if (unanswered.length > 0) {
    details.outstanding = request.outstanding?.trim() ?? '';
    details.unanswered = unanswered.map(({ department }) => department);
  }
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
  return { action: action?.key ?? null, toldAt, title: { ...title }, deliveredOn, ...stepDataDetails(delivery) };
}

/** What the petitioner is told, in both languages: with the deadline that then comes first. */
export function noticeText(
  row: CaseRow,
  { state, resolved }: AppliedAction,
  path: HandlingPath,
  calendarOf: CalendarOf,
  { reasons, department }: { reasons: string | undefined; department: LocalizedText | null },
): LocalizedText | null {
  const { notice } = resolved;
  if (!notice) return null;
  const outcome = path.outcomes.find(({ key }) => key === resolved.outcome);
  const due = nextDue(path, state.clocks, calendarOf);
  const values = (language: Locale) => ({
    number: row.number,
    title: row.title,
    reasons: reasons?.trim() ?? '',
    deadline: due?.dueOn ?? '',
    outcome: outcome?.title[language] ?? '',
    department: department?.[language] ?? '',
  });
  return { 'zh-CN': renderNotice(notice['zh-CN'], values('zh-CN')), en: renderNotice(notice.en, values('en')) };
}
