import type { CaseSummary } from '@caseway/backend/contract';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { dayText } from '../../common/times.ts';
import { useWords } from '../../i18n/i18n.ts';
import { BriefDue } from '../DeadlineList.tsx';
import { OutcomeTag } from '../OutcomeTag.tsx';
import { COLUMNS, type ColumnKey, SORTS, standingMarks } from './columns.ts';

/** As many as stand in two lines; the others are counted, and named on demand. */
const MARKS_SHOWN = 2;

/** Two lines, each cut where it is longer than its column; the whole can be read from it. */
function Lines({ first, second }: { first: ReactNode; second?: string | undefined }) {
  return (
    <>
      <div className="cell-line" title={typeof first === 'string' ? first : undefined}>
        {first}
      </div>
      {second && (
        <div className="cell-line secondary" title={second}>
          {second}
        </div>
      )}
    </>
  );
}

function Marks({ item }: { item: CaseSummary }) {
  const { t, say, list } = useWords();
  // Which ones: a return visit that came late is no opinion that did.
  const late = t('common.pair', { label: t('ledger.late'), text: list(item.missed.map(({ title }) => say(title))) });
  const standing = { late, supervised: t('ledger.supervised') };
  // Cut in its middle, a name would say nothing: which clocks were late is said on demand, and to who listens.
  const short = { late: t('ledger.late'), supervised: t('ledger.supervised') };
  const marks = [
    ...standingMarks(item).map((key) => ({
      key: `:${key}`,
      color: 'red',
      text: standing[key],
      short: short[key],
    })),
    ...item.marks.map(({ key, title }) => ({ key, color: 'orange', text: say(title), short: say(title) })),
  ];
  const more = marks.slice(MARKS_SHOWN);
  return (
    <div className="cell-marks">
      {marks.slice(0, MARKS_SHOWN).map(({ key, color, text, short: shown }) => (
        <Tag color={color} key={key} title={text}>
          <span aria-hidden="true">{shown}</span>
          <span className="visually-hidden">{text}</span>
        </Tag>
      ))}
      {more.length > 0 && (
        <span className="secondary" title={list(more.map(({ text }) => text))}>
          +{more.length}
          <span className="visually-hidden"> {list(more.map(({ text }) => text))}</span>
        </span>
      )}
    </div>
  );
}

function useCells(): Record<ColumnKey, (item: CaseSummary) => ReactNode> {
  const { t, say } = useWords();
  const nothing = <span className="secondary">—</span>;
  return {
    matter: (item) => (
      <Lines
        first={
          <Link to={`/cases/${item.id}`} title={item.title}>
            {item.title}
          </Link>
        }
        second={item.number}
      />
    ),
    place: (item) => (
      <Lines first={say(item.place?.title) || say(item.township.title)} second={item.petitioner ?? undefined} />
    ),
    category: (item) =>
      item.category ? (
        <div className="cell-two" title={say(item.category.title)}>
          {say(item.category.title)}
        </div>
      ) : (
        nothing
      ),
    step: (item) => (
      <Lines
        first={
          item.outcome && item.status === 'closed' ? (
            <OutcomeTag outcome={item.outcome} reviewed={item.reviewed} onItsWay={item.outcomeOnItsWay} />
          ) : (
            say(item.step.title)
          )
        }
        second={say(item.path.title)}
      />
    ),
    department: (item) => (
      <Lines first={say(item.department?.title) || '—'} second={item.handler?.displayName ?? undefined} />
    ),
    caseLead: (item) => (item.caseLead ? <Lines first={item.caseLead.displayName} /> : nothing),
    marks: (item) => <Marks item={item} />,
    received: (item) => <span className="number">{item.receivedOn}</span>,
    due: (item) =>
      item.nextDeadline ? (
        <div className="cell-due">
          <BriefDue deadline={item.nextDeadline} />
        </div>
      ) : (
        <span className="secondary">{item.status === 'closed' ? t('ledger.closedCases') : '—'}</span>
      ),
    closed: (item) => (item.closedAt ? <span className="number">{dayText(item.closedAt)}</span> : nothing),
    headcount: (item) => <span className="number">{item.headcount ?? 1}</span>,
  };
}

interface Props {
  cases: readonly CaseSummary[];
  columns: readonly ColumnKey[];
  /** As the ledger is asked: `-receivedOn`. */
  sort: string;
  onSort: (sort: string | undefined) => void;
}

/** Cases side by side, where the window is wide enough: no row is higher than two lines. */
export function CaseTable({ cases, columns, sort, onSort }: Props) {
  const { t } = useWords();
  const cells = useCells();
  const orderOf = (by: string | undefined) => {
    if (by === undefined) return {};
    const sortOrder = sort === by ? ('ascend' as const) : sort === `-${by}` ? ('descend' as const) : null;
    return { sorter: true, sortOrder, showSorterTooltip: false as const };
  };
  const least = columns.reduce((sum, key) => sum + COLUMNS[key], 0);
  return (
    <Table<CaseSummary>
      className="ledger"
      rowKey="id"
      dataSource={cases}
      pagination={false}
      tableLayout="fixed"
      scroll={{ x: least }}
      onChange={(_, __, sorter) => {
        const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
        const by = SORTS[columnKey as ColumnKey];
        onSort(by && order ? `${order === 'descend' ? '-' : ''}${by}` : undefined);
      }}
      columns={columns.map((key) => ({
        key,
        title: t(`ledger.column_${key}`),
        // What a wide window has to spare is for all of them.
        width: `${(COLUMNS[key] / least) * 100}%`,
        ...orderOf(SORTS[key]),
        render: (_: unknown, item: CaseSummary) => cells[key](item),
      }))}
    />
  );
}
