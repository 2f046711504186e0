import Type, { type Static } from 'typebox';
import { FormDataBody, Id, Instant, LocalizedText, Page } from './common.ts';

/** PUT /api/drafts/{id}: what somebody has written of a registration and not filed. Nothing of it is checked but its size. */
export const DraftBody = Type.Object({
  /** Id or key of the township. */
  township: Type.String({ minLength: 1, maxLength: 100 }),
  form: Type.String({ minLength: 1, maxLength: 100 }),
  version: Type.Integer({ minimum: 1, description: 'the version of the form in which it was written' }),
  about: Type.Optional(Type.String({ format: 'uuid', description: 'the earlier case that it asks about' })),
  data: FormDataBody,
  beside: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'what was said beside the form, such as the cases it is to be linked with; answered as it was given',
    }),
  ),
});
export type DraftBody = Static<typeof DraftBody>;

/** A draft as a list tells it from others. */
export const DraftSummary = Type.Object({
  id: Id,
  /** Key of the township. */
  township: Type.String(),
  form: Type.Object({ key: Type.String(), version: Type.Integer(), title: LocalizedText }),
  about: Type.Union([Id, Type.Null()]),
  /** What the form calls its matter, as far as it was written. */
  title: Type.Union([Type.String(), Type.Null()]),
  savedAt: Instant,
  /** Where nobody touches it, it is taken away then. */
  keptUntil: Instant,
  /** Its ETag. */
  revision: Type.Integer(),
});
export type DraftSummary = Static<typeof DraftSummary>;

export const DraftsOut = Page(DraftSummary);
export type DraftsOut = Static<typeof DraftsOut>;

/** What a draft was saved as. */
export const SavedDraft = Type.Object({ savedAt: Instant, keptUntil: Instant, revision: Type.Integer() });
export type SavedDraft = Static<typeof SavedDraft>;

/** A draft as a whole, with the form as it was when it was written. */
export const DraftWhole = Type.Object({
  ...DraftSummary.properties,
  data: FormDataBody,
  beside: Type.Record(Type.String(), Type.Unknown()),
  definition: Type.Unknown(),
});
export type DraftWhole = Static<typeof DraftWhole>;

/** PUT /api/cases/{id}/actions/{action}/draft: what somebody has written with an action and not done. */
export const StepDraftBody = Type.Object({
  data: FormDataBody,
  beside: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'what is written beside the form, such as reasons; answered as it was given',
    }),
  ),
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'the version of the form in which it was written' })),
  definition: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'the form as it was shown' })),
});
export type StepDraftBody = Static<typeof StepDraftBody>;

export const StepDraftOut = Type.Object({
  ...SavedDraft.properties,
  data: FormDataBody,
  beside: Type.Record(Type.String(), Type.Unknown()),
  version: Type.Union([Type.Integer(), Type.Null()]),
  definition: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
});
export type StepDraftOut = Static<typeof StepDraftOut>;
