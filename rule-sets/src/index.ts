export { type AnalyseOptions, analyse } from './analyse/analyse.ts';
export { ANALYSIS_TITLES, renderAnalysisFinding, renderLeftOut } from './analyse/analysis-texts.ts';
export { factsNamed } from './analyse/facts-named.ts';
export { findOpen } from './analyse/find-open.ts';
export * from './analyse/findings.ts';
export type { Witness } from './analyse/witness.ts';
export { VOCABULARY_OF } from './check-rule-set/check-outcomes.ts';
export {
  type CheckRuleSetOptions,
  checkRuleSet,
  checkRuleSetText,
} from './check-rule-set/check-rule-set.ts';
export { type RuleTestResult, runRuleTests } from './check-rule-set/check-tests.ts';
export {
  RULE_SET_FINDINGS,
  type RuleSetCode,
  type RuleSetFinding,
  renderRuleSetFinding,
  stopsDeciding,
} from './check-rule-set/finding-catalogue.ts';
export {
  CALENDAR_META_SCHEMA,
  type CalendarCode,
  type CalendarFinding,
  checkCalendar,
  renderCalendarFinding,
} from './clock/check-calendar.ts';
export type { ClockPause, ClockState } from './clock/clock-state.ts';
export {
  type ClockRun,
  clockDeadline,
  clockOf,
  computeDeadline,
  type Deadline,
  type DeadlineStep,
} from './clock/compute-deadline.ts';
export { countedWith } from './clock/counted-with.ts';
export { dayWords, momentWords } from './clock/day-words.ts';
export {
  addDays,
  DAY_MS,
  dayEnd,
  dayStart,
  daysBetween,
  isCovered,
  isWorkingDay,
  localDay,
  localTime,
  nextWorkingDay,
  previousWorkingDay,
  weekdayOf,
} from './clock/days.ts';
export { type LevelTime, levelTimes, whenToFire } from './clock/level-times.ts';
export { missedBefore } from './clock/missed-before.ts';
export { type Occurrence, recurringDays } from './clock/recurring-days.ts';
export { renderDeadline, renderDuration } from './clock/render-deadline.ts';
export { isOwed, isStatutory } from './clock/statutory.ts';
export { combineOutcomes, type Outcome } from './combine-outcomes.ts';
export {
  type CompiledDecision,
  type CompiledRuleSet,
  compileRuleSet,
  linkRuleSet,
  type RuleFactory,
  ruleSetModule,
  ruleSetSource,
} from './compile/compile-rule-set.ts';
export type { RuleFunctions } from './compile/emit-rule-set.ts';
export type { RuleRuntime } from './compile/runtime.ts';
export { completeRuleSet, completeTexts } from './complete-texts.ts';
export { type Coverage, type CoverageCount, coverageOf, type Uncovered } from './coverage/coverage.ts';
export { renderUncovered } from './coverage/render-uncovered.ts';
export { applyRuleSetChanges } from './diff/apply-rule-set-changes.ts';
export { diffJson, type JsonChange } from './diff/diff-json.ts';
export { diffRuleSets } from './diff/diff-rule-sets.ts';
export { type MergeConflict, type MergeOptions, type MergeResult, mergeJson, type Side } from './diff/merge-json.ts';
export { mergeRuleSets } from './diff/merge-rule-sets.ts';
export { placeWords } from './diff/place-words.ts';
export {
  type ChangeReading,
  type RuleSetChangeText,
  renderRuleSetChange,
  ruleSetChangeRenderer,
} from './diff/render-change.ts';
export { type ConflictText, renderRuleSetConflict } from './diff/render-conflict.ts';
export type { RuleSetChange, RuleSetChangeClass, RuleSetChangeCode } from './diff/rule-set-change.ts';
export type { Difference, Differences, FactChange, Target } from './explain/difference.ts';
export {
  conditionParts,
  conditionText,
  type Explanation,
  type ExplanationLine,
  explainDecision,
  petitionerReason,
  type RuleExplanation,
  registeredReason,
  ruleParts,
  ruleText,
  sourceText,
} from './explain/explain-decision.ts';
export { type Names, namedParams } from './explain/named-params.ts';
export {
  OUTCOME_PARAM_TITLES,
  type OutcomeEntry,
  outcomeEntries,
  outcomeText,
  ROLE_TITLES,
} from './explain/outcome-text.ts';
export { petitionerParagraph } from './explain/petitioner-paragraph.ts';
export {
  factLabel,
  keyLabel,
  leafParts,
  leafText,
  type Reading,
  type ReadingOptions,
  readingOf,
  type SentencePart,
  valueText,
} from './explain/reading.ts';
export { renderTitledFinding } from './explain/titled-finding.ts';
export {
  type DifferOptions,
  whatWouldDiffer,
} from './explain/what-would-differ.ts';
export { parseFactPath, readFactPath } from './fact-path.ts';
export { type FactChoice, type FactInfo, factCatalogue, factKey, isVisibleTo, systemFacts } from './facts.ts';
export {
  conditionSchema,
  FORM_OPERATORS,
  isFormCondition,
  schemaCondition,
} from './form-conditions/form-conditions.ts';
export * from './form-proof/findings.ts';
export {
  FORM_PROOF_TITLES,
  formProofAnswers,
  renderFormProof,
  renderFormProofLeftOut,
  type ShownAnswer,
} from './form-proof/form-proof-texts.ts';
export { type ProveFormOptions, proveForm } from './form-proof/prove-form.ts';
export { isJsonObject, jsonEqual, pointerTo } from './json-value.ts';
export { type Labels, pathLabels } from './labels.ts';
export { citationsIn, citedIn, numbersCited, numeralValue, PLAN } from './law/citations.ts';
export { LAW_TIMES, type LawTime } from './law/law-times.ts';
export { type Backtest, backtest, type RuleHits, ruleHits } from './many/backtest.ts';
export { Bitset } from './many/bitset.ts';
export {
  type CompareOptions,
  type Comparison,
  comparableOutcome,
  compareOutcomes,
  type OutcomeCount,
  type Transition,
} from './many/compare-outcomes.ts';
export { countTogether, ruleNames } from './many/count-together.ts';
export type { Codes, FactColumn } from './many/fact-column.ts';
export { FactTable, type FactTableOptions } from './many/fact-table.ts';
export { joinOutcomes } from './many/join-outcomes.ts';
export {
  ManyEvaluator,
  type ManyEvaluatorOptions,
  type ManyResult,
  type Outcomes,
} from './many/many-evaluator.ts';
export type { OutcomeClass } from './many/outcome-classes.ts';
export { RULE_SET_LIMITS, RULE_SET_META_SCHEMA } from './meta-schema.ts';
export type * from './model/calendar.ts';
export type * from './model/handling-path.ts';
export { ROLES, type Role } from './model/roles.ts';
export type * from './model/rule-set.ts';
export {
  CASE_EVENT_TITLES,
  CASE_EVENTS,
  type CaseEvent,
  type FactType,
  SYSTEM_FACTS,
  type SystemFact,
} from './model/system-facts.ts';
export {
  FACT_VALUE_TYPES,
  type FactValueType,
  findOperator,
  OPERATORS,
  type OperatorInfo,
  type OperatorName,
  operatorsFor,
} from './operators/operators.ts';
export { PathError, type PathErrorCode } from './path-error.ts';
export { checkPath, isHandlingPath } from './paths/check/check-path.ts';
export { type PathCode, type PathFinding, renderPathFinding } from './paths/check/path-findings.ts';
export type { PathSurroundings } from './paths/check/surroundings.ts';
export { diffPaths } from './paths/diff/diff-paths.ts';
export type { PathChange, PathChangeClass, PathChangeCode } from './paths/diff/path-change.ts';
export type { PathWordsOptions } from './paths/diff/path-words.ts';
export { type PathChangeText, pathChangeRenderer } from './paths/diff/render-path-change.ts';
export { HANDLING_PATH_META_SCHEMA } from './paths/path-meta-schema.ts';
export { type PublicPath, publicPath } from './paths/public-path.ts';
export { isRegularPath } from './paths/regular-path.ts';
export { rightsOf } from './paths/rights.ts';
export { branchFacts } from './paths/run/action-branches.ts';
export type { ActionProblem } from './paths/run/action-problems.ts';
export { advanceClocks, authorityRuns } from './paths/run/advance-clocks.ts';
export type { AppliedAction } from './paths/run/applied-action.ts';
export { changePath } from './paths/run/change-path.ts';
export { comeBack, isReviewAsked, type Reviewing, reviewAsked, reviewTakenBack } from './paths/run/come-back.ts';
export { type Course, courseOf } from './paths/run/course.ts';
export { daysOfActs, doneOnIn } from './paths/run/days-of-acts.ts';
export { type Deciding, decidesWith, decidingOf, mayDecide } from './paths/run/deciding.ts';
export { type EnteredIn, enteredDay, withDaysOfForm } from './paths/run/entered-day.ts';
export { noticeOf } from './paths/run/notice.ts';
export type { ActionInput, EarlierAction, PathEvent, PathState, Told } from './paths/run/path-state.ts';
export {
  checkDelivery,
  type Delivery,
  giveUpDelivery,
  notArrived,
  recordDelivery,
  undelivered,
  type Waiting,
  waitingForLetters,
} from './paths/run/record-delivery.ts';
export {
  type ActionAnswers,
  isAdverse,
  type ResolvedAction,
  resolveAction,
  waysOf,
} from './paths/run/resolve-action.ts';
export {
  allowedAction,
  allowedActions,
  applyAction,
  checkAction,
  type DoneAction,
  passedSteps,
  type Receipt,
  requiredDocuments,
  startPath,
} from './paths/run/run-path.ts';
export { stepOf } from './paths/run/steps.ts';
export { refusedNow, type UnfitAnswer, unfitAnswers } from './paths/run/unfit-answers.ts';
export { ledTo, type OtherWay, wayAsCorrected } from './paths/run/way-as-corrected.ts';
export { outcomeDecided, outcomeOnItsWay } from './paths/run/what-stands.ts';
export { decide } from './reference/decide.ts';
export { factsOf } from './reference/facts-of.ts';
export { reviewableDecision, reviewPeriod, type ToldDecision, toldDecision } from './review/review.ts';
export { RuleSetError, type RuleSetErrorCode, ruleSetErrorText } from './rule-set-error.ts';
export { type ReadTests, type ReadTestsOptions, testsFromCsv } from './tests-table/read-tests.ts';
export { renderTableProblem, type TableProblem, type TableProblemCode } from './tests-table/table-problems.ts';
export { type TestTable, testsToCsv, testsToTable } from './tests-table/write-tests.ts';
export { titleIn, titlesAt } from './titles-at.ts';
export { applyEdits } from './together/apply-edits.ts';
export { checkTogether } from './together/check-together.ts';
export { gatherTogether } from './together/gather.ts';
export {
  type RenamedDocument,
  type RenameObstacle,
  type RenameObstacleCode,
  type RenamePlan,
  renameEverywhere,
} from './together/rename-field.ts';
export { renderTogetherFinding, renderTogetherMend } from './together/render-together.ts';
export type {
  Known,
  Place,
  Together,
  TogetherCode,
  TogetherEdit,
  TogetherFinding,
  TogetherMend,
} from './together/together.ts';
export { type FieldUse, usesOf, usesOfForm } from './together/uses-of.ts';
