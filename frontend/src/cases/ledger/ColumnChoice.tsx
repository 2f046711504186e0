import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useWords } from '../../i18n/i18n.ts';
import { COLUMNS, type ColumnKey, FIXED } from './columns.ts';

interface Props {
  chosen: readonly ColumnKey[];
  onChoose: (keys: readonly string[] | null) => void;
}

/** Which columns the ledger shows. */
export function ColumnChoice({ chosen, onChoose }: Props) {
  const { t } = useWords();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <fieldset className="column-choice">
          <legend className="visually-hidden">{t('ledger.columns')}</legend>
          {(Object.keys(COLUMNS) as ColumnKey[]).map((key) => (
            <Checkbox
              key={key}
              checked={chosen.includes(key)}
              disabled={key === FIXED}
              onChange={({ target }) =>
                onChoose(target.checked ? [...chosen, key] : chosen.filter((other) => other !== key))
              }
            >
              {t(`ledger.column_${key}`)}
            </Checkbox>
          ))}
          <Button size="small" onClick={() => onChoose(null)}>
            {t('ledger.usualColumns')}
          </Button>
        </fieldset>
      }
    >
      <Button icon={<TableOutlined />}>{t('ledger.columns')}</Button>
    </Popover>
  );
}
