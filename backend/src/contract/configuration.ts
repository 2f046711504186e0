import Type, { type Static } from 'typebox';
import { FindingOut, Id, Instant, LocalizedText, Person, Reason, Words } from './common.ts';

/** The URL segment of each kind of configuration: `/api/forms`, `/api/rule-sets`, `/api/paths`, `/api/calendars`. */
export const CONFIG_KINDS = ['forms', 'rule-sets', 'paths', 'calendars'] as const;
export type ConfigKind = (typeof CONFIG_KINDS)[number];

/** GET /api/{kind} → Page(DocumentSummary) */
export const DocumentSummary = Type.Object({
  key: Type.String(),
  /** Of the latest version; of the draft where nothing was published yet. */
  title: LocalizedText,
  draftTitle: Type.Union([LocalizedText, Type.Null()]),
  scopeId: Id,
  /** rule sets: classification | routing | escalation; forms: case | step */
  subkind: Type.Union([Type.String(), Type.Null()]),
  /** Of a published path: what its steps and clocks are called, by key. */
  terms: Type.Optional(
    Type.Object({ step: Type.Record(Type.String(), LocalizedText), clock: Type.Record(Type.String(), LocalizedText) }),
  ),
  latestVersion: Type.Union([Type.Integer(), Type.Null()]),
  hasDraft: Type.Boolean(),
  draftUpdatedAt: Type.Union([Instant, Type.Null()]),
  draftUpdatedBy: Type.Union([Person, Type.Null()]),
  /** Where which version is in force now. */
  inForce: Type.Array(Type.Object({ townshipId: Id, version: Type.Integer() })),
});
export type DocumentSummary = Static<typeof DocumentSummary>;

/** POST /api/{kind}: a new document with its first draft. */
export const CreateDocumentBody = Type.Object({
  content: Type.Record(Type.String(), Type.Unknown()),
  scopeId: Type.Optional(Id),
});

/**
 * GET/PUT /api/{kind}/{key}/draft. With no draft stored GET answers the latest version as draft (revision 0). The ETag
 * names revision and content; GET with it in If-None-Match answers 304 while nothing changed. PUT and DELETE need If-Match;
 * a lost race is 412, and nothing is written or thrown away.
 */
export const DraftOut = Type.Object({
  key: Type.String(),
  content: Type.Record(Type.String(), Type.Unknown()),
  revision: Type.Integer(),
  basedOn: Type.Union([Type.Integer(), Type.Null()]),
  updatedAt: Type.Union([Instant, Type.Null()]),
  updatedBy: Type.Union([Person, Type.Null()]),
});
export type DraftOut = Static<typeof DraftOut>;
export const PutDraftBody = Type.Object({ content: Type.Record(Type.String(), Type.Unknown()) });

/** POST /api/{kind}/{key}/draft/restore, with If-Match: the draft becomes what that version says → DraftOut. */
export const RestoreBody = Type.Object({ version: Type.Integer({ minimum: 1 }) });

/** POST /api/{kind}/{key}/draft/check. `content` absent: the stored draft. */
export const CheckDraftBody = Type.Object({ content: Type.Optional(Type.Record(Type.String(), Type.Unknown())) });
export const CheckOut = Type.Object({ findings: Type.Array(FindingOut) });
export type CheckOut = Static<typeof CheckOut>;

/**
 * POST /api/{kind}/{key}/versions, with If-Match: publishes the draft that was read. Errors stop it. A rule set or path with
 * warnings, a rule set with findings of its analysis that it does not accept, or a document that would no longer fit
 * another, is published only with a reason (`openFindings.reason`): without one the answer is the problem `findings`, whose
 * detail says so.
 */
export const PublishBody = Type.Object({
  note: Words(2000),
  openFindings: Type.Optional(Type.Object({ reason: Reason(2000) })),
});
export type PublishBody = Static<typeof PublishBody>;
export const VersionOut = Type.Object({
  key: Type.String(),
  number: Type.Integer(),
  hash: Type.String(),
  note: Type.String(),
  publishedAt: Instant,
  publishedBy: Type.Union([Person, Type.Null()]),
  /** Where it is and was in force, the latest first; what the reader may not see of other places is left out. */
  inForce: Type.Array(
    Type.Object({
      townshipId: Id,
      township: LocalizedText,
      from: Instant,
      /** Null: still in force. */
      to: Type.Union([Instant, Type.Null()]),
      reason: Type.String(),
      by: Type.Union([Person, Type.Null()]),
    }),
  ),
});
export type VersionOut = Static<typeof VersionOut>;
/** GET /api/{kind}/{key}/versions → Page(VersionOut); GET …/versions/{n} → VersionFull */
export const VersionFull = Type.Object({
  ...VersionOut.properties,
  content: Type.Record(Type.String(), Type.Unknown()),
});
export type VersionFull = Static<typeof VersionFull>;

/**
 * GET /api/{kind}/{key}/versions/{n}/diff/{m}; GET /api/{kind}/{key}/draft/diff/{n}: from version n to the draft.
 * `class`: of rule sets meaning | words | tests; else words | safe | needs-migration | breaking.
 */
export const DiffChange = Type.Object({
  class: Type.String(),
  code: Type.String(),
  /** RFC 6901 into the newer content; into the older one for what was removed. */
  pointer: Type.String(),
  message: Type.String(),
  /** What it is about: of a rule set the rule, of a path the step, clock or outcome. */
  rule: Type.Union([Type.Object({ name: Type.String(), title: Type.String() }), Type.Null()]),
  /** What of the rule or document changed, and how it read; null where it was not there or is not told. */
  part: Type.String(),
  before: Type.Union([Type.String(), Type.Null()]),
  after: Type.Union([Type.String(), Type.Null()]),
});
export type DiffChange = Static<typeof DiffChange>;
export const DiffOut = Type.Object({ changes: Type.Array(DiffChange) });
export type DiffOut = Static<typeof DiffOut>;

