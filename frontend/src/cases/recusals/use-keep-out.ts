import type { NobodyFound, RecusalAnswer } from '@caseway/backend/contract';
import { useState } from 'react';
import type { Filling } from '../../form-renderer/filling/filling.ts';
import { useFilled } from '../../form-renderer/filling/use-filling.ts';
import { answerOf, type Chosen, type How, howSaid, type SaidOfWords, wordsAsked } from './keep-out.ts';

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
  /** What was said last, to be kept with a draft. */
  said: SaidOfWords | undefined;
  /** What was said elsewhere. */
  restore: (said: SaidOfWords | undefined) => void;
}

/** `before`: what was said when the draft was kept. */
export function useKeepOut(
  asked: readonly NobodyFound[] | undefined = [],
  filling: Filling,
  before?: SaidOfWords,
): KeepOut {
  const [said, setSaid] = useState(before);
  const how = useFilled(filling, '', (values) => howSaid(said, asked, values));
  const whom = said?.whom ?? [];
  const answer = answerOf(how, whom);
  return {
    asked,
    how,
    whom,
    say: (next, chosen = whom) => setSaid({ of: wordsAsked(asked, filling.values), how: next, whom: chosen }),
    answer,
    open: asked.length > 0 && Object.keys(answer).length === 0,
    said,
    restore: setSaid,
  };
}
