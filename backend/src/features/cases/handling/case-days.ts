import type { Present } from '@caseway/form-schemas';
import { daysOfActs } from '@caseway/rule-sets';
import type { CaseRow } from '../case/case-row.ts';

/** The days of a case that bound those of a step's form: for checking what is sent, and for telling it while it is typed. */
export const caseDays = ({ receivedOn, pathState }: Pick<CaseRow, 'receivedOn' | 'pathState'>) => ({
  ...({ received: receivedOn } satisfies Present),
  ...daysOfActs(pathState),
});
