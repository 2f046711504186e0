import type { ClockProposalsOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { get } from '../../api/client.ts';
import { useSession } from '../../common/session.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { PROPOSALS_KEY } from './ClockProposals.tsx';

/** Tells who may confirm them that a corrected calendar would move deadlines; nothing where none waits. */
export function ProposalsNotice() {
  const { t } = useWords();
  const { has } = useSession();
  const may = has('centre', 'township-lead');
  const { data } = useQuery({
    queryKey: PROPOSALS_KEY,
    queryFn: () => get<ClockProposalsOut>('/clock-proposals'),
    enabled: may,
  });
  if (!may || !data || data.total === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="notice"
      title={t('clocks.notice', { count: data.total })}
      action={<Link to="/clocks">{t('clocks.noticeLink')}</Link>}
    />
  );
}
