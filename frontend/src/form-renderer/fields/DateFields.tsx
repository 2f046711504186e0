import { Input, Space } from 'antd';
import type { KeyboardEvent } from 'react';
import { DayChoice } from '../../common/DayChoice.tsx';
import { exactText, momentText } from '../../common/times.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { FieldProps } from './field-props.ts';
import { textControl } from './TextFields.tsx';

const DAY = 'YYYY-MM-DD';

/** A day can be typed in any way, or chosen: a picker would empty what it does not understand. */
function DayInput(props: FieldProps & { shown: string; chosen: (day: string) => string; placeholder: string }) {
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

export function DateField(props: FieldProps) {
  const shown = textControl(props).value;
  return <DayInput {...props} shown={shown} chosen={(day) => day} placeholder={DAY} />;
}

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
