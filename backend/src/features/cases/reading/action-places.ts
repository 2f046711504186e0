import { type HandlingPath, isAdverse, type PathAction, type PathStep, waysOf } from '@caseway/rule-sets';
import type { ActionOut } from '../../../contract/index.ts';

type Place = ActionOut['place'];

/**
 * Where each action of a step stands on the screen. Aside: what gives the matter up or decides against the person, and is
 * done only by who looks for it. Forward: the first of the others that leads on, in the path's order; where all stand
 * aside, the first of them that is no giving up.
 */
export function actionPlaces(
  path: HandlingPath,
  step: Pick<PathStep, 'key'>,
  actions: readonly PathAction[],
): Map<string, Place> {
  const effects = (action: PathAction) =>
    waysOf(action).flatMap(({ outcome }) => path.outcomes.find(({ key }) => key === outcome)?.effect ?? []);
  const givesUp = (action: PathAction) => effects(action).includes('withdrawn');
  // An action whose answers decide is aside only where every answer is against the person.
  const against = (action: PathAction) => effects(action).length > 0 && effects(action).every(isAdverse);
  const aside = (action: PathAction) => givesUp(action) || against(action);
  const leadsOn = (action: PathAction) => waysOf(action).some(({ to }) => to !== step.key);
  const forward =
    actions.find((action) => !aside(action) && leadsOn(action)) ??
    actions.find((action) => against(action) && leadsOn(action));
  return new Map(
    actions.map((action): [string, Place] => [
      action.key,
      action === forward ? 'forward' : aside(action) ? 'aside' : 'other',
    ]),
  );
}
