/** The present that a form is filled in at, as days of Shanghai (YYYY-MM-DD). What is not given bounds nothing. */
export interface Present {
  today?: string;
  /** Day on which the case was received that a step belongs to. */
  received?: string;
  /** Day of the act by which the case came to the step. */
  reached?: string;
  /** Day of the act by which what stands was decided. */
  decided?: string;
  /** Day on which the letter was made that the form records the delivery of. */
  told?: string;
  /** Day that calculated values stand for, where the form binds no day of receipt and it is not today: that on which the data were first filed. */
  asOf?: string;
}

/** Bounds that the present knows, by name; all but `today` are days of a case that is there already. */
export const PRESENT_DAYS = ['today', 'received', 'reached', 'decided', 'told'] as const satisfies (keyof Present)[];
export type PresentDay = (typeof PRESENT_DAYS)[number];

export const isPresentDay = (bound: string): bound is PresentDay => PRESENT_DAYS.some((name) => name === bound);
