import type { HandlingPath, PathStep } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';

/** The step of that key. */
export function stepOf(path: HandlingPath, key: string): PathStep {
  const step = path.steps.find((candidate) => candidate.key === key);
  if (!step) throw new PathError('unknown-step', `Path ${path.key} has no step ${key}.`);
  return step;
}
