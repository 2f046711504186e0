/** Everything that can go wrong by a user's or a program's doing. `http/problem.ts` gives each its status and words. */
export const ERROR_CODES = [
  'unauthenticated',
  'wrong-credentials',
  'too-many-attempts',
  'csrf',
  'password-change-required',
  'forbidden',
  'personal-data',
  'accusation',
  'case-closed-here',
  'not-found',
  'invalid',
  'malformed',
  'invalid-cursor',
  'already-exists',
  'not-allowed-now',
  'nothing-to-publish',
  'stale',
  'precondition-required',
  'idempotency-mismatch',
  'in-progress',
  'answer-withheld',
  'already-filed',
  'too-many-drafts',
  'superseded',
  'outdated',
  'recusal-unclear',
  'petitioner-unclear',
  'findings',
  'not-configured',
  'too-large',
  'unsupported-media',
  'unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorItem {
  pointer: string;
  message: string;
  /** Where two documents do not fit each other: the place in each. */
  places?: { kind: string; key: string; pointer: string }[];
}

/** A thing by its id, and as people call it. */
export interface Numbered {
  id: string;
  number: string;
}

/**
 * A failure in the words of the domain; knows nothing of HTTP. `params` fill the sentence of the code,
 * `items` name the places in the input, `earlier` what had come of the same try before.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;
  readonly items: ErrorItem[];
  readonly earlier: Numbered | null;

  constructor(
    code: ErrorCode,
    params: Record<string, string | number> = {},
    items: ErrorItem[] = [],
    earlier: Numbered | null = null,
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'DomainError';
    this.code = code;
    this.params = params;
    this.items = items;
    this.earlier = earlier;
  }
}
