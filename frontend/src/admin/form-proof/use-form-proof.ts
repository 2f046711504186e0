import { asForm } from '@caseway/form-schemas';
import type { FormProof } from '@caseway/rule-sets';
import { useEffect, useState } from 'react';

interface Proved {
  /** The content that it is of. */
  content: Record<string, unknown>;
  proof: FormProof | null;
  failure: string | null;
}

const NOTHING = { proof: null, failure: null };

/** Proves the form in a worker whenever it changes; what has become out of date is called off. `stopped`: it is no form yet. */
export function useFormProof(content: Record<string, unknown>, stopped: boolean) {
  const [last, setLast] = useState<Proved | null>(null);
  useEffect(() => {
    if (stopped) return;
    const worker = new Worker(new URL('./form-proof-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FormProof>) => {
      setLast({ content, proof: data, failure: null });
      worker.terminate();
    };
    worker.onerror = ({ message }) => setLast({ content, proof: null, failure: message });
    worker.postMessage(asForm(content));
    return () => worker.terminate();
  }, [content, stopped]);
  const { proof, failure } = last ?? NOTHING;
  return { proof, failure, running: !stopped && last?.content !== content };
}
