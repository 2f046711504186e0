import type { Content } from '../../edit/edit-fields.ts';
import type { LocalizedText } from '../../model/text.ts';

/** Something that a foreign form says and ours has not the like of. */
export interface NotCarried {
  /** Where it stands in what was brought, as its authors know it: names from the outside in. */
  place: string;
  what: LocalizedText;
}

/** A form made of a foreign one: nothing in it is wrong by `checkForm`, and what did not come is told. */
export interface Imported {
  form: Content;
  told: NotCarried[];
}

export interface ImportOptions {
  /** Names that no field may have: those of facts of the platform. */
  reserved?: readonly string[];
}

/** What is looked at of what is brought: beyond any real form, small enough to be safe. */
export const IMPORT_LIMITS = {
  /** Characters of a text; bytes of a file. */
  size: 2_000_000,
  /** Values of all kinds in a document of JSON, and cells of a table. */
  values: 60_000,
  depth: 60,
  fields: 300,
  choices: 300,
  /** Characters of one label. */
  label: 500,
  /** Characters of the form made. */
  made: 280_000,
  /** Different conditions of one form. */
  conditions: 100,
  /** Things told; one more says that there are more. */
  told: 300,
} as const;
