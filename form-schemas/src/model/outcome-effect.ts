/**
 * What an outcome means for the person. `upheld`, `changed`, `revoked`: of a review. `unresolved`: no agreement, or aid that
 * did not arrive.
 */
export const OUTCOME_EFFECTS = [
  'supported',
  'explained',
  'not-supported',
  'referred',
  'assisted',
  'agreed',
  'withdrawn',
  'upheld',
  'changed',
  'revoked',
  'unresolved',
] as const;
export type OutcomeEffect = (typeof OUTCOME_EFFECTS)[number];

/** Effects in the petitioner's favour: an answer that contradicts one contradicts them all. */
export const FAVOURABLE_EFFECTS: readonly OutcomeEffect[] = ['supported', 'assisted', 'agreed', 'changed', 'revoked'];
