import { PlusOutlined } from '@ant-design/icons';
import { type Json, readPointer, resolveItem } from '@caseway/form-schemas';
import { Button } from 'antd';
import { useCallback } from 'react';
import { useWords } from '../../../i18n/i18n.ts';
import { useFilled } from '../../filling/use-filling.ts';
import { useFormSurroundings } from '../../surroundings.ts';
import type { FieldProps } from '../field-props.ts';
import { GroupRow, SingleRow } from './ListRow.tsx';

/** A list of groups of fields, or of single values; items are added and removed by button. */
export function ListField({ field, disabled }: FieldProps) {
  const { t } = useWords();
  const { form, filling } = useFormSurroundings();
  const { pointer } = field;
  const { minItems = 0, maxItems = 100 } = field.schema;
  const single = resolveItem(form, field.schema, `${pointer}/0`) !== undefined;
  // A row that holds nothing has no place in the data; it is there all the same.
  const count = useFilled(filling, pointer, (values) => {
    const rows = readPointer(values, pointer);
    return Math.max(Array.isArray(rows) ? rows.length : 0, minItems);
  });
  const change = useCallback(
    (next: (rows: Json[]) => Json[]) => {
      const rows = filling.at(pointer);
      const given = Array.isArray(rows) ? rows : [];
      const shown = Array.from(
        { length: Math.max(given.length, minItems) },
        (_, at) => given[at] ?? (single ? null : {}),
      );
      filling.change(pointer, next(shown));
    },
    [filling, pointer, minItems, single],
  );
  const remove = useCallback((index: number) => change((rows) => rows.filter((_, at) => at !== index)), [change]);
  const Row = single ? SingleRow : GroupRow;
  return (
    <div>
      {Array.from({ length: count }, (_, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
          key={index}
          list={field}
          index={index}
          disabled={disabled}
          onRemove={count > minItems && !disabled ? remove : null}
        />
      ))}
      {count < maxItems && !disabled && (
        <Button icon={<PlusOutlined />} onClick={() => change((rows) => [...rows, single ? null : {}])}>
          {t('field.addItem')}
        </Button>
      )}
    </div>
  );
}
