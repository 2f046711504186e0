import type { FindingOut } from '@caseway/backend/contract';

/** A finding in the reader's words, with what its mends need to know where this side found it. */
export interface ShownFinding extends FindingOut {
  params?: Record<string, string | number | boolean> | undefined;
}
