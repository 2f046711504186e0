import type { CaseSummary } from '@caseway/backend/contract';
import { Space, Tag } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { Due } from '../DeadlineList.tsx';
import { OutcomeTag } from '../OutcomeTag.tsx';

/** One case in a list: what it is, where it stands, when it is due. */
export function CaseLine({ item }: { item: CaseSummary }) {
  const { say } = useWords();
  const next = item.nextDeadline;
  return (
    <div className="case-line">
      <div>
        <Link to={`/cases/${item.id}`}>{item.title}</Link>
        <div className="number">
          {item.number} · {say(item.township.title)}
          {item.place && ` · ${say(item.place.title)}`}
        </div>
        <Space size={4} wrap>
          {item.outcome && item.status === 'closed' ? (
            <OutcomeTag outcome={item.outcome} reviewed={item.reviewed} />
          ) : (
            <Tag>{say(item.step.title)}</Tag>
          )}
          {item.marks.map((mark) => (
            <Tag color="orange" key={mark.key}>
              {say(mark.title)}
            </Tag>
          ))}
        </Space>
      </div>
      {next && (
        <div className="when" style={{ textAlign: 'end', flex: 'none' }}>
          <Due deadline={next} />
        </div>
      )}
    </div>
  );
}
