import Type, { type Static } from 'typebox';

/** POST /api/rule-sets/{key}/draft/analyse: proves the given content (or the stored draft). */
export const AnalyseDraftBody = Type.Object({
  content: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
/** A finding about what rules mean together, rendered in the locale of `Accept-Language`. */
export const AnalysisFindingOut = Type.Object({
  code: Type.String({
    description: 'gap | overlap | unreachable | contradiction | redundant | dead-value | unproven-field',
  }),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]),
  /** Names, in deciding order. */
  rules: Type.Array(Type.String()),
  message: Type.String(),
  /** A case that shows it: data that are valid for the form, with the platform's own facts that rules read. */
  witness: Type.Optional(Type.Object({ form: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) })),
  about: Type.String(),
  pointer: Type.String(),
  /** False: perhaps. */
  exact: Type.Boolean(),
  /** The rule set accepts it, with a reason. */
  accepted: Type.Boolean(),
});
export const AnalysisOut = Type.Object({
  findings: Type.Array(AnalysisFindingOut),
  /** Nothing was left out: what is not found is not there. */
  exact: Type.Boolean(),
  leftOut: Type.Array(
    Type.Object({
      why: Type.String(),
      code: Type.Optional(Type.String()),
      what: Type.Optional(Type.Array(Type.String())),
      count: Type.Optional(Type.Integer()),
      message: Type.String(),
    }),
  ),
});
export type AnalysisOut = Static<typeof AnalysisOut>;
