import { PlusOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { Palette } from './Palette.tsx';
import { type Target, useFieldActs } from './use-field-acts.ts';

/** Adds a field at a place by choosing what it is. */
export function AddField({ target, label }: { target: Target; label: string }) {
  const { t } = useWords();
  const { add } = useFieldActs();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <div className="fd-popover">
          <Palette
            onChoose={(type) => {
              setOpen(false);
              add(type, target);
            }}
          />
        </div>
      }
    >
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        className="fd-add"
        aria-expanded={open}
        aria-label={t('common.pair', { label: t('designer.addField'), text: label })}
      >
        {t('designer.addField')}
      </Button>
    </Popover>
  );
}
