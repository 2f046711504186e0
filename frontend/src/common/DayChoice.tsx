import { CalendarOutlined } from '@ant-design/icons';
import { isDay } from '@caseway/form-schemas';
import { Button, Calendar, Popover } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useWords } from '../i18n/i18n.ts';

const DAY = 'YYYY-MM-DD';

/** Beside a field in which a day is typed: the calendar to choose it from. A picker would empty what it does not understand. */
export function DayChoice({
  day,
  disabled,
  onChoose,
}: {
  /** What stands in the field: the calendar opens there where it is a day. */
  day: string;
  disabled: boolean | undefined;
  onChoose: (day: string) => void;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <div className="day-choice">
          <Calendar
            fullscreen={false}
            defaultValue={isDay(day) ? dayjs(day) : dayjs()}
            onSelect={(at, { source }) => {
              if (source !== 'date') return;
              setOpen(false);
              onChoose(at.format(DAY));
            }}
          />
        </div>
      }
    >
      <Button icon={<CalendarOutlined />} disabled={disabled ?? false} aria-label={t('field.chooseDay')} />
    </Popover>
  );
}
