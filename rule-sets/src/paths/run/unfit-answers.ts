import {
  allProperties,
  type Choice,
  choicesOf,
  denialsOf,
  escapeToken,
  type FormData,
  type FormDefinition,
  type FormSchema,
  type Json,
  type LocalizedText,
  pointerTokens,
  putPointer,
  readPointer,
} from '@caseway/form-schemas';
import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { branchFacts, factsRead, possibleBranches } from './action-branches.ts';
import type { ActionProblem } from './action-problems.ts';
import type { PathState } from './path-state.ts';
import { type ActionAnswers, resolveBranch } from './resolve-action.ts';

/** A choice that would be refused now, whatever else is answered. */
export interface UnfitAnswer {
  /** Into the data of the action's form. */
  pointer: string;
  answer: Json;
  /** In a few words. */
  reason: LocalizedText;
}

/** More ways to answer than this are not gone through one by one. */
const MOST = 1000;

type Refusal = Extract<ActionProblem, { words: LocalizedText }>;

/** Whether it is the answer that cannot be, or what was entered before; a length or a day of the same form is another question's. */
const isOfAnswer = (problem: ActionProblem): problem is Refusal =>
  problem.code === 'refused' ||
  problem.code.startsWith('answer-') ||
  (problem.code === 'extension-over' && problem.pointer === '');

/** Whether somebody has to answer it: then it is never left open. */
function isAlwaysAsked({ schema }: FormDefinition, names: readonly string[]): boolean {
  let here: FormSchema | undefined = schema;
  for (const name of names) {
    if (!here?.required?.includes(name)) return false;
    here = here.properties?.[name];
  }
  return true;
}

/** Every way to answer some choices. What is not shown may be left out; more ways than there are make nothing unfit. */
function everyWay(form: FormDefinition, choices: readonly Choice[]): FormData[] {
  return choices.reduce<FormData[]>(
    (all, { pointer, answers }) => {
      const open = isAlwaysAsked(form, pointerTokens(pointer));
      return all.flatMap((data) => [
        ...(open ? [] : [data]),
        ...answers.map((answer) => putPointer(data, pointer, answer)),
      ]);
    },
    [{}],
  );
}

/** What stands in the way of some answers; undefined where, with what is not known yet, nothing need. */
function inTheWay(
  path: HandlingPath,
  state: PathState,
  action: PathAction,
  answers: ActionAnswers & { data: FormData },
  unknown: ReadonlySet<string>,
): Refusal[] | undefined {
  const { form, data, facts = {} } = answers;
  const found = possibleBranches(action, branchFacts(form, data, facts), unknown).map((branch) =>
    resolveBranch(path, state, action, answers, branch).refusals.filter(isOfAnswer),
  );
  return found.some((refusals) => refusals.length === 0) ? undefined : found.flat();
}

/** Why an action is refused as the case stands, whatever is answered, in words; null where some answer may get through. */
export function refusedNow(
  path: HandlingPath,
  state: PathState,
  action: PathAction,
  answers: Pick<ActionAnswers, 'form' | 'facts' | 'limits' | 'counted'>,
): LocalizedText | null {
  const { form } = answers;
  const unknown = new Set(form ? allProperties(form.schema, form.schema).keys() : []);
  const [first] = inTheWay(path, state, action, { ...answers, data: {} }, unknown) ?? [];
  return first?.words ?? null;
}

/**
 * The choices of an action's form that cannot be made as the case stands: `resolveAction` would refuse them with whatever other
 * answers. What is offered, and what is made up for a demonstration, goes by this; what is sent is refused by `resolveAction`.
 */
export function unfitAnswers(
  path: HandlingPath,
  state: PathState,
  action: PathAction,
  answers: ActionAnswers & { form: FormDefinition },
): UnfitAnswer[] {
  const { form } = answers;
  const read = factsRead(action);
  const denying = new Set(denialsOf(form).map(({ pointer }) => pointer));
  const topOf = ({ pointer }: Choice): string => pointerTokens(pointer)[0] ?? '';
  const concerned = choicesOf(form).filter((choice) => denying.has(choice.pointer) || read.has(topOf(choice)));
  if (concerned.length === 0) return [];
  const ways = concerned.reduce((product, { answers: all }) => product * (all.length + 1), 1);
  const together = ways <= MOST ? [concerned] : concerned.map((choice) => [choice]);
  return together.flatMap((choices) => unfitAmong(choices, path, state, action, answers));
}

function unfitAmong(
  choices: readonly Choice[],
  path: HandlingPath,
  state: PathState,
  action: PathAction,
  given: ActionAnswers & { form: FormDefinition },
): UnfitAnswer[] {
  const { form } = given;
  const known = new Set(choices.map(({ pointer }) => pointer));
  const fields = [...allProperties(form.schema, form.schema).keys()];
  const unknown = new Set(fields.filter((name) => !known.has(`/${escapeToken(name)}`)));
  const tried = everyWay(form, choices).map((data) => ({
    data,
    found: inTheWay(path, state, action, { ...given, data }, unknown),
  }));
  const leading = new Set(tried.flatMap(({ data, found }) => (found ? [] : [JSON.stringify(data)])));
  return choices.flatMap(({ pointer, answers }) =>
    answers.flatMap((answer): UnfitAnswer[] => {
      const here = tried.filter(({ data }) => readPointer(data, pointer) === answer);
      if (here.some(({ found }) => found === undefined)) return [];
      const isOwn = (problem: Refusal): boolean => problem.pointer === `/data${pointer}`;
      // It alone is to blame where another answer in its place leads on; where nothing does, if it is contradicted itself.
      const alone = here.filter(({ data }) =>
        answers.some((other) => leading.has(JSON.stringify(putPointer(data, pointer, other)))),
      );
      const problems = [...alone, ...here].flatMap(({ found }) => found ?? []);
      const why = problems.find(isOwn) ?? problems[0];
      if (!why || !(leading.size > 0 || here.every(({ found }) => found?.some(isOwn)))) return [];
      return [{ pointer, answer, reason: 'why' in why ? why.why : why.words }];
    }),
  );
}
