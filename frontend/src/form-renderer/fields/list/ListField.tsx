import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Json, type ResolvedField, resolveFields, resolveItem } from '@caseway/form-schemas';
import { Button } from 'antd';
import { useWords } from '../../../i18n/i18n.ts';
import { FieldGrid } from '../../FieldGrid.tsx';
import { useFormSurroundings } from '../../surroundings.ts';
import type { FieldProps } from '../field-props.ts';

/** A list of groups of fields, or of single values; items are added and removed by button. */
export function ListField({ field, value, onChange, disabled }: FieldProps) {
  const { t, say } = useWords();
  const { form } = useFormSurroundings();
  const items = Array.isArray(value) ? value : [];
  const { minItems = 0, maxItems = 100, items: itemSchema = {} } = field.schema;
  const single = resolveItem(form, field.schema, `${field.pointer}/0`) !== undefined;
  const empty: Json = single ? null : {};
  // A row that holds nothing has no place in the data; it is there all the same.
  const shown = Array.from({ length: Math.max(items.length, minItems) }, (_, index): Json => items[index] ?? empty);
  const title = say(field.schema['x-title']);
  const rowOf = (item: Json, index: number): ResolvedField[] => {
    const pointer = `${field.pointer}/${index}`;
    const value = resolveItem(form, field.schema, pointer);
    return value ? [value] : resolveFields(form, itemSchema, item, pointer);
  };
  return (
    <div>
      {shown.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
        <div className="list-item" key={index}>
          <div className="list-item-head">
            <span className="secondary">{t('common.item', { n: index + 1 })}</span>
            {shown.length > minItems && !disabled && (
              <Button
                size="small"
                type="text"
                danger
                icon={<DeleteOutlined />}
                aria-label={t('common.pair', { label: title, text: t('field.removeItem', { n: index + 1 }) })}
                onClick={() => onChange(shown.filter((_, place) => place !== index))}
              />
            )}
          </div>
          <FieldGrid fields={rowOf(item, index)} disabled={disabled} bare={single} />
        </div>
      ))}
      {shown.length < maxItems && !disabled && (
        <Button icon={<PlusOutlined />} onClick={() => onChange([...shown, empty])}>
          {t('field.addItem')}
        </Button>
      )}
    </div>
  );
}
