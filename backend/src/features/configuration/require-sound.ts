import { fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { gatherTogether, type TogetherFinding } from '@caseway/rule-sets';
import type { FindingOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { FormProofs } from '../analysis/form-proofs.service.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import { checkWhole } from './check-whole.ts';
import { documentText, wholeFindingText } from './configuration-texts.ts';
import { checkContent } from './content-checks.ts';
import { misfitOut, misfits, type Published, versionsOf } from './together.ts';
import type { AnyVersioned } from './versioned.ts';

/** Where it is put in force, in whose words, and who proves forms. */
interface Where {
  /** What the township is called. */
  place: LocalizedText;
  locale: Locale;
  proofs: Pick<FormProofs, 'of'>;
}

/** Errors of one document among the others, placed and named. */
async function errorsOf(
  item: AnyVersioned,
  around: ActiveConfiguration,
  { locale, proofs }: Where,
): Promise<FindingOut[]> {
  const { kind, key, content } = item;
  const findings = await checkContent(kind, content, around, locale, proofs);
  return findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({
      ...finding,
      pointer: `/${kind}/${key}${finding.pointer}`,
      message: documentText(item, finding.message, locale),
      places: [{ kind, key, pointer: finding.pointer }],
    }));
}

const IN_PLACE: LocalizedText = { 'zh-CN': '{message}（{place}：{versions}）', en: '{message} ({place}: {versions})' };

/** A finding where it is put in force: with the versions that would stand there, and where. */
function inForceOut(finding: TogetherFinding, next: ActiveConfiguration, { place, locale }: Where) {
  const out = misfitOut(finding, next, locale);
  const message = fill(IN_PLACE[locale], {
    versions: versionsOf(finding, next, locale),
    place: place[locale],
    message: out.message,
  });
  return { ...out, message };
}

/** What many documents read of one place, and which is no longer there, is one thing. */
const gathered = (findings: readonly TogetherFinding[]): TogetherFinding[] =>
  gatherTogether(findings, ({ places: [, read] }) => read);

/** Whether a pointer leads to a place or into it. */
export const isWithin = (pointer: string, place: string): boolean =>
  pointer === place || pointer.startsWith(`${place}/`);

const same = (a: FindingOut, b: FindingOut): boolean =>
  a.code === b.code && a.pointer === b.pointer && a.message === b.message;

/**
 * What keeps `next` from standing in a township in place of `before`: every document is checked among all the others, not
 * only the one that changes. What was wrong before, with a document that does not change, is no fault of this change.
 * `published` tells what was meant where nothing stood.
 */
export async function unsound(
  next: ActiveConfiguration,
  before: ActiveConfiguration,
  published: Published,
  where: Where,
): Promise<FindingOut[]> {
  const findings: FindingOut[] = checkWhole(next).map((finding) => ({
    severity: 'error',
    code: finding.code,
    pointer: `/${finding.kind}/${finding.key}`,
    // What is put out of force by this change is called as it was.
    message: wholeFindingText(finding, [...next.items, ...before.items], where.locale),
    places: finding.places,
  }));
  const unfit = misfits(next, before, published).filter(({ severity }) => severity === 'error');
  findings.push(...gathered(unfit).map((finding) => inForceOut(finding, next, where)));
  const told = unfit.flatMap(({ places: [{ kind, key, pointer }] }) => `/${kind}/${key}${pointer}`);
  for (const item of next.items) {
    const stays = before.items.some(({ versionId }) => versionId === item.versionId);
    // A form is judged by itself: nothing beside it makes anything else of it, and its proof is not for nothing.
    if (stays && item.kind === 'forms') continue;
    const errors = await errorsOf(item, next, where);
    if (errors.length === 0) continue;
    const known = stays ? await errorsOf(item, before, where) : [];
    // What is told with both of its sides is not told again from one side.
    const rest = errors.filter(({ pointer }) => !told.some((place) => isWithin(pointer, place)));
    findings.push(...rest.filter((error) => !known.some((other) => same(error, other))));
  }
  return findings;
}

/**
 * Throws `findings` with everything that does not hold together. Answers what does, and still takes something from
 * somebody who reads: as warnings, for who puts it in force to be told.
 */
export async function requireSound(
  next: ActiveConfiguration,
  before: ActiveConfiguration,
  published: Published,
  where: Where,
): Promise<FindingOut[]> {
  const findings = await unsound(next, before, published, where);
  if (findings.length === 0) {
    const open = misfits(next, before, published).filter(({ severity }) => severity === 'warning');
    return gathered(open).map((finding) => inForceOut(finding, next, where));
  }
  throw new DomainError(
    'findings',
    { count: findings.length },
    findings.map(({ pointer, message, places }) => ({ pointer, message, ...(places && { places }) })),
  );
}
