import type { CheckOut, ConfigKind, ConfigurationOut, DocumentSummary, Problem } from '@caseway/backend/contract';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Grid, Input, Space, Table, Tag, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem, call, get } from '../api/client.ts';
import { messageOf } from '../common/problem-message.ts';
import { Select } from '../common/Select.tsx';
import { useScopes } from '../common/session.tsx';
import { Loading } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';
import { KIND_NAMES, KINDS } from './kinds.ts';
import { PlacedList } from './PlacedList.tsx';
import { NOWHERE, VersionChoice } from './VersionChoice.tsx';

type Failure = Pick<NonNullable<Problem['errors']>[number], 'message' | 'places'>;

/** Which documents are shown: those with a newer version than what is in force, or those chosen to change. */
const ONLY = ['all', 'newer', 'changed'] as const;
type Only = (typeof ONLY)[number];

interface Row {
  kind: ConfigKind;
  key: string;
  title: DocumentSummary['title'];
  latest: number;
  now: number | null;
}

const idOf = ({ kind, key }: Pick<Row, 'kind' | 'key'>): string => `${kind}/${key}`;

/** Called as what is in force calls it; where nothing is, as the latest version does. */
function rowOf(stands: ConfigurationOut['items'][number] | undefined, latest: Omit<Row, 'now'>): Row {
  return { ...latest, title: stands?.title ?? latest.title, now: stands?.version ?? null };
}

