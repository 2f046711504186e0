import type { TermsOut } from '@caseway/backend/contract';
import { quotedList } from '@caseway/form-schemas';
import { useQuery } from '@tanstack/react-query';
import { Card, Form, Radio } from 'antd';
import { Fragment } from 'react';
import { get } from '../../api/client.ts';
import { Select } from '../../common/Select.tsx';
import { useStaff } from '../../form-renderer/use-staff.ts';
import { useWords } from '../../i18n/i18n.ts';
import { type Chosen, HOW } from './keep-out.ts';
import type { KeepOut } from './use-keep-out.ts';

const ID = 'keep-out';

/** Brings the question into view, and the cursor to its first answer. */
export function goToKeepOut(): void {
  const card = document.getElementById(ID);
  card?.scrollIntoView({ block: 'center' });
  card?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
}

/** Who is meant where a text names nobody known: an office, a nickname. Nothing where all texts name somebody. */
export function KeepOutQuestion({
  question: { asked, how, whom, say, open },
  township,
  required,
}: {
  question: KeepOut;
  township: string;
  /** Somebody has tried to go on without an answer. */
  required: boolean;
}) {
  const { t, say: inWords, list, locale } = useWords();
  const staff = useStaff(asked.length > 0 ? township : '');
  const terms = useQuery({
    queryKey: ['terms'],
    enabled: asked.length > 0,
    queryFn: () => get<TermsOut>('/cases/terms'),
  });
  if (asked.length === 0) return null;
  const options = [
    {
      label: t('keepOut.staff'),
      options: (staff.data ?? []).map(({ id, displayName }) => ({
        value: `userId:${id}` as Chosen,
        label: displayName,
      })),
    },
    {
      label: t('keepOut.departments'),
      options: (terms.data?.departments ?? []).map(({ key, title }) => ({
        value: `department:${key}` as Chosen,
        label: inWords(title),
      })),
    },
  ];
  const missing = required && open;
  const unknown = asked.filter(({ words }) => words.length === 0);
  const partly = asked.filter(({ words }) => words.length > 0);
  return (
    <Card id={ID} title={<h2 className="section-title">{t('keepOut.title')}</h2>}>
      <div className="stack">
        {unknown.length > 0 && (
          <p className="tight">{t('keepOut.nobodyFound', { fields: list(unknown.map(({ label }) => label)) })}</p>
        )}
        {partly.map(({ pointer, label, words }) => (
          <p key={pointer} className="tight">
            {t('keepOut.wordsNotFound', { field: label, words: quotedList(words, locale) })}
          </p>
        ))}
        <Radio.Group
          aria-label={t('keepOut.title')}
          aria-describedby={missing ? `${ID}-missing` : undefined}
          className="stack"
          value={how}
          onChange={({ target }) => say(target.value)}
        >
          {HOW.map((value) => (
            <Fragment key={value}>
              <Radio value={value}>
                {t(value === 'nobody' && partly.length > 0 ? 'keepOut.nobodyElse' : `keepOut.${value}`)}
              </Radio>
              {value === 'whom' && how === 'whom' && (
                <Form.Item label={t('keepOut.who')} htmlFor={`${ID}-who`} layout="vertical" className="keep-out-whom">
                  <Select
                    id={`${ID}-who`}
                    mode="multiple"
                    value={[...whom]}
                    options={options}
                    loading={staff.isLoading || terms.isLoading}
                    placeholder={t('keepOut.search')}
                    status={missing ? 'error' : undefined}
                    onChange={(next) => say('whom', next)}
                  />
                </Form.Item>
              )}
            </Fragment>
          ))}
        </Radio.Group>
        {missing && (
          <p id={`${ID}-missing`} role="alert" className="tone-bad tight">
            {t('keepOut.missing')}
          </p>
        )}
      </div>
    </Card>
  );
}
