import type { StatisticsOut } from '@caseway/backend/contract';
import { Card } from 'antd';
import { EFFECT_COLOURS } from '../common/effect-colours.ts';
import { useWords } from '../i18n/i18n.ts';
import { NumberLink } from './NumberLink.tsx';

interface Props {
  title: string;
  rows: StatisticsOut['byCategory'] | StatisticsOut['byOutcome'];
}

/** What stands in no colour of an effect stands in the one blue. */
const toneOf = (term: Props['rows'][number]['term']): string | undefined =>
  'effect' in term && term.effect ? EFFECT_COLOURS[term.effect] : undefined;

/** Numbers by name, each with its bar; a list for who hears it. */
export function Bars({ title, rows }: Props) {
  const { say } = useWords();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  if (rows.length === 0) return null;
  return (
    <Card className="statistics-card" title={<h2 className="section-title">{title}</h2>}>
      <ul className="bars">
        {rows.map(({ term, count, query }) => (
          <li className="bar-row" key={`${term.key} ${say(term.title)}`}>
            <span className="bar-label">{say(term.title)}</span>
            <span className="n">
              <NumberLink query={query} label={say(term.title)}>
                {count}
              </NumberLink>
            </span>
            <div className="bar-line">
              <div className="bar" data-tone={toneOf(term)} style={{ width: `${(count / most) * 100}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
