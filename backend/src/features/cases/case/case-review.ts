import type { LocalizedText } from '@caseway/form-schemas';
import type { OutcomeEffect } from '@caseway/rule-sets';

/** What a later review made of a case's decision, which stands no longer as it was decided. */
export interface Reviewed {
  effect: Extract<OutcomeEffect, 'changed' | 'revoked'>;
  /** The outcome of the review, as its path names it. */
  title: LocalizedText;
  /** Who reviewed it. */
  authority: LocalizedText;
  id: string;
  number: string;
  /** YYYY-MM-DD. */
  decidedOn: string;
  /** YYYY-MM-DD; null as long as the result is not known to have arrived. */
  deliveredOn: string | null;
}

/** What a case keeps of the decision that it asks to have reviewed. */
export interface Review {
  /** 1: review, 2: re-review, … */
  round: number;
  /** Asked for after its time: then a person decides whether it is taken up. */
  late: boolean;
  /** The authority above has no place in the platform: the request is sent on, and answered by hand. */
  outside: boolean;
  /** Place of the decision in the history of the earlier case. */
  event: number;
  /** YYYY-MM-DD: the day on which it was delivered. */
  deliveredOn: string;
}