/** Which version of what is in force in a township; several changes take effect together or not at all. */
export function Rollout() {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const { townships } = useScopes();
  const queries = useQueryClient();
  const wide = Grid.useBreakpoint().md ?? true;
  const [township, setTownship] = useState(townships[0]?.key);
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [taken, setTaken] = useState<readonly Failure[]>([]);
  const [only, setOnly] = useState<Only>('all');
  const told = useRef<HTMLDivElement>(null);
  // What keeps it from being put in force, or has to be confirmed, is beside the button that was pressed, and read out.
  useEffect(() => {
    if (failures.length + taken.length === 0) return;
    told.current?.scrollIntoView({ block: 'center' });
    told.current?.focus({ preventScroll: true });
  }, [failures, taken]);
  const place = townships.find(({ key }) => key === township);
  const configuration = useQuery({
    queryKey: ['configuration', place?.id],
    enabled: place !== undefined,
    queryFn: () => call<ConfigurationOut>('GET', `/townships/${place?.id}/configuration`),
  });
  const inForce = configuration.data?.data;
  const documents = useQueries({
    queries: KIND_NAMES.map((kind) => ({
      queryKey: ['documents', kind],
      queryFn: () => get<{ items: DocumentSummary[] }>(`/${kind}`),
    })),
  });
  const stands = new Map(inForce?.items.map((item) => [`${item.kind}/${item.key}`, item]));
  const rows = documents.flatMap(({ data }, index): Row[] => {
    const kind = KIND_NAMES[index];
    if (!kind) return [];
    return (data?.items ?? []).flatMap(({ key, title, latestVersion }) =>
      latestVersion === null ? [] : [rowOf(stands.get(`${kind}/${key}`), { kind, key, title, latest: latestVersion })],
    );
  });
  const pending = Object.entries(chosen).filter(([id, version]) => (stands.get(id)?.version ?? NOWHERE) !== version);
  const refused = async (error: unknown) => {
    const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
    setFailures(errors.length > 0 ? errors : [{ message: messageOf(error, t) }]);
    // Somebody else was faster: what is in force now comes before anything is put there.
    if (error instanceof ApiProblem && error.status === 412) await configuration.refetch();
  };
  /** `seen`: what it takes from somebody has been told, and is wanted all the same. */
  const activate = async (seen: boolean) => {
    setFailures([]);
    setTaken([]);
    try {
      const changes = pending.map(([id, version]) => {
        const [kind, ...rest] = id.split('/');
        return { kind, key: rest.join('/'), version };
      });
      const what = {
        versions: changes.filter(({ version }) => version !== NOWHERE),
        removals: changes.filter(({ version }) => version === NOWHERE).map(({ kind, key }) => ({ kind, key })),
      };
      const at = `/townships/${place?.id}/configuration`;
      if (!seen) {
        const { findings } = (await call<CheckOut>('POST', `${at}/check`, { body: what })).data;
        setTaken(findings);
        if (findings.length > 0) return;
      }
      const body = { ...what, reason: reason.trim() };
      const ifMatch = configuration.data?.etag;
      await call<ConfigurationOut>('POST', at, { body, ifMatch });
      message.success(t('admin.activated'));
      setChosen({});
      setReason('');
      await queries.invalidateQueries();
    } catch (error) {
      await refused(error);
    }
  };
  const mayActivate = place?.mayAdminister === true;
  const current = (row: Row) => (
    <Space wrap>
      {row.now === null ? <span className="secondary">{t('admin.nowhere')}</span> : t('common.version', { n: row.now })}
      {row.now !== null && row.now < row.latest && <Tag color="gold">{t('admin.newer', { n: row.latest })}</Tag>}
    </Space>
  );
  const choice = (row: Row) =>
    mayActivate ? (
      <VersionChoice
        kind={row.kind}
        documentKey={row.key}
        label={t('common.pair', { label: t('admin.setTo'), text: say(row.title) })}
        latest={row.latest}
        now={row.now}
        value={chosen[idOf(row)] ?? row.now ?? undefined}
        onChange={(version) => {
          setChosen({ ...chosen, [idOf(row)]: version });
          // What was told was told of another change.
          setTaken([]);
        }}
      />
    ) : null;
  const changing = new Set(pending.map(([id]) => id));
  const listed = rows.filter((row) => {
    if (only === 'newer') return row.now !== null && row.now < row.latest;
    return only === 'all' || changing.has(idOf(row));
  });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('nav.townships')}</Typography.Title>
        <div className="page-actions">
          <Select<Only>
            aria-label={t('admin.rolloutShow')}
            value={only}
            className="choice"
            options={ONLY.map((value) => ({ value, label: t(`admin.rollout_${value}`) }))}
            onChange={setOnly}
          />
          <Select
            aria-label={t('admin.chooseTownship')}
            value={township}
            className="choice"
            options={townships.map(({ key, title }) => ({ value: key, label: say(title) }))}
            onChange={(key) => {
              setOnly('all');
              setTownship(key);
              setChosen({});
              setFailures([]);
              setTaken([]);
            }}
          />
        </div>
      </div>
      <p className="secondary">{t('admin.activateHelp')}</p>
      <Loading query={configuration}>
        {() => (
          <Card styles={{ body: { padding: 0 } }}>
            <Table<Row>
              rowKey={({ kind, key }) => `${kind}/${key}`}
              dataSource={listed}
              pagination={false}
              columns={[
                { title: t('admin.kind'), responsive: ['md'], render: (_, { kind }) => t(KINDS[kind].label) },
                {
                  title: t('admin.title'),
                  render: (_, row) => (
                    <>
                      {say(row.title)}
                      {wide ? <div className="number">{row.key}</div> : <div>{current(row)}</div>}
                    </>
                  ),
                },
                { title: t('admin.currentVersion'), responsive: ['md'], render: (_, row) => current(row) },
                { title: t('admin.setTo'), width: 148, render: (_, row) => choice(row) },
              ]}
            />
          </Card>
        )}
      </Loading>
      <div ref={told} tabIndex={-1}>
        {taken.length > 0 && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            className="notice"
            title={t('admin.takesBefore', { count: taken.length })}
            description={
              <div className="stack">
                <PlacedList items={taken} />
                <div>
                  <Button disabled={reason.trim() === ''} onClick={() => void activate(true)}>
                    {t('admin.activateAnyway')}
                  </Button>
                </div>
              </div>
            }
          />
        )}
        {failures.length > 0 && (
          <Alert
            type="error"
            showIcon
            role="alert"
            className="notice"
            title={t('admin.notActivated', { count: failures.length })}
            description={<PlacedList items={failures} />}
          />
        )}
      </div>
      {mayActivate && pending.length > 0 && (
        <Card className="at-foot">
          <div className="page-head">
            <strong>{t('admin.pending', { count: pending.length })}</strong>
            <Input
              aria-label={t('admin.activateReason')}
              placeholder={t('admin.activateReason')}
              className="grows"
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <Button type="primary" disabled={reason.trim() === ''} onClick={() => void activate(false)}>
              {t('admin.activate')} · {say(place?.title)}
            </Button>
          </div>
        </Card>
      )}
    </>
  );
}
