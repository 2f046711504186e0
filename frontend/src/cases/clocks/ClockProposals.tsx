import type { ClockProposalOut, ClockProposalsOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Checkbox, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call, get } from '../../api/client.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { TextBlock } from '../../common/room.tsx';
import { Loading, Nothing } from '../../common/states.tsx';
import { useAttempt } from '../../common/use-attempt.ts';
import { useWords } from '../../i18n/i18n.ts';

export const PROPOSALS_KEY = ['clock-proposals'];

/** Deadlines that a corrected calendar would move: seen together with who has been told, and confirmed by a person. */
export function ClockProposals() {
  const { t } = useWords();
  const proposals = useQuery({ queryKey: PROPOSALS_KEY, queryFn: () => get<ClockProposalsOut>('/clock-proposals') });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('clocks.title')}</Typography.Title>
      </div>
      <p className="secondary">{t('clocks.help')}</p>
      <Loading query={proposals}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Card>
              <Nothing title={t('clocks.nothing')} help={t('clocks.nothingHelp')} />
            </Card>
          ) : (
            <Decide items={items} total={total} />
          )
        }
      </Loading>
    </>
  );
}

function Decide({ items, total }: { items: readonly ClockProposalOut[]; total: number }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const attempt = useAttempt();
  const queries = useQueryClient();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [keeping, setKeeping] = useState(false);
  const [reasons, setReasons] = useState('');
  const chosen = items.filter(({ id }) => !left.has(id));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  const decide = (adopt: boolean) =>
    attempt(async () => {
      const body = { ids: chosen.map(({ id }) => id), adopt, ...(adopt ? {} : { reasons }) };
      const { data: rest } = await call<ClockProposalsOut>('POST', '/clock-proposals/decisions', { body });
      queries.setQueryData(PROPOSALS_KEY, rest);
      setLeft(new Set());
      setKeeping(false);
      setReasons('');
      message.success(t(adopt ? 'clocks.adopted' : 'clocks.kept', { count: body.ids.length }));
      await queries.invalidateQueries({ queryKey: ['work'] });
    });
  return (
    <div className="stack">
      {(['earlier', 'later'] as const).map((becomes) => {
        const group = items.filter((item) => item.becomes === becomes);
        if (group.length === 0) return null;
        return (
          <Card
            key={becomes}
            title={<h2 className="section-title">{t(`clocks.${becomes}`, { count: group.length })}</h2>}
          >
            {group.map((item) => (
              <Line key={item.id} item={item} chosen={!left.has(item.id)} onChoose={(on) => toggle(item.id, on)} />
            ))}
          </Card>
        );
      })}
      {total > items.length && <p className="secondary">{t('clocks.more', { count: total - items.length })}</p>}
      <Space wrap>
        <Button type="primary" disabled={chosen.length === 0} onClick={() => void decide(true)}>
          {t('clocks.adopt', { count: chosen.length })}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => setKeeping(true)}>
          {t('clocks.keep', { count: chosen.length })}
        </Button>
      </Space>
      <Dialog
        open={keeping}
        title={t('clocks.keep', { count: chosen.length })}
        okText={t('clocks.keepOk')}
        cancelText={t('common.cancel')}
        okButtonProps={{ disabled: reasons.trim() === '' }}
        onOk={() => decide(false)}
        onCancel={() => setKeeping(false)}
      >
        <label htmlFor="keep-reasons">{t('clocks.keepReasons')}</label>
        <TextBlock
          id="keep-reasons"
          rows={3}
          room={2000}
          value={reasons}
          onChange={(event) => setReasons(event.target.value)}
        />
      </Dialog>
    </div>
  );
}

function Line({
  item,
  chosen,
  onChoose,
}: {
  item: ClockProposalOut;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const { t, say } = useWords();
  return (
    <div className="case-line">
      <Checkbox
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked)}
        aria-label={t('clocks.choose', { number: item.caseNumber, clock: say(item.clock) })}
      />
      <div className="grows">
        <Link to={`/cases/${item.caseId}`}>{item.caseTitle}</Link>
        <div className="number">
          {item.caseNumber} · {say(item.clock)}
        </div>
        <Space size={4} wrap>
          {item.toldPetitioner && <Tag color="orange">{t('clocks.toldPetitioner')}</Tag>}
          {item.toldStaff && <Tag>{t('clocks.toldStaff')}</Tag>}
          {!item.toldPetitioner && !item.toldStaff && <span className="secondary">{t('clocks.toldNobody')}</span>}
        </Space>
      </div>
      <div className="when">
        <span className="number">{item.toDueOn}</span>
        <div className="secondary">{t('clocks.was', { day: item.fromDueOn })}</div>
      </div>
    </div>
  );
}
