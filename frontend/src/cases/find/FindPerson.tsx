import type { PersonSearchOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Typography } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { TextLine } from '../../common/room.tsx';
import { Nothing } from '../../common/states.tsx';
import { useRefusal } from '../../common/use-refusal.ts';
import { useWords } from '../../i18n/i18n.ts';
import { CaseLine } from '../ledger/CaseLine.tsx';

const PARTS = ['name', 'phone', 'idNumber'] as const;
type Fields = Record<(typeof PARTS)[number] | 'reason', string>;
const EMPTY: Fields = { name: '', phone: '', idNumber: '', reason: '' };
/** What was found stays for a while, so that somebody comes back to it from a case; what was typed does not. */
const KEPT_MS = 300_000;
const FOUND = ['person-search'];

/** Finds the cases of a person who has lost the paper. What is typed stands in no address and is kept nowhere. */
export function FindPerson() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [fields, setFields] = useState<Fields>(EMPTY);
  const refusal = useRefusal(fields);
  const [busy, setBusy] = useState(false);
  const { data: found } = useQuery<PersonSearchOut>({ queryKey: FOUND, enabled: false, gcTime: KEPT_MS });
  const named = PARTS.some((part) => fields[part].trim() !== '');
  const ready = named && fields.reason.trim() !== '';
  const set = (name: keyof Fields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value });
  const search = async () => {
    if (!ready) return;
    setBusy(true);
    refusal.forget();
    queries.removeQueries({ queryKey: FOUND });
    try {
      const given = PARTS.filter((part) => fields[part].trim() !== '').map((part) => [part, fields[part]]);
      const body = { ...Object.fromEntries(given), reason: fields.reason.trim() };
      queries.setQueryData(FOUND, (await call<PersonSearchOut>('POST', '/cases/search', { body })).data);
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('find.title')}</Typography.Title>
      </div>
      <div className="stack">
        <Card>
          <p className="secondary find-help">{t('find.help')}</p>
          <Form layout="vertical" onFinish={() => void search()} requiredMark={false} autoComplete="off">
            <div className="find-parts">
              {PARTS.map((part) => (
                <Form.Item key={part} label={t(`find.${part}`)} htmlFor={`find-${part}`}>
                  <TextLine
                    id={`find-${part}`}
                    value={fields[part]}
                    room={100}
                    inputMode={part === 'phone' ? 'tel' : 'text'}
                    onChange={set(part)}
                  />
                </Form.Item>
              ))}
            </div>
            <Form.Item label={t('find.reason')} htmlFor="find-reason" extra={t('find.reasonHelp')}>
              <TextLine
                id="find-reason"
                value={fields.reason}
                room={500}
                placeholder={t('find.reasonExample')}
                onChange={set('reason')}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
              {t('find.search')}
            </Button>
            {!ready && (
              <span className="secondary find-lacks">{t(named ? 'find.lacksReason' : 'find.lacksPerson')}</span>
            )}
          </Form>
        </Card>
        {refusal.why && <Alert type="error" showIcon role="alert" title={refusal.why} />}
        {found && (
          <Card
            title={
              <h2 className="section-title" role="status">
                {t('find.found', { count: found.total })}
              </h2>
            }
          >
            {found.items.length === 0 ? (
              <Nothing title={t('find.nothing')} help={t('find.nothingHelp')} />
            ) : (
              found.items.map((item) => <CaseLine key={item.id} item={item} />)
            )}
            {found.total > found.items.length && (
              <p className="secondary">{t('find.tooMany', { shown: found.items.length })}</p>
            )}
          </Card>
        )}
      </div>
    </>
  );
}
