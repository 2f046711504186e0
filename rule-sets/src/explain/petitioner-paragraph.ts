import type { Json } from '@caseway/form-schemas';
import { factKey } from '../facts.ts';
import type { Decision, RuleSet } from '../model/rule-set.ts';
import type { Difference, Differences } from './difference.ts';
import { petitionerReason } from './explain-decision.ts';
import { factLabel, type Reading, type ReadingOptions, readingOf, say } from './reading.ts';

const MOST_FACTS = 2;

/**
 * Whether a difference may be hinted at to the person concerned. Yes-or-no questions never are: their very label may
 * say what somebody is thought to have done, or be in need of. Nor are questions left open: nothing was noted.
 */
function isSafe(reading: Reading, { changes, exact, targets }: Difference): boolean {
  if (!exact || changes.length === 0 || changes.length > MOST_FACTS) return false;
  if (!targets.some(({ kind }) => kind === 'rule')) return false;
  return changes.every(({ fact, path, kind, from }) => {
    const info = reading.facts.get(factKey(fact, path));
    return from !== null && kind === 'situation' && info !== undefined && !info.sensitive && info.type !== 'boolean';
  });
}

/**
 * Whether it was filed to have another case reviewed: what is noted there belongs to that case, was told by its opinion, and
 * is not for the petitioner to put right here.
 */
function asksForReview({ form: own }: RuleSet, { form = own }: Record<string, Json>, { forms = [] }: ReadingOptions) {
  return forms.some(({ key, review }) => key === form && review !== undefined);
}

/**
 * A decision for the person concerned: why, in the rules' own sentences, with the policy each comes from; and, where
 * a small change of what was noted leads elsewhere, which answers to look at again. Names the questions only, never a
 * value, an outcome or another rule: nobody is told what to say, or what they might have been taken for. Empty where
 * there is nothing to tell: a hint follows a reason, or it would say what may change of nothing. `facts`: what was asked.
 */
export function petitionerParagraph(
  ruleSet: RuleSet,
  decision: Decision,
  { facts, differences }: { facts: Record<string, Json>; differences: Differences | undefined },
  options: ReadingOptions,
): string {
  const reason = petitionerReason(ruleSet, decision, options.locale);
  // How a demand is judged is for the office to weigh: nobody is invited to argue over a proposal.
  if (!reason || ruleSet.kind === 'classification' || asksForReview(ruleSet, facts, options)) return reason;
  const reading = readingOf(ruleSet, options);
  const safe = differences?.differences.find((difference) => isSafe(reading, difference));
  if (!safe) return reason;
  const labels = safe.changes.map(({ fact, path }) => `“${factLabel(reading, fact, path)}”`);
  const names = labels.join(say(reading, '和', ' and '));
  const hint = say(
    reading,
    `如果登记的${names}与实际情况不符，请告诉我们，办理方式可能随之调整。`,
    `If what we noted under ${names} is not right, please tell us: your matter may then be handled differently.`,
  );
  return [reason, hint].join(say(reading, '', ' '));
}
