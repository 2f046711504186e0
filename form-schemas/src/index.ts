export { type Alternative, alternativesOf } from './branches.ts';
export { sampleAnswers } from './calculate/sample-answers.ts';
export { expressionWords, type Suggestion, suggestedChecks, suggestedExpressions } from './calculate/suggest.ts';
export { withoutWords } from './calculate/without-words.ts';
export { checkForm } from './check-form.ts';
export { type CompiledForm, compileForm, questionsOf } from './compile-form.ts';
export { CONDITION_KEYWORDS } from './condition-keywords.ts';
export { withDefaults } from './defaults.ts';
export { answersOf, type Choice, choicesOf, DENIES, type Denial, denialsOf, deniedBy } from './denials.ts';
export { conditionReads, type Dependencies, dependenciesOf, sectionsFor, withDerived } from './dependencies.ts';
export { asForm, isPlainSchema } from './derive/as-form.ts';
export { fullText } from './derive/full-text.ts';
export { type FormChange, type FormChangeClass, type FormChangeCode, renderFormChange } from './diff/changes.ts';
export { diffForms } from './diff/diff-forms.ts';
export { areMoved } from './diff/fields.ts';
export { adopt } from './edit/adopt.ts';
export { type DrawnField, type DrawnForm, type DrawnSection, drawForm, drawnFields } from './edit/draw-form.ts';
export { calculateField, changeChecks } from './edit/edit-calculations.ts';
export { requireWhen, showWhen } from './edit/edit-conditions.ts';
export {
  type Content,
  changeField,
  conditionsReading,
  duplicateField,
  type FieldEdit,
  type FieldPlace,
  freeName,
  layOutField,
  moveField,
  patchField,
  putField,
  removeField,
  renameField,
} from './edit/edit-fields.ts';
export { addSection, bindField, moveSection, patchSection, removeSection } from './edit/edit-layout.ts';
export { type ExpressionPlace, expressionsOf, expressionsReading } from './edit/expressions.ts';
export { blankForm, broughtForm } from './edit/new-form.ts';
export type { PartCondition } from './edit/object-parts.ts';
export { turnField } from './edit/turn-field.ts';
export { isUsableName } from './edit/usable-name.ts';
export { eitherOf } from './either.ts';
export { matches } from './evaluate/evaluate.ts';
export { become } from './field-types/become.ts';
export {
  FIELD_TYPE_GROUPS,
  type FieldTypeDefinition,
  type FieldTypeGroup,
  LIMIT_KEYWORDS,
  type LimitKeyword,
} from './field-types/contract.ts';
export { FIELD_TYPE_NAMES, FIELD_TYPES, type FieldType, fieldTypeOf, formatValue } from './field-types/registry.ts';
export { FORM_FINDINGS, type FormCode, type FormFinding, renderFinding } from './form-findings.ts';
export { FORM_LIMITS, FORM_META_SCHEMA } from './form-meta-schema.ts';
export { fenOf, isYuan, yuanOf, yuanText } from './formats/amount.ts';
export { FORMATS, type Format } from './formats/formats.ts';
export { checkCharacter, isDay, isIdNumber } from './formats/id-number.ts';
export { isWebAddress } from './formats/web.ts';
export type { NotCarried } from './imports/foreign/contract.ts';
export { IMPORT_KINDS, type ImportKind, type ImportResult, importForm } from './imports/import-form.ts';
export { namedImport } from './imports/named-import.ts';
export { type Decimal, decimalOf, isMultipleOf, multipleNextTo, numberOf, onOneScale } from './json/decimal.ts';
export { type DuplicateMember, findDuplicateMembers } from './json/duplicate-members.ts';
export { equalJson } from './json/equal.ts';
export {
  findLossyNumbers,
  findLost,
  type LossyNumber,
  LossyNumberError,
  type Lost,
  lossyNumberText,
  parseJson,
} from './json/lossy-numbers.ts';
export { escapeToken, pointerTokens } from './json/pointer.ts';
export { jsonText } from './json/text.ts';
export {
  findUnusable,
  givesNoReason,
  isBlank,
  isTooDeep,
  isUsableText,
  MAX_NESTING,
  saysNothing,
  withoutDots,
  withoutInvisible,
} from './json/usable.ts';
export { fill } from './model/fill.ts';
export type { Finding, Severity } from './model/finding.ts';
export type {
  DataError,
  FieldCheck,
  FieldUi,
  FormBindings,
  FormData,
  FormDefinition,
  FormReview,
  FormSchema,
  FormSection,
  FormUi,
  Json,
  PetitionerPart,
  Widget,
} from './model/form-definition.ts';
export { OUTCOME_EFFECTS, type OutcomeEffect } from './model/outcome-effect.ts';
export type { Present } from './model/present.ts';
export { RECUSES, type Recuses, recusesOf } from './model/recuses.ts';
export { LOCALES, type Locale, type LocalizedText, quotedList } from './model/text.ts';
export { isNamedIn, unnamedIn } from './named.ts';
export { type NamedOpenly, namedOpenly } from './named-openly.ts';
export { normalise } from './normalise/normalise.ts';
export { normaliseField, typedKindOf } from './normalise/normalise-field.ts';
export { type Listed, namesPetitioners, type Petitioner, petitionersIn, petitionersListed } from './petitioners.ts';
export { readTyped, type TypedKind } from './readings/readings.ts';
export { accusingFields, keepingOut, keepsOutNamed, type Recused, recusedIn } from './recusals.ts';
export {
  enteredPointer,
  isNothing,
  pruneData,
  type ResolvedField,
  type ResolvedSection,
  resolveFields,
  resolveForm,
  resolveItem,
} from './resolve-form.ts';
export { type Random, randomInt, randomPick, type SampleContext, sampleData, seededRandom } from './sample-data.ts';
export { resolveRef } from './schema-index.ts';
export { allProperties, bindingValue, fieldAt, putPointer, readPointer } from './schema-walk.ts';
export { isWithheld, maskSensitive, maskText, maskWholly, mergeSensitive, splitSensitive } from './sensitive.ts';
export { SAYS_SOMETHING, type ShapeError, shapeWords } from './shape-words.ts';
export { takeIn, taken, withCalculated } from './take-in.ts';
export { type TakenOver, takenOver } from './taken-over.ts';
export { type Restored, unmaskSensitive } from './unmask.ts';
export { errorText } from './validation-messages.ts';
