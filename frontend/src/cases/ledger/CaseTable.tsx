import type { CaseSummary } from '@caseway/backend/contract';
import { Space, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { Due } from '../DeadlineList.tsx';
import { OutcomeTag } from '../OutcomeTag.tsx';

/** Cases side by side, where the window is wide enough. */
export function CaseTable({ cases }: { cases: readonly CaseSummary[] }) {
  const { t, say } = useWords();
  return (
    <Table<CaseSummary>
      rowKey="id"
      dataSource={cases}
      pagination={false}
      scroll={{ x: 1180 }}
      columns={[
        {
          title: t('ledger.matter'),
          width: 250,
          render: (_, item) => (
            <>
              <Link to={`/cases/${item.id}`}>{item.title}</Link>
              <div className="number">{item.number}</div>
            </>
          ),
        },
        {
          title: t('ledger.place'),
          width: 130,
          render: (_, item) => (
            <>
              {say(item.place?.title) || say(item.township.title)}
              <div className="secondary">{item.petitioner}</div>
            </>
          ),
        },
        { title: t('ledger.category'), render: (_, item) => say(item.category?.title) || '—' },
        {
          title: t('ledger.step'),
          render: (_, item) => (
            <>
              {item.outcome && item.status === 'closed' ? (
                <OutcomeTag outcome={item.outcome} reviewed={item.reviewed} />
              ) : (
                say(item.step.title)
              )}
              <div className="secondary">{say(item.path.title)}</div>
            </>
          ),
        },
        {
          title: t('ledger.department'),
          width: 150,
          render: (_, item) => (
            <>
              {say(item.department?.title)}
              <div className="secondary">{item.handler?.displayName}</div>
            </>
          ),
        },
        {
          title: t('ledger.mark'),
          render: (_, item) => (
            <Space size={4} wrap>
              {item.late && <Tag color="red">{t('ledger.late')}</Tag>}
              {item.supervised && <Tag color="red">{t('ledger.supervised')}</Tag>}
              {item.marks.map((mark) => (
                <Tag color="orange" key={mark.key}>
                  {say(mark.title)}
                </Tag>
              ))}
            </Space>
          ),
        },
        {
          title: t('ledger.received'),
          width: 116,
          render: (_, item) => <span className="number">{item.receivedOn}</span>,
        },
        {
          title: t('ledger.due'),
          width: 130,
          render: (_, item) =>
            item.nextDeadline ? (
              <Due deadline={item.nextDeadline} />
            ) : (
              <span className="secondary">{item.status === 'closed' ? t('ledger.closedCases') : '—'}</span>
            ),
        },
      ]}
    />
  );
}
