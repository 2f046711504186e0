import Type, { type Static } from 'typebox';
import { Instant, Person } from './common.ts';
import { CONFIG_KINDS } from './configuration.ts';

const Kind = Type.Enum([...CONFIG_KINDS]);

/** One that goes by a field of a form: the field's pointer, what reads it and where, in words of the locale. */
export const FieldUseOut = Type.Object({
  field: Type.String(),
  kind: Kind,
  key: Type.String(),
  pointer: Type.String(),
  /** `bound`: by what the field stands for, not by its name. */
  as: Type.Enum(['rule', 'parked', 'condition', 'test', 'accepted', 'branch', 'days', 'day', 'bound'] as const),
  document: Type.String(),
  part: Type.String(),
});
export type FieldUseOut = Static<typeof FieldUseOut>;

/**
 * GET /api/forms/{key}/uses: what goes by which field of a form, by the drafts there are, else by the latest versions; and how
 * many saved views of the ledger, whoever's, filter by what a field stands for.
 */
export const FieldUsesOut = Type.Object({
  uses: Type.Array(FieldUseOut),
  views: Type.Array(Type.Object({ field: Type.String(), count: Type.Integer() })),
});
export type FieldUsesOut = Static<typeof FieldUsesOut>;

const Renamed = {
  pointer: Type.String({ minLength: 2, maxLength: 1000, description: 'the field, in the data; rows of a list as *' }),
  to: Type.String({ minLength: 1, maxLength: 60 }),
};

/** POST /api/forms/{key}/draft/rename/preview: what a field's other name would change, and what stands in its way. */
export const RenamePreviewBody = Type.Object(Renamed);
export const RenamePreviewOut = Type.Object({
  /** The form itself first. Nothing where something stands in the way. */
  documents: Type.Array(
    Type.Object({
      kind: Kind,
      key: Type.String(),
      title: Type.String(),
      /** What of it names the field: rules, actions, clocks, examples. */
      parts: Type.Array(Type.String()),
      /** Names the draft as it stands. */
      tag: Type.String(),
      /** The open draft that it becomes part of. */
      draft: Type.Union([
        Type.Object({ updatedBy: Type.Union([Person, Type.Null()]), updatedAt: Instant }),
        Type.Null(),
      ]),
    }),
  ),
  obstacles: Type.Array(Type.Object({ kind: Kind, key: Type.String(), message: Type.String() })),
});
export type RenamePreviewOut = Static<typeof RenamePreviewOut>;

/**
 * POST /api/forms/{key}/draft/rename, with If-Match of the form's draft → DraftOut of the form. `documents`: the others, as the
 * preview named them. All of them or none: 412 where one is another by now, or others name the field.
 */
export const RenameBody = Type.Object({
  ...Renamed,
  documents: Type.Array(Type.Object({ kind: Kind, key: Type.String(), tag: Type.String() }), { maxItems: 1000 }),
});
export type RenameBody = Static<typeof RenameBody>;
