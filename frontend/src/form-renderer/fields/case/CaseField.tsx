import type { ReviewableOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useDeferredValue, useState } from 'react';
import { get } from '../../../api/client.ts';
import { Select } from '../../../common/Select.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFormSurroundings } from '../../surroundings.ts';
import type { FieldProps } from '../field-props.ts';

/** An earlier case, chosen from those whose decision can be reviewed; found by its number or words of its title. */
export function CaseField({ id, field, value, onChange, onBlur, invalid, disabled, describedBy }: FieldProps) {
  const { t, say } = useWords();
  const { township, form } = useFormSurroundings();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = useQuery({
    queryKey: ['reviewable', township, form.key, q, value ?? null],
    queryFn: () =>
      get<{ items: ReviewableOut[] }>('/cases/reviewable', {
        township,
        form: form.key,
        q,
        ...(typeof value === 'string' && { chosen: value }),
      }),
    placeholderData: (before) => before,
  });
  const options = (query.data?.items ?? []).map((item) => ({
    value: item.id,
    label: `${item.number} ${item.title}`,
    item,
  }));
  return (
    <Select
      id={id}
      value={typeof value === 'string' ? value : undefined}
      options={options}
      loading={query.isFetching}
      placeholder={t('field.chooseCase')}
      notFoundContent={t('field.noCase')}
      allowClear={!field.required}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      className="whole-width"
      // What cannot be chosen any more is said so, and never shown as an internal id.
      labelRender={({ label }) => label ?? (query.isSuccess ? t('field.caseNotOffered') : '')}
      optionRender={({ data: { item } }) => (
        <>
          <div>
            {item.number} {item.title}
          </div>
          <div className="secondary">
            {say(item.outcome)} · {t('field.deliveredOn', { day: item.deliveredOn ?? t('field.notDelivered') })}{' '}
            {item.late && <Tag color="warning">{t('field.late', { day: item.lastDay ?? '' })}</Tag>}
          </div>
        </>
      )}
      onChange={(next) => onChange(next as string | undefined)}
      onBlur={onBlur}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
    />
  );
}
