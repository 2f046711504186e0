import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

const DAY = 'YYYY-MM-DD';

interface Props {
  value: readonly [string, string];
  onChange: (from: string, to: string) => void;
}

/** The time that is counted: two days, or one of the times that an office asks for. */
export function PeriodField({ value: [from, to], onChange }: Props) {
  const { t } = useWords();
  const now = dayjs(today());
  const lastMonth = now.subtract(1, 'month');
  // An office's quarters are those of the calendar year.
  const quarter = now.month(Math.floor(now.month() / 3) * 3).startOf('month');
  const presets = [
    { label: t('statistics.thisMonth'), value: [now.startOf('month'), now] },
    { label: t('statistics.lastMonth'), value: [lastMonth.startOf('month'), lastMonth.endOf('month')] },
    { label: t('statistics.thisQuarter'), value: [quarter, now] },
    { label: t('statistics.thisYear'), value: [now.startOf('year'), now] },
    { label: t('statistics.twelveMonths'), value: [now.subtract(1, 'year').add(1, 'day'), now] },
  ] as { label: string; value: [dayjs.Dayjs, dayjs.Dayjs] }[];
  return (
    <DatePicker.RangePicker
      aria-label={t('statistics.period')}
      allowClear={false}
      presets={presets}
      value={[dayjs(from), dayjs(to)]}
      onChange={(days) => days?.[0] && days[1] && onChange(days[0].format(DAY), days[1].format(DAY))}
    />
  );
}
