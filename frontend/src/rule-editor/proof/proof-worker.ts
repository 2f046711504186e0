import type { FormDefinition } from '@caseway/form-schemas';
import { type Analysis, type AnalysisCode, analyse, type RuleSet } from '@caseway/rule-sets';

/** What the page asks. */
export interface ProofRequest {
  ruleSet: RuleSet;
  forms: readonly FormDefinition[];
}

/** What comes back: how far it is, then what was found. */
export type ProofReply = { done: number; all: number; code: AnalysisCode } | { analysis: Analysis };

/** Longer than anybody looks at a panel that says "running"; the page ends the worker when the rules change. */
const BUDGET_MS = 30_000;

// A file of its own: the page's policy lets workers come from this server only, and none of it compiles code.
addEventListener('message', ({ data }: MessageEvent<ProofRequest>) => {
  const tell = (reply: ProofReply) => postMessage(reply);
  const now = () => performance.now();
  const deadlineMs = now() + BUDGET_MS;
  const analysis = analyse(data.ruleSet, {
    forms: data.forms,
    now,
    deadlineMs,
    onProgress: (done, all, code) => tell({ done, all, code }),
  });
  tell({ analysis });
});
