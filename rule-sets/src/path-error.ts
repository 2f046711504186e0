export type PathErrorCode =
  | 'unknown-step'
  | 'unknown-action'
  | 'not-allowed-now'
  | 'unknown-clock'
  | 'unknown-limit'
  /** Carried out although `checkAction` refuses it. */
  | 'refused'
  | 'nothing-to-deliver';

/** A path was asked for something that it does not allow: a broken precondition, never an author's mistake. */
export class PathError extends Error {
  readonly code: PathErrorCode;

  constructor(code: PathErrorCode, message: string) {
    super(message);
    this.name = 'PathError';
    this.code = code;
  }
}
