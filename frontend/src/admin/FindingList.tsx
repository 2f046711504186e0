import type { ConfigKind, FindingOut } from '@caseway/backend/contract';
import { titlesAt } from '@caseway/rule-sets';
import { Fragment } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { MendButtons } from './MendButtons.tsx';
import { PlaceLink, useTitles } from './PlacedList.tsx';

/** Parts of documents that have no title of their own. */
const PARTS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'schema',
  'ui',
  'bindings',
  'steps',
  'clocks',
  'outcomes',
  'days',
  'limits',
]);

interface Props {
  findings: readonly FindingOut[];
  /** Why they are not of what stands there; absent: they are. */
  unchecked: string | undefined;
  /** The document before the reader: what other documents have to do with it is linked. */
  kind: ConfigKind;
  documentKey: string;
  /** What was checked: a place is called as it is there. */
  content: unknown;
  onChoose: (pointer: string) => void;
  /** Absent: the reader may not. */
  onMend?: ((label: string, edits: NonNullable<FindingOut['mends']>[number]['edits']) => void) | undefined;
}

/** Of what is between two documents: the way to the other one, and the ways to mend it. */
export function FindingWays({
  finding,
  kind,
  documentKey,
  onMend,
}: Pick<Props, 'kind' | 'documentKey' | 'onMend'> & { finding: FindingOut }) {
  const elsewhere = (finding.places ?? []).filter((place) => place.kind !== kind || place.key !== documentKey);
  const titleOf = useTitles(elsewhere);
  // What people call alike is one way: a rule that asks the same thing twice.
  const others = elsewhere.filter(
    (place, index) =>
      elsewhere.findIndex(({ key, title = '' }) => key === place.key && title === (place.title ?? '')) === index,
  );
  if (!finding.places) return null;
  return (
    <div className="finding-ways">
      {others.map((place) => (
        <PlaceLink key={`${place.kind}/${place.key}${place.pointer}`} place={place} title={titleOf(place)} />
      ))}
      {onMend && <MendButtons finding={finding} {...{ kind, documentKey, onMend, titleOf }} />}
    </div>
  );
}

/** Findings, the errors first; choosing one goes to its place. What is between two documents leads to the other, too. */
export function FindingList({ findings, unchecked, kind, documentKey, content, onChoose, onMend }: Props) {
  const { t, say } = useWords();
  if (findings.length === 0) {
    if (unchecked !== undefined) return <span className="secondary">{unchecked}</span>;
    return <span className="tone-good">✓ {t('admin.clean')}</span>;
  }
  const order = { error: 0, warning: 1, info: 2 };
  const sorted = findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
  const of = (severity: FindingOut['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const notes = of('info');
  const placeOf = (pointer: string): string => {
    const titles = titlesAt(content, pointer).map(say);
    if (titles.length > 0) return titles.join(' › ');
    const part = pointer.split('/')[1] ?? '';
    return PARTS.has(part) ? t(`admin.part_${part}`) : t('admin.wholeDocument');
  };
  return (
    <div role="status">
      {unchecked !== undefined && (
        <p className="secondary">
          {unchecked} {t('admin.findingsBefore')}
        </p>
      )}
      <p className="secondary">
        {t('admin.errors', { count: of('error') })} · {t('admin.warnings', { count: of('warning') })}
        {notes > 0 && ` · ${t('admin.notes', { count: notes })}`}
      </p>
      {sorted.map((finding) => (
        <Fragment key={`${finding.pointer} ${finding.code} ${finding.message}`}>
          <button type="button" className={`finding ${finding.severity}`} onClick={() => onChoose(finding.pointer)}>
            {finding.message}
            <div className="secondary">{placeOf(finding.pointer)}</div>
          </button>
          <FindingWays {...{ finding, kind, documentKey, onMend }} />
        </Fragment>
      ))}
    </div>
  );
}
