import type { FindingOut } from '@caseway/backend/contract';
import { useWords } from '../i18n/i18n.ts';

/** Findings, the errors first; choosing one goes to its place. */
export function FindingList({
  findings,
  onChoose,
}: {
  findings: readonly FindingOut[];
  onChoose: (pointer: string) => void;
}) {
  const { t } = useWords();
  if (findings.length === 0) return <span className="tone-good">✓ {t('admin.clean')}</span>;
  const order = { error: 0, warning: 1, info: 2 };
  const sorted = findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <div role="status">
      <p className="secondary">
        {t('admin.errors', { count: errors })} · {t('admin.warnings', { count: findings.length - errors })}
      </p>
      {sorted.map((finding) => (
        <button
          type="button"
          className={`finding ${finding.severity}`}
          key={`${finding.pointer} ${finding.code} ${finding.message}`}
          onClick={() => onChoose(finding.pointer)}
        >
          {finding.message}
          <div>
            <code>{finding.pointer || '/'}</code>
          </div>
        </button>
      ))}
    </div>
  );
}
