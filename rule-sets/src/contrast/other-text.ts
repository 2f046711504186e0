/** Stands for any text that no rule names. */
export const OTHER_TEXT = '…';
