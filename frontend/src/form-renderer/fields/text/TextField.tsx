import { Input } from 'antd';
import { useWords } from '../../../i18n/i18n.ts';
import type { FieldProps } from '../field-props.ts';
import { roomOf, textControl } from './text-control.ts';

interface Props extends FieldProps {
  /** The keyboard of a phone that fits what is typed. */
  inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'email' | 'url';
  /** How it is written, where the form gives no example. */
  example?: string;
  /** What stands behind it. */
  unit?: string;
}

/** One line of text, of any type that is typed. */
export function TextField({ inputMode = 'text', example, unit, ...props }: Props) {
  const { say } = useWords();
  const { field } = props;
  return (
    <Input
      {...textControl(props)}
      {...roomOf(field)}
      inputMode={inputMode}
      placeholder={say(field.ui.placeholder) || example}
      suffix={unit}
    />
  );
}
