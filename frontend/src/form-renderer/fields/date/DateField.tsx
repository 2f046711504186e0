import type { FieldProps } from '../field-props.ts';
import { textControl } from '../text/text-control.ts';
import { DAY, DayInput } from './DayInput.tsx';

export function DateField(props: FieldProps) {
  const shown = textControl(props).value;
  return <DayInput {...props} shown={shown} chosen={(day) => day} placeholder={DAY} />;
}
