import { fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { documentText } from '../../configuration/configuration-texts.ts';
import type { AnyVersioned } from '../../configuration/versioned.ts';

const VERSIONS: Record<'changed' | 'added' | 'removed', LocalizedText> = {
  changed: { 'zh-CN': '由第{from}版改为第{to}版。', en: 'version {from} became version {to}.' },
  added: { 'zh-CN': '新启用第{to}版。', en: 'version {to} was put in force.' },
  removed: { 'zh-CN': '已停用（原为第{from}版）。', en: 'taken out of force (version {from} before).' },
};

/** Another version of a document that was, or is, in force. */
export interface DocumentChange {
  from?: AnyVersioned;
  to?: AnyVersioned;
}

/** The documents whose versions differ, in the order of `now`, those that are gone last. */
export function documentChanges(before: readonly AnyVersioned[], now: readonly AnyVersioned[]): DocumentChange[] {
  const same = (a: AnyVersioned) => (b: AnyVersioned) => a.kind === b.kind && a.key === b.key;
  const changed = now.flatMap((to): DocumentChange[] => {
    const from = before.find(same(to));
    return from?.versionId === to.versionId ? [] : [from ? { from, to } : { to }];
  });
  return [...changed, ...before.filter((from) => !now.some(same(from))).map((from) => ({ from }))];
}

/** Which document, from which version to which, as one sentence. */
export function documentChangeText({ from, to }: DocumentChange, locale: Locale): string {
  const item = to ?? from;
  if (!item) return '';
  const words = fill(VERSIONS[from && to ? 'changed' : to ? 'added' : 'removed'][locale], {
    from: from?.number,
    to: to?.number,
  });
  return documentText(item, words, locale);
}
