import { fieldAt, fieldTypeOf } from '@caseway/form-schemas';
import type { HandlingPath } from '../../model/handling-path.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** Clocks that run to an entered day: some form that opens cases, or the form of the action, asks for that day. */
export function checkUntil(path: HandlingPath, { forms }: PathSurroundings, report: Report): void {
  for (const [index, { key: clock, until }] of path.clocks.entries()) {
    if (!until) continue;
    const { day, of } = until;
    const at = `/clocks/${index}/until`;
    const asking = path.steps
      .flatMap(({ actions }) => actions)
      .filter(({ key }) => typeof of === 'object' && key === of.action);
    if (typeof of === 'object' && asking.length === 0) report('unknown-action', at, { action: of.action });
    if (!forms) continue;
    const asked = forms.filter(({ key, use }) => {
      // A review is decided on another path: with whichever form of a step.
      if (typeof of === 'string') return (of === 'review') === (use === 'step');
      return asking.some((action) => action.form === key);
    });
    const isDay = asked.some((form) => {
      const field = fieldAt(form, day);
      return field !== undefined && fieldTypeOf(field) === 'date';
    });
    if (!isDay) report('no-day-entered', at, { clock, pointer: day });
  }
}
