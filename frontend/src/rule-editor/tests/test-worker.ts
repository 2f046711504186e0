import { coverageOf, RuleSetError, runRuleTests } from '@caseway/rule-sets';
import type { RunReply, RunRequest, TestOutcome } from './run-protocol.ts';

const tell = (reply: RunReply) => postMessage(reply);

// A file of its own: the page's policy lets workers come from this server only, and none of it compiles code.
addEventListener('message', async ({ data: { turn, ruleSet } }: MessageEvent<RunRequest>) => {
  try {
    const ran = await runRuleTests(ruleSet);
    const decisions = ran.flatMap(({ decision }) => decision ?? []);
    const results = ran.map(({ decision, ...result }): TestOutcome => {
      if (!decision) return result;
      const { fired, outcome } = decision;
      return { ...result, now: { fired, outcome } };
    });
    tell({ turn, results, coverage: coverageOf(ruleSet, decisions) });
  } catch (error) {
    tell({ turn, failure: error instanceof RuleSetError ? error.message : String(error) });
  }
});
