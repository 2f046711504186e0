import Type, { type Static, type TSchema } from 'typebox';

export const Id = Type.String({ format: 'uuid', description: 'UUIDv7' });
export const Instant = Type.String({ format: 'date-time', description: 'UTC, ISO 8601' });
export const Day = Type.String({ format: 'date', description: 'Asia/Shanghai day' });
export const LocalizedText = Type.Object({ 'zh-CN': Type.String(), en: Type.String() });
export const FormDataBody = Type.Record(Type.String(), Type.Unknown());

/** A published document, as its meta-schema says. */
export const Content = <T>() => Type.Unsafe<T>(Type.Record(Type.String(), Type.Unknown()));

/** What a person wrote: something that can be read, no blanks of any kind alone. */
export const Words = (most: number) => Type.String({ maxLength: most, format: 'words' });
/** Why somebody does or looks at something: at least a few characters that say it. */
export const Reason = (most: number) => Type.String({ maxLength: most, format: 'reason' });

/** A page of a list; `nextCursor` null at its end. `total` only where it is cheap. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
    total: Type.Optional(Type.Integer({ minimum: 0 })),
  });

export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
});

/** Of a list that is short enough to be answered whole: without `limit` it is. */
export const PartQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
});
export type PartQuery = Static<typeof PartQuery>;

/**
 * A place in a document of the configuration: kind as in its URL, key, a JSON pointer into its content, and what people call
 * what stands there where it has a title.
 */
export const PlaceOut = Type.Object({
  kind: Type.String(),
  key: Type.String(),
  pointer: Type.String(),
  title: Type.Optional(Type.String()),
});
export type PlaceOut = Static<typeof PlaceOut>;

const Pointed = { pointer: Type.String() };
export const MendOut = Type.Object({
  kind: Type.String(),
  key: Type.String(),
  label: Type.String(),
  edits: Type.Array(
    Type.Union([
      Type.Object({ ...Pointed, value: Type.Unknown() }),
      Type.Object({ ...Pointed, name: Type.String() }),
      Type.Object({ ...Pointed, add: Type.String() }),
    ]),
  ),
});
export type MendOut = Static<typeof MendOut>;

/** RFC 9457 problem document. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(
    Type.Array(
      Type.Object({ pointer: Type.String(), message: Type.String(), places: Type.Optional(Type.Array(PlaceOut)) }),
    ),
  ),
  earlier: Type.Optional(
    Type.Object(
      { id: Type.String(), number: Type.String() },
      {
        description:
          'idempotency-mismatch, already-filed: what the key or the draft did before, such as the case it filed, for whom may know it',
      },
    ),
  ),
});
export type Problem = Static<typeof Problem>;

/** A finding as handed out: rendered in the locale of `Accept-Language`. */
export const FindingOut = Type.Object({
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]),
  code: Type.String(),
  pointer: Type.String(),
  message: Type.String(),
  /** What the sentence was filled with, as data: what a mend goes by. */
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
  /** Where two documents do not fit each other: the place in each of them. */
  places: Type.Optional(Type.Array(PlaceOut)),
  /** Ways to make them fit again, each by edits of one document: a value put at a pointer, another name for a member, or a text added. */
  mends: Type.Optional(Type.Array(MendOut)),
});
export type FindingOut = Static<typeof FindingOut>;

export const Person = Type.Object({ id: Id, displayName: Type.String() });
export type Person = Static<typeof Person>;
