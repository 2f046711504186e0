import type { LocalizedText } from '@caseway/form-schemas';

/** Names of values that no form declares (places, departments, paths), by fact or outcome param, then by value. */
export type Labels = Partial<Record<string, Record<string, LocalizedText>>>;
