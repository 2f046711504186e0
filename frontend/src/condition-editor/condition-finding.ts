/** What the editor needs to know of a finding; a host's own may say more, and gets them back whole to be shown. */
export interface ConditionFinding {
  /** Where it is, in the document that the host edits. */
  pointer: string;
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
}

/** Those worth saying beside a control: what is only good to know is told in the list of all. */
export const besideControl = <Finding extends ConditionFinding>(findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity, code }) => severity !== 'info' || code === 'true-when-missing');
