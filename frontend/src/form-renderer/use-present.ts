import type { Present } from '@caseway/form-schemas';
import { useMemo } from 'react';
import { today } from '../common/times.ts';

/** The days of a case that is there already, and of the letter whose delivery a form records. */
export type DaysOfCase = Omit<Present, 'today'>;

const NO_CASE: DaysOfCase = {};

/** The present that a form is filled in at: today, and what days a case gives it. */
export function usePresent({ received, reached, decided, told, asOf }: DaysOfCase = NO_CASE): Present {
  const now = today();
  return useMemo(
    () => ({ today: now, received, reached, decided, told, asOf }),
    [now, received, reached, decided, told, asOf],
  );
}
