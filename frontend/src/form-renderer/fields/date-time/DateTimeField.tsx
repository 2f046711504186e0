import { exactText, momentText } from '../../../common/times.ts';
import { DAY, DayInput } from '../date/DayInput.tsx';
import type { FieldProps } from '../field-props.ts';
import { textControl } from '../text/text-control.ts';

/** A moment as it is typed: by the clock of Shanghai, whatever zone the browser is in. */
function momentShown(text: string): string {
  const at = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return text;
  return at % 60_000 === 0 ? momentText(at) : exactText(new Date(at).toISOString());
}

export function DateTimeField(props: FieldProps) {
  const shown = momentShown(textControl(props).value);
  const [, time = '09:00'] = /(\d\d:\d\d(?::\d\d)?)$/.exec(shown) ?? [];
  return <DayInput {...props} shown={shown} chosen={(day) => `${day} ${time}`} placeholder={`${DAY} HH:mm`} />;
}
