import { Input, Space } from 'antd';
import type { KeyboardEvent } from 'react';
import { DayChoice } from '../../../common/DayChoice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import type { FieldProps } from '../field-props.ts';
import { textControl } from '../text/text-control.ts';

export const DAY = 'YYYY-MM-DD';

/** A day can be typed in any way, or chosen: a picker would empty what it does not understand. */
export function DayInput(props: FieldProps & { shown: string; chosen: (day: string) => string; placeholder: string }) {
  const { say } = useWords();
  const { field, shown, chosen, placeholder, disabled, onChange, onBlur } = props;
  const input = textControl(props);
  /** Enter takes the day that stands there; it must not send off the form or the dialog that the field is in. */
  const take = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onBlur();
  };
  return (
    <Space.Compact block>
      <Input {...input} value={shown} placeholder={say(field.ui.placeholder) || placeholder} onKeyDown={take} />
      <DayChoice
        day={shown.slice(0, DAY.length)}
        disabled={disabled}
        onChoose={(day) => {
          onChange(chosen(day));
          onBlur();
        }}
      />
    </Space.Compact>
  );
}