/** POST /api/rule-sets/{key}/draft/decide: tries the given content (or the stored draft) on facts. */
export const DecideDraftBody = Type.Object({
  content: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  facts: Type.Record(Type.String(), Type.Unknown()),
});
export const ExplainedRule = Type.Object({
  name: Type.String(),
  title: Type.String(),
  source: Type.String(),
  result: Type.Boolean(),
  /** True for the rules whose event became the outcome. */
  decisive: Type.Boolean(),
  reading: Type.String(),
  lines: Type.Array(Type.Object({ text: Type.String(), result: Type.Boolean(), depth: Type.Integer() })),
});
export type ExplainedRule = Static<typeof ExplainedRule>;
export const DifferenceTarget = Type.Object({
  kind: Type.Union([Type.Literal('rule'), Type.Literal('without'), Type.Literal('otherwise')]),
  rule: Type.String(),
  title: Type.String(),
});
/** GET /api/cases/{id}/decisions/{decision}/differences: what would have to differ for another outcome, smallest first. */
export const DifferencesOut = Type.Object({
  differences: Type.Array(
    Type.Object({
      targets: Type.Array(DifferenceTarget),
      changes: Type.Array(
        Type.Object({
          fact: Type.String(),
          path: Type.Optional(Type.String()),
          kind: Type.Union([Type.Literal('situation'), Type.Literal('office'), Type.Literal('time')]),
          from: Type.Unknown(),
          to: Type.Unknown(),
          other: Type.Boolean(),
          text: Type.String(),
        }),
      ),
      toFill: Type.Array(Type.String()),
      outcome: Type.String(),
      /** True: no smaller change leads there. */
      exact: Type.Boolean(),
      text: Type.String(),
    }),
  ),
  impossible: Type.Array(DifferenceTarget),
  unknown: Type.Array(DifferenceTarget),
  exact: Type.Boolean(),
  leftOut: Type.Array(Type.String()),
});
export type DifferencesOut = Static<typeof DifferencesOut>;
/** A decision in words of the request's locale. */
export const DecisionView = Type.Object({
  id: Type.Union([Id, Type.Null()]),
  kind: Type.String({ description: 'classification | routing | escalation | person' }),
  ruleSet: Type.Union([Type.String(), Type.Null()]),
  ruleSetTitle: Type.Union([Type.String(), Type.Null()]),
  version: Type.Union([Type.Integer(), Type.Null()]),
  decidedAt: Instant,
  decidedBy: Type.Union([Person, Type.Null()]),
  summary: Type.String(),
  /** For the person concerned, without jargon. */
  petitionerReason: Type.String(),
  /** Labelled outcome, ready to show. */
  outcome: Type.Array(Type.Object({ param: Type.String(), label: Type.String(), text: Type.String() })),
  rawOutcome: Type.Record(Type.String(), Type.Unknown()),
  fired: Type.Array(Type.String()),
  byDefault: Type.Boolean(),
  rules: Type.Array(ExplainedRule),
  /** With a trial of a draft; of stored decisions on request. */
  differences: Type.Optional(DifferencesOut),
});
export type DecisionView = Static<typeof DecisionView>;

/** GET /api/townships/{id}/configuration?at=; the ETag of what is in force now is `configuration`. */
export const ConfigurationOut = Type.Object({
  townshipId: Id,
  /** Names what is in force together: another set of versions, another name. */
  configuration: Type.String(),
  at: Instant,
  items: Type.Array(
    Type.Object({
      kind: Type.String(),
      key: Type.String(),
      title: LocalizedText,
      subkind: Type.Union([Type.String(), Type.Null()]),
      version: Type.Integer(),
      liveFrom: Instant,
      activatedBy: Type.Union([Person, Type.Null()]),
    }),
  ),
  /** Of a change that was just made: what it takes from somebody who reads a form, though nothing contradicts. */
  findings: Type.Optional(Type.Array(FindingOut)),
});
export type ConfigurationOut = Static<typeof ConfigurationOut>;

const KindOfDocument = Type.Union([
  Type.Literal('forms'),
  Type.Literal('rule-sets'),
  Type.Literal('paths'),
  Type.Literal('calendars'),
]);

/**
 * POST /api/townships/{id}/configuration: puts versions in force there and takes documents out of force, all or none, from
 * this moment on. Problems of the resulting whole are findings. `If-Match` with the ETag of the GET: only over what that tag
 * names, 412 where somebody else was faster; without it 428.
 */
export const ActivateBody = Type.Object({
  versions: Type.Optional(
    Type.Array(Type.Object({ kind: KindOfDocument, key: Type.String(), version: Type.Integer({ minimum: 1 }) }), {
      maxItems: 200,
    }),
  ),
  /** Out of force: cases that were opened with it keep it. */
  removals: Type.Optional(Type.Array(Type.Object({ kind: KindOfDocument, key: Type.String() }), { maxItems: 200 })),
  reason: Reason(2000),
});
export type ActivateBody = Static<typeof ActivateBody>;
/** POST /api/townships/{id}/configuration/check → CheckOut: what putting them in force would answer, nothing changed. */
export const CheckActivationBody = Type.Object({
  versions: ActivateBody.properties.versions,
  removals: ActivateBody.properties.removals,
});
export type CheckActivationBody = Static<typeof CheckActivationBody>;
