import type { LocalizedText } from '@caseway/form-schemas';

/** A value that is chosen by its title. */
export interface ValueChoice {
  value: string | number | boolean;
  title: LocalizedText;
}
