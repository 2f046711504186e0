import { bindingValue, type FormData, type FormDefinition, type Json, splitSensitive } from '@caseway/form-schemas';
import { localDay, type SystemFact } from '@caseway/rule-sets';

const DAY_MS = 86_400_000;

/** What the platform itself knows about a case when rules are asked. */
export interface CaseCircumstances {
  township: string;
  place: string | null;
  receivedAt: Date;
  /** YYYY-MM-DD, Asia/Shanghai. */
  receivedOn: string;
  now: Date;
  repeatCount: number;
  /** What a request for a review knows of itself; null for a matter of its own. */
  review: { round: number; late: boolean; outside: boolean } | null;
}

/**
 * The facts of a case: its open data and the system facts that every rule set sees. Personal data is never a fact:
 * no rule decides by who somebody is.
 */
export function caseFacts(form: FormDefinition, data: FormData, known: CaseCircumstances): Record<string, Json> {
  const today = localDay(known.now);
  const headcount = bindingValue(form, data, 'headcount');
  const system: Partial<Record<SystemFact, Json>> = {
    form: form.key,
    township: known.township,
    place: known.place,
    receivedAt: known.receivedAt.toISOString(),
    receivedOn: known.receivedOn,
    today,
    ageDays: Math.round((Date.parse(today) - Date.parse(known.receivedOn)) / DAY_MS),
    headcount: typeof headcount === 'number' ? headcount : 1,
    repeatCount: known.repeatCount,
    reviewRound: known.review?.round ?? 0,
    reviewLate: known.review?.late ?? false,
    reviewOutside: known.review?.outside ?? false,
  };
  return { ...splitSensitive(form, data).open, ...system };
}
