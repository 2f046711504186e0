/** As many as a section shows; the ledger has the rest. */
export const SHOWN = 10;
