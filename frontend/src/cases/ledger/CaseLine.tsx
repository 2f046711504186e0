import type { CaseSummary } from '@caseway/backend/contract';
import { Space, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useScopes } from '../../common/session.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { Due } from '../DeadlineList.tsx';
import { OutcomeTag } from '../OutcomeTag.tsx';

interface Props {
  item: CaseSummary;
  /** A place on its page to go to. */
  to?: string;
  /** What is to be said of it here. */
  children?: ReactNode;
}

/** One case in a list: what it is, where it stands, when it is due. */
export function CaseLine({ item, to = '', children }: Props) {
  const { say } = useWords();
  const { townships } = useScopes();
  const next = item.nextDeadline;
  return (
    <div className="case-line">
      <div>
        <Link to={`/cases/${item.id}${to}`}>{item.title}</Link>
        <div className="number dotted">
          {[item.number, townships.length > 1 && say(item.township.title), say(item.place?.title)]
            .filter(Boolean)
            .map((part) => (
              <span key={String(part)}>{part}</span>
            ))}
        </div>
        <Space size={4} wrap>
          {item.outcome && item.status === 'closed' ? (
            <OutcomeTag outcome={item.outcome} reviewed={item.reviewed} onItsWay={item.outcomeOnItsWay} />
          ) : (
            <Tag>{say(item.step.title)}</Tag>
          )}
          {item.marks.map((mark) => (
            <Tag color="orange" key={mark.key}>
              {say(mark.title)}
            </Tag>
          ))}
        </Space>
        {children}
      </div>
      {next && (
        <div className="when">
          <Due deadline={next} named />
        </div>
      )}
    </div>
  );
}
