import { Input } from 'antd';
import { useWords } from '../../../i18n/i18n.ts';
import type { FieldProps } from '../field-props.ts';
import { roomOf, textControl } from '../text/text-control.ts';

/** As many lines as an answer of that length usually takes: it grows with what is typed. */
const rowsOf = (maxLength: number | undefined): number =>
  maxLength !== undefined && maxLength <= 200 ? 1 : maxLength !== undefined && maxLength <= 1000 ? 2 : 4;

export function LongTextField(props: FieldProps) {
  const { say } = useWords();
  const { field } = props;
  return (
    <Input.TextArea
      {...textControl(props)}
      {...roomOf(field)}
      placeholder={say(field.ui.placeholder) || undefined}
      autoSize={{ minRows: rowsOf(field.schema.maxLength), maxRows: 12 }}
    />
  );
}
