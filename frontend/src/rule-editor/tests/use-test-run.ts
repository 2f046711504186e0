import type { Coverage, RuleSet, RuleTest } from '@caseway/rule-sets';
import { useEffect, useRef, useState } from 'react';
import type { RunReply, RunRequest, TestOutcome } from './run-protocol.ts';

/** So long nothing may change before the tests run. */
const QUIET_MS = 150;

export interface TestRun {
  /** By test object: a test that has changed has no result until it has run. */
  results: ReadonlyMap<RuleTest, TestOutcome>;
  coverage: Coverage | null;
  running: boolean;
  /** Why nothing could be run. */
  failure: string | null;
}

const STOPPED: TestRun = { results: new Map(), coverage: null, running: false, failure: null };
const NOTHING: TestRun = { results: new Map(), coverage: null, running: true, failure: null };

/**
 * Runs the tests in a worker whenever rules or tests change; answers of an earlier content are dropped. While rules have
 * errors nothing runs, and there is no result: what they decide says nothing of a test.
 */
export function useTestRun(ruleSet: RuleSet, tests: readonly RuleTest[], stopped: boolean): TestRun {
  const [run, setRun] = useState<TestRun>(NOTHING);
  const worker = useRef<Worker | null>(null);
  const turn = useRef(0);

  useEffect(() => {
    const mine = ++turn.current;
    if (stopped) return;
    setRun((before) => ({ ...before, running: true }));
    const timer = setTimeout(() => {
      worker.current ??= new Worker(new URL('./test-worker.ts', import.meta.url), { type: 'module' });
      worker.current.onmessage = ({ data }: MessageEvent<RunReply>) => {
        if (data.turn !== turn.current) return;
        if ('failure' in data) {
          setRun((before) => ({ ...before, running: false, failure: data.failure }));
          return;
        }
        const results = new Map(
          data.results.flatMap((result, index): [RuleTest, TestOutcome][] => {
            const test = tests[index];
            return test ? [[test, result]] : [];
          }),
        );
        setRun({ results, coverage: data.coverage, running: false, failure: null });
      };
      worker.current.onerror = ({ message }) => {
        worker.current?.terminate();
        worker.current = null;
        setRun((before) => ({ ...before, running: false, failure: message }));
      };
      worker.current.postMessage({ turn: mine, ruleSet: { ...ruleSet, tests: [...tests] } } satisfies RunRequest);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [ruleSet, tests, stopped]);

  useEffect(() => () => worker.current?.terminate(), []);
  return stopped ? STOPPED : run;
}
