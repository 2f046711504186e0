import { keepPreviousData } from '@tanstack/react-query';
import { ApiProblem } from '../../api/client.ts';

/** While the server reads facts, the sample grows. */
export const ASK_AGAIN_MS = 600;
const KEPT_MS = 30_000;
const SUPERSEDED = 409;

/** How past cases are asked about while somebody types: the last answer stays until the next is there. */
export const ASKING = {
  placeholderData: keepPreviousData,
  // The same person asks in another window: theirs first, then this one again.
  retry: (failures: number, error: Error) => error instanceof ApiProblem && error.status === SUPERSEDED && failures < 3,
  retryDelay: ASK_AGAIN_MS,
  refetchOnWindowFocus: false,
  staleTime: KEPT_MS,
  gcTime: KEPT_MS,
};
