import type { Json } from '@caseway/form-schemas';

/**
 * What a change of a path means for cases on the old version. `words`: only what people read changed, `safe`: only where it
 * stands; every case goes as before. `needs-migration`: a case may go, or must be handled, otherwise from where it stands. `breaking`: what a case stands
 * on, or was decided with, is gone or means something else.
 */
export type PathChangeClass = 'safe' | 'words' | 'needs-migration' | 'breaking';

/** Every kind of change, with its class. */
export const PATH_CHANGE_CLASSES = {
  'key-changed': 'breaking',
  'title-changed': 'words',
  'title-taken': 'breaking',
  'public-title-added': 'needs-migration',
  'public-title-removed': 'needs-migration',
  'public-title-changed': 'words',
  'description-changed': 'words',
  'rights-added': 'needs-migration',
  'rights-removed': 'needs-migration',
  'rights-changed': 'words',
  'source-changed': 'words',
  'citation-changed': 'needs-migration',
  'assumed-changed': 'needs-migration',
  'help-changed': 'words',
  'start-changed': 'needs-migration',
  'after-review-changed': 'needs-migration',
  'step-added': 'needs-migration',
  'step-removed': 'breaking',
  'step-moved': 'safe',
  'kind-changed': 'breaking',
  'assignee-changed': 'needs-migration',
  'document-added': 'needs-migration',
  'document-removed': 'needs-migration',
  'document-moved': 'safe',
  'document-required-changed': 'needs-migration',
  'way-out-lost': 'breaking',
  'action-added': 'needs-migration',
  'action-removed': 'needs-migration',
  'action-moved': 'safe',
  'by-changed': 'needs-migration',
  'target-changed': 'needs-migration',
  'action-form-changed': 'needs-migration',
  'requirement-added': 'needs-migration',
  'requirement-removed': 'needs-migration',
  'action-outcome-changed': 'needs-migration',
  'approval-changed': 'needs-migration',
  'at-most-changed': 'needs-migration',
  'reports-back-changed': 'needs-migration',
  'tells-changed': 'needs-migration',
  'notice-added': 'needs-migration',
  'notice-removed': 'needs-migration',
  'notice-changed': 'words',
  'says-changed': 'needs-migration',
  'effect-added': 'needs-migration',
  'effect-removed': 'needs-migration',
  'effect-words-changed': 'words',
  'effects-moved': 'needs-migration',
  'branch-added': 'needs-migration',
  'branch-removed': 'needs-migration',
  'branch-changed': 'needs-migration',
  'branch-words-changed': 'words',
  'branches-moved': 'needs-migration',
  'outcome-added': 'needs-migration',
  'outcome-removed': 'breaking',
  'outcome-moved': 'safe',
  'outcome-effect-changed': 'breaking',
  'clock-added': 'needs-migration',
  'clock-removed': 'breaking',
  'clock-moved': 'safe',
  'start-added': 'needs-migration',
  'start-removed': 'needs-migration',
  'stop-added': 'needs-migration',
  'stop-removed': 'needs-migration',
  'end-added': 'needs-migration',
  'end-removed': 'needs-migration',
  'duration-changed': 'needs-migration',
  'until-changed': 'needs-migration',
  'roll-over-changed': 'needs-migration',
  'limit-changed': 'needs-migration',
  'whose-changed': 'needs-migration',
  'urgent-changed': 'needs-migration',
  'public-changed': 'needs-migration',
  'level-added': 'needs-migration',
  'level-removed': 'needs-migration',
  'level-changed': 'needs-migration',
} as const satisfies Record<string, PathChangeClass>;

export type PathChangeCode = keyof typeof PATH_CHANGE_CLASSES;

/** A difference of two handling paths, as data; `pathChangeRenderer` says it in words. */
export interface PathChange {
  class: PathChangeClass;
  code: PathChangeCode;
  /** RFC 6901 into the new path; into the old one for what was removed. */
  pointer: string;
  /** Keys of what it is about. */
  step?: string;
  action?: string;
  clock?: string;
  outcome?: string;
  /** Key of a document, or what an action requires. */
  subject?: string;
  before?: Json;
  after?: Json;
}
