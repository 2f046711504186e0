import type { CaseReference } from '../../../contract/index.ts';
import type { CaseRow } from '../case/case-row.ts';

/** As much of a case as tells which one it is. */
export const caseReference = ({ id, number, title, status, receivedOn }: CaseRow): CaseReference => ({
  id,
  number,
  title,
  status,
  receivedOn,
});
