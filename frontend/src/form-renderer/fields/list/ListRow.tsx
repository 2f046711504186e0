import { DeleteOutlined } from '@ant-design/icons';
import { type FormSchema, type ResolvedField, resolveItem } from '@caseway/form-schemas';
import { Button } from 'antd';
import { memo, type ReactNode, useMemo } from 'react';
import { useWords } from '../../../i18n/i18n.ts';
import { FieldGrid } from '../../FieldGrid.tsx';
import { useFormSurroundings } from '../../surroundings.ts';
import { useFields } from '../../use-fields.ts';

interface Props {
  list: ResolvedField;
  index: number;
  disabled: boolean;
  /** Null: as many rows have to stay. */
  onRemove: ((index: number) => void) | null;
}

function Row({ list, index, onRemove, children }: Omit<Props, 'disabled'> & { children: ReactNode }) {
  const { t, say } = useWords();
  const label = say(list.schema['x-title']);
  return (
    <div className="list-item">
      <div className="list-item-head">
        <span className="secondary">{t('common.item', { n: index + 1 })}</span>
        {onRemove && (
          <Button
            size="small"
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('common.pair', { label, text: t('field.removeItem', { n: index + 1 }) })}
            onClick={() => onRemove(index)}
          />
        )}
      </div>
      {children}
    </div>
  );
}

const ANYTHING: FormSchema = {};

export const GroupRow = memo(function GroupRow({ disabled, ...row }: Props) {
  const { list, index } = row;
  const fields = useFields(list.schema.items ?? ANYTHING, `${list.pointer}/${index}`);
  return (
    <Row {...row}>
      <FieldGrid fields={fields} disabled={disabled} />
    </Row>
  );
});

export const SingleRow = memo(function SingleRow({ disabled, ...row }: Props) {
  const { form } = useFormSurroundings();
  const { list, index } = row;
  const fields = useMemo(() => {
    const field = resolveItem(form, list.schema, `${list.pointer}/${index}`);
    return field ? [field] : [];
  }, [form, list, index]);
  return (
    <Row {...row}>
      <FieldGrid fields={fields} disabled={disabled} bare />
    </Row>
  );
});
