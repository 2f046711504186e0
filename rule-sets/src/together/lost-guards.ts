import { type Denial, denialsOf, type FormDefinition, formatValue, pointerTokens } from '@caseway/form-schemas';
import { pointerTo } from '../json-value.ts';
import type { ActionBranch, HandlingPath, PathAction } from '../model/handling-path.ts';
import { canonicalText } from '../paths/diff/compare.ts';
import { clausesOf, compareConditions } from '../paths/diff/conditions.ts';
import { type Place, plain, type Together, type TogetherFinding } from './together.ts';

interface Acting {
  path: HandlingPath;
  action: PathAction;
  step: string;
  place: Place;
}

const actionsOf = (paths: readonly HandlingPath[]): Acting[] =>
  paths.flatMap((path) =>
    path.steps.flatMap(({ key, actions }, at) =>
      actions.map((action, index) => ({
        path,
        action,
        step: key,
        place: { kind: 'paths', key: path.key, pointer: `/steps/${at}/actions/${index}` } as const,
      })),
    ),
  );

/** What a branch makes of an answer; how a refusal or a notice is worded is no part of it. */
const madeBy = ({ when: _, refuse, notice, ...rest }: ActionBranch): string =>
  canonicalText({ ...rest, refuse: refuse !== undefined, notice: notice === undefined ? '' : notice !== null });

const isSame = (a: ActionBranch, b: ActionBranch): boolean =>
  madeBy(a) === madeBy(b) && compareConditions(clausesOf(a.when), clausesOf(b.when)).effect === 'same';

/** Branches and refusals that actions of a path had and have no longer, or otherwise. */
function lostBranches(now: HandlingPath, old: HandlingPath): TogetherFinding[] {
  const acting = actionsOf([now]);
  return actionsOf([old]).flatMap(({ action, step }) => {
    const alike = acting.filter((one) => one.action.key === action.key);
    const stands = alike.find((one) => one.step === step) ?? alike[0];
    const place: Place = stands?.place ?? { kind: 'paths', key: now.key, pointer: '/steps' };
    const left = [...(stands?.action.branches ?? [])];
    const lost = (action.branches ?? []).filter((branch) => {
      const same = left.findIndex((other) => isSame(branch, other));
      if (same >= 0) left.splice(same, 1);
      return same < 0;
    });
    return lost.map(
      ({ refuse }): TogetherFinding => ({
        severity: 'warning',
        code: refuse ? 'refusal-lost' : 'branch-lost',
        places: [place, place],
        params: { document: now.title, part: action.title },
        mends: [],
      }),
    );
  });
}

const sayingOf = ({ says }: Pick<PathAction, 'says'>): string => canonicalText(says ? [...says].sort() : null);

/** Every text that an action tells, with what its path says that it says of the matter. */
const tellingsOf = (action: PathAction): { text: string; says: string }[] =>
  [action, ...(action.branches ?? [])].flatMap((one) =>
    one.notice ? [{ text: canonicalText(one.notice), says: sayingOf(one) }] : [],
  );

/** Actions whose telling, or a text of theirs, is declared to say something else than it was; a branch's is its own matter. */
function changedTellings(now: HandlingPath, old: HandlingPath): TogetherFinding[] {
  const acting = actionsOf([now]);
  return actionsOf([old]).flatMap(({ action, step }): TogetherFinding[] => {
    const alike = acting.filter((one) => one.action.key === action.key);
    const stands = alike.find((one) => one.step === step) ?? alike[0];
    if (!stands) return [];
    const is = tellingsOf(stands.action);
    const moved = tellingsOf(action).some(({ text, says }) => {
      const same = is.filter((one) => one.text === text);
      return same.length > 0 && !same.some((one) => one.says === says);
    });
    const params = { document: now.title, part: action.title };
    const places: [Place, Place] = [stands.place, stands.place];
    const changed = moved || sayingOf(action) !== sayingOf(stands.action);
    return changed ? [{ severity: 'warning', code: 'telling-changed', places, params, mends: [] }] : [];
  });
}

function changedEffects(now: HandlingPath, old: HandlingPath): TogetherFinding[] {
  return now.outcomes.flatMap(({ key, title, effect }, index): TogetherFinding[] => {
    const was = old.outcomes.find((outcome) => outcome.key === key);
    if (!was || was.effect === effect) return [];
    const place: Place = { kind: 'paths', key: now.key, pointer: `/outcomes/${index}/effect` };
    const params = { document: now.title, part: title };
    return [{ severity: 'warning', code: 'effect-changed', places: [place, place], params, mends: [] }];
  });
}

/** Answers of a form that denied outcomes and no longer do, told of each action that asks the form. */
function lostDenials(now: FormDefinition, old: FormDefinition, acting: readonly Acting[]): TogetherFinding[] {
  const left = denialsOf(now);
  const isKept = ({ pointer, answer, effects, earlier }: Denial): boolean =>
    left.some(
      (other) =>
        other.pointer === pointer &&
        other.answer === answer &&
        effects.every((effect) => other.effects.includes(effect)) &&
        earlier.every((effect) => other.earlier.includes(effect)),
    );
  const asking = acting.filter(({ action }) => action.form === now.key);
  return denialsOf(old)
    .filter((denial) => !isKept(denial))
    .flatMap(({ pointer, field, answer }) => {
      const path = pointerTokens(pointer);
      const place: Place = {
        kind: 'forms',
        key: now.key,
        pointer: pointerTo('/schema', ...path.flatMap((name) => ['properties', name])),
      };
      const words = {
        form: now.title,
        field: field['x-title'] ?? plain(path.join('.')),
        value: { 'zh-CN': formatValue(field, answer, 'zh-CN'), en: formatValue(field, answer, 'en') },
      };
      const readers = asking.map((one) => ({ place: one.place, document: one.path.title, part: one.action.title }));
      const own = { place, document: now.title, part: words.field };
      return (readers.length > 0 ? readers : [own]).map(
        (reader): TogetherFinding => ({
          severity: 'warning',
          code: 'denial-lost',
          places: [reader.place, place],
          params: { ...words, document: reader.document, part: reader.part },
          mends: [],
        }),
      );
    });
}

/**
 * What kept answers and outcomes apart and stands no longer: a branch, a refusal, the meaning of an outcome, an answer that
 * denied some, what is told. Whether the rest still holds is proved elsewhere; that a guard went, somebody answers for. Pure.
 */
export function checkLostGuards(whole: Together, before: Together): TogetherFinding[] {
  const acting = actionsOf(whole.paths);
  const paths = whole.paths.flatMap((now) => {
    const old = before.paths.find(({ key }) => key === now.key);
    return !old || old === now
      ? []
      : [...lostBranches(now, old), ...changedTellings(now, old), ...changedEffects(now, old)];
  });
  const forms = whole.forms.flatMap((now) => {
    const old = before.forms.find(({ key }) => key === now.key);
    return !old || old === now ? [] : lostDenials(now, old, acting);
  });
  return [...paths, ...forms];
}
