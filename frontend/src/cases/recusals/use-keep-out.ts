import type { NobodyFound, RecusalAnswer } from '@caseway/backend/contract';
import { type FormData, readPointer } from '@caseway/form-schemas';
import { useState } from 'react';

export const HOW = ['whom', 'nobody'] as const;
export type How = (typeof HOW)[number];

/** Who is chosen: a member of staff or a department, told apart in one list. */
export type Chosen = `${'userId' | 'department'}:${string}`;

/** What is asked of whoever writes a text that names nobody known, and what they said. */
export interface KeepOut {
  asked: readonly NobodyFound[];
  how: How | null;
  whom: readonly Chosen[];
  say: (how: How | null, whom?: readonly Chosen[]) => void;
  /** As the server takes it. */
  answer: RecusalAnswer;
  /** Asked, and not answered yet. */
  open: boolean;
}

function answerOf(how: How | null, whom: readonly Chosen[]): RecusalAnswer {
  if (how === 'nobody') return { nobodyMeant: true };
  if (how !== 'whom' || whom.length === 0) return {};
  return {
    keepOut: whom.map((one) => {
      const value = one.slice(one.indexOf(':') + 1);
      return one.startsWith('userId:') ? { userId: value } : { department: value };
    }),
  };
}

/** An answer is one about the words as they were: other words are asked about anew. */
export function useKeepOut(asked: readonly NobodyFound[] | undefined = [], data: FormData): KeepOut {
  const [said, setSaid] = useState<{ of: string; how: How | null; whom: readonly Chosen[] }>();
  const of = JSON.stringify(asked.map(({ pointer }) => [pointer, readPointer(data, pointer) ?? null]));
  const how = asked.length > 0 && said?.of === of ? said.how : null;
  const whom = said?.whom ?? [];
  const answer = answerOf(how, whom);
  return {
    asked,
    how,
    whom,
    say: (next, chosen = whom) => setSaid({ of, how: next, whom: chosen }),
    answer,
    open: asked.length > 0 && Object.keys(answer).length === 0,
  };
}
