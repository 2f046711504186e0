import { IMPORT_KINDS } from '@caseway/form-schemas';
import Type, { type Static } from 'typebox';
import { LocalizedText } from './common.ts';

/** POST /api/forms/import: what somebody brings, as a text, or the bytes of a file in base64. Nothing of it is stored. */
export const ImportBody = Type.Object({
  text: Type.Optional(Type.String({ maxLength: 2_000_000 })),
  file: Type.Optional(Type.String({ maxLength: 8_000_000, description: 'base64' })),
});

export const ImportOut = Type.Object({
  /** What it was recognised as. Null: nothing that can be brought, and why. */
  kind: Type.Union([Type.Enum([...IMPORT_KINDS]), Type.Null()]),
  why: Type.Optional(Type.Enum(['unknown', 'empty', 'large'] as const)),
  /** A form without errors; as it was brought where it is one of ours. */
  form: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  /** What did not come, and where it stands in what was brought. */
  told: Type.Array(Type.Object({ place: Type.String(), what: LocalizedText })),
});
export type ImportOut = Static<typeof ImportOut>;
