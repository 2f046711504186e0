import type { LocalizedText } from '@caseway/form-schemas';
import type { HandlingPath } from '../model/handling-path.ts';

/**
 * What the petitioner is told of their rights: those of the outcome (its key) that stands, else the path's; null where there is
 * nothing to tell. An outcome that the path does not know has none of its own.
 */
export function rightsOf(
  { rights, outcomes }: Pick<HandlingPath, 'rights' | 'outcomes'>,
  outcome: string | null | undefined,
): LocalizedText | null {
  const own = outcomes.find(({ key }) => key === outcome)?.rights;
  return (own === undefined ? rights : own) ?? null;
}
