import type { FormDefinition } from '@caseway/form-schemas';
import type { Analysis, AnalysisCode, RuleSet } from '@caseway/rule-sets';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProofReply, ProofRequest } from './proof-worker.ts';

/** So long nothing may change before a proof begins: nobody wants one for every letter, and the impact is on the screen before. */
const QUIET_MS = 250;

export interface Proof {
  /** The last one that was finished; of an earlier content while `running`. */
  analysis: Analysis | null;
  /** The content that it is of. */
  proved: RuleSet | null;
  running: { done: number; all: number; code: AnalysisCode | null } | null;
  /** Stopped by hand before it was finished. */
  stopped: boolean;
  failure: string | null;
  stop: () => void;
  again: () => void;
}

const NOTHING = { analysis: null, proved: null };

function startWorker(): Worker {
  return new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' });
}

/** Proves the rule set in a worker whenever it changes; what has become out of date is called off at once. */
export function useProof(ruleSet: RuleSet, forms: readonly FormDefinition[]): Proof {
  const [last, setLast] = useState<{ analysis: Analysis; proved: RuleSet } | null>(null);
  const [running, setRunning] = useState<Proof['running']>(null);
  const [stopped, setStopped] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const worker = useRef<Worker | null>(null);
  const busy = useRef(false);

  const end = useCallback(() => {
    // Between two messages there is no other way to stop it.
    worker.current?.terminate();
    worker.current = null;
    busy.current = false;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks for the same proof once more
  useEffect(() => {
    if (busy.current) end();
    setStopped(false);
    setRunning({ done: 0, all: 1, code: null });
    const timer = setTimeout(() => {
      const mine = worker.current ?? startWorker();
      worker.current = mine;
      busy.current = true;
      setFailure(null);
      const finish = () => {
        busy.current = false;
        setRunning(null);
      };
      mine.onmessage = ({ data }: MessageEvent<ProofReply>) => {
        if ('analysis' in data) {
          setLast({ analysis: data.analysis, proved: ruleSet });
          finish();
        } else setRunning(data);
      };
      mine.onerror = ({ message }) => {
        setFailure(message);
        end();
        finish();
      };
      mine.postMessage({ ruleSet, forms } satisfies ProofRequest);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [ruleSet, forms, end, turn]);

  useEffect(() => end, [end]);

  const stop = useCallback(() => {
    end();
    setRunning(null);
    setStopped(true);
  }, [end]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const { analysis, proved } = last ?? NOTHING;
  return { analysis, proved, running, stopped, failure, stop, again };
}
