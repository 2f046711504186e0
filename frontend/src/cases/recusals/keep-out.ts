import type { NobodyFound, RecusalAnswer } from '@caseway/backend/contract';
import { type FormData, readPointer } from '@caseway/form-schemas';

export const HOW = ['whom', 'nobody'] as const;
export type How = (typeof HOW)[number];

/** Who is chosen: a member of staff or a department, told apart in one list. */
export type Chosen = `${'userId' | 'department'}:${string}`;

/** What somebody said about words as they were. */
export interface SaidOfWords {
  of: string;
  how: How | null;
  whom: readonly Chosen[];
}

/** The words that are asked about, to be told from others. */
export const wordsAsked = (asked: readonly NobodyFound[], data: FormData): string =>
  JSON.stringify(asked.map(({ pointer }) => [pointer, readPointer(data, pointer) ?? null]));

/** What was said, as far as it is about these words: other words are asked about anew. */
export function howSaid(said: SaidOfWords | undefined, asked: readonly NobodyFound[], data: FormData): How | null {
  return asked.length > 0 && said?.of === wordsAsked(asked, data) ? said.how : null;
}

/** As the server takes it. */
export function answerOf(how: How | null, whom: readonly Chosen[]): RecusalAnswer {
  if (how === 'nobody') return { nobodyMeant: true };
  if (how !== 'whom' || whom.length === 0) return {};
  return {
    keepOut: whom.map((one) => {
      const value = one.slice(one.indexOf(':') + 1);
      return one.startsWith('userId:') ? { userId: value } : { department: value };
    }),
  };
}
