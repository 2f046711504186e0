import type { ConditionFinding } from '../condition-editor/condition-finding.ts';

/** What is found about the thing in hand. */
export function FindingLines({ findings }: { findings: readonly ConditionFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <div role="status">
      {findings.map(({ pointer, code, severity, message }) => (
        <div key={`${pointer} ${code} ${message}`} className={`finding ${severity} fd-finding`}>
          {message}
        </div>
      ))}
    </div>
  );
}
