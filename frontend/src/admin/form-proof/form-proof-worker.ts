import type { FormDefinition } from '@caseway/form-schemas';
import { type FormProof, proveForm } from '@caseway/rule-sets';

/** Longer than anybody looks at a panel that says "running"; the page ends the worker when the form changes. */
const BUDGET_MS = 30_000;

// A file of its own: the page's policy lets workers come from this server only, and none of it compiles code.
addEventListener('message', ({ data }: MessageEvent<FormDefinition>) => {
  const now = () => performance.now();
  const proof: FormProof = proveForm(data, { now, deadlineMs: now() + BUDGET_MS });
  postMessage(proof);
});
