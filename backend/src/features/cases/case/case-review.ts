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
