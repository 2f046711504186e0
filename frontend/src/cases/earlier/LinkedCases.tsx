import type { CaseLinkOut, CaseOut, EarlierOut, LinkKind } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call, get } from '../../api/client.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { TextLine } from '../../common/room.tsx';
import { Select } from '../../common/Select.tsx';
import { useAttempt } from '../../common/use-attempt.ts';
import { useRefusal } from '../../common/use-refusal.ts';
import { useWords } from '../../i18n/i18n.ts';
import { EarlierList, LINK_KINDS } from './EarlierList.tsx';

interface Props {
  item: CaseOut;
  mayLink: boolean;
}

/** Cases that belong to this one, and others of the same person and place that might. */
export function LinkedCases({ item, mayLink }: Props) {
  const { t, locale } = useWords();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const [asking, setAsking] = useState(false);
  const linksKey = ['case-links', item.id];
  const links = useQuery({
    queryKey: linksKey,
    queryFn: () => get<{ items: CaseLinkOut[] }>(`/cases/${item.id}/links`),
  });
  const earlier = useQuery({
    queryKey: ['case-earlier', item.id, locale],
    queryFn: () => get<EarlierOut>(`/cases/${item.id}/earlier`),
  });
  const changed = async () => {
    for (const queryKey of [linksKey, ['case-earlier', item.id], ['timeline', item.id]]) {
      await queries.invalidateQueries({ queryKey });
    }
  };
  const link = async (to: string, kind: LinkKind) => {
    await call('POST', `/cases/${item.id}/links`, { body: { case: to, kind } });
    await changed();
  };
  const unlink = async (id: string) => {
    await call('DELETE', `/cases/${item.id}/links/${id}`);
    await changed();
  };
  const linked = new Map((links.data?.items ?? []).map(({ case: { id }, kind }) => [id, kind]));
  const others = earlier.data && {
    ...earlier.data,
    earlier: earlier.data.earlier.filter(({ case: { id } }) => !linked.has(id)),
  };
  return (
    <Card
      title={<h2 className="section-title">{t('links.title')}</h2>}
      extra={
        mayLink && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('links.add')}
          </Button>
        )
      }
    >
      <div className="stack">
        {links.data?.items.length === 0 && <span className="secondary">{t('links.none')}</span>}
        {links.data?.items.map(({ case: other, kind }) => (
          <div key={other.id} className="linked">
            <div>
              <Link to={`/cases/${other.id}`}>{other.title}</Link>
              <div className="number">
                {other.number} · {t(`case.${other.status}`)} · {t(`links.${kind}`)}
              </div>
            </div>
            {mayLink && (
              <Popconfirm
                title={t('links.unlinkAsk')}
                okText={t('common.confirm')}
                cancelText={t('common.cancel')}
                onConfirm={() => attempt(() => unlink(other.id))}
              >
                <Button size="small" type="text" aria-label={t('links.unlink', { number: other.number })}>
                  {t('links.takeBack')}
                </Button>
              </Popconfirm>
            )}
          </div>
        ))}
        {others && (others.earlier.length > 0 || others.earlierHidden > 0) && (
          <section>
            <h3 className="section-title">{t('links.others')}</h3>
            <EarlierList
              found={others}
              linked={linked}
              {...(mayLink && {
                onLink: (other, kind) => void (kind && attempt(() => link(other.id, kind))),
              })}
            />
          </section>
        )}
      </div>
      {asking && <LinkDialog link={link} onClose={() => setAsking(false)} />}
    </Card>
  );
}

interface DialogProps {
  link: (to: string, kind: LinkKind) => Promise<void>;
  onClose: () => void;
}

function LinkDialog({ link, onClose }: DialogProps) {
  const { t } = useWords();
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<LinkKind>('same-matter');
  const refusal = useRefusal([to, kind]);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    refusal.forget();
    try {
      await link(to.trim(), kind);
      onClose();
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      title={t('links.add')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: to.trim() === '', loading: busy }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <p className="secondary">{t('links.addHelp')}</p>
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
      <Form component="div" layout="vertical">
        <Form.Item label={t('links.number')} htmlFor="link-number">
          <TextLine id="link-number" value={to} room={100} onChange={(event) => setTo(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('links.kind')} htmlFor="link-kind">
          <Select
            id="link-kind"
            value={kind}
            options={LINK_KINDS.map((value) => ({ value, label: t(`links.${value}`) }))}
            onChange={setKind}
          />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
