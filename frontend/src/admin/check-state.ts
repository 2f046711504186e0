/** How far the check is that stands beside a source: nothing is called clean that was not checked as it stands. */
export type CheckState = 'checked' | 'checking' | 'unreadable' | 'failed';

/** What is known of a check when something is shown. */
export interface CheckNow {
  /** The source can be read as JSON. */
  readable: boolean;
  /** What is checked is what stands there, not what stood there before the last keys. */
  current: boolean;
  /** The check of it could not be made. */
  failed: boolean;
  /** Its answer is there, and of this content. */
  answered: boolean;
}

export function checkState({ readable, current, failed, answered }: CheckNow): CheckState {
  if (!readable) return 'unreadable';
  if (!current) return 'checking';
  if (failed) return 'failed';
  return answered ? 'checked' : 'checking';
}

/** Why a draft cannot be published as it stands, by the text that says so. */
export type PublishObstacle = 'publishBlocked' | 'publishUnsaved' | `unchecked_${Exclude<CheckState, 'checked'>}`;

/** What keeps a draft from being published as it stands; undefined: nothing. */
export function publishObstacle(
  state: CheckState,
  { errors, saved }: { errors: number; saved: boolean },
): PublishObstacle | undefined {
  if (state === 'unreadable') return 'unchecked_unreadable';
  if (errors > 0) return 'publishBlocked';
  if (!saved) return 'publishUnsaved';
  return state === 'checked' ? undefined : `unchecked_${state}`;
}
