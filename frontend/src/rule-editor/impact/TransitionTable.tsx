import type { ImpactExample, ImpactTransition } from '@caseway/backend/contract';
import { Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';

export type Direction = 'from' | 'to';

interface Props {
  transitions: readonly ImpactTransition[];
  leftOut: number;
  /** Opens the facts of a case in the try panel; never fails. */
  tryExample: (example: ImpactExample) => Promise<void>;
}

function Example({ example, tryExample }: { example: ImpactExample } & Pick<Props, 'tryExample'>) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const { id, number, title, readable } = example;
  const open = async () => {
    setBusy(true);
    await tryExample(example);
    setBusy(false);
  };
  return (
    <li>
      {readable ? (
        <Link to={`/cases/${id}`} target="_blank" rel="noreferrer" title={title ?? undefined}>
          {number}
        </Link>
      ) : (
        <span className="number">{number}</span>
      )}
      <Button size="small" loading={busy} onClick={() => void open()} aria-label={t('impact.tryOf', { number })}>
        {t('impact.try')}
      </Button>
    </li>
  );
}

/** What differs, the first and weightiest by itself, the others below with their names. */
function Parts({ parts }: Pick<ImpactTransition['from'], 'parts'>) {
  const { t } = useWords();
  return parts.map(({ param, label, text }, index) =>
    index === 0 ? (
      <div key={param}>
        <div className="secondary">{label}</div>
        {text}
      </div>
    ) : (
      <div key={param} className="secondary">
        {t('common.pair', { label, text })}
      </div>
    ),
  );
}

/** Every way of being decided otherwise with cases to look at; grouped by where they come from, or by where they go. */
export function TransitionTable({ transitions, leftOut, tryExample }: Props) {
  const { t } = useWords();
  const [by, setBy] = useState<Direction>('from');
  const other = by === 'from' ? 'to' : 'from';
  // Those with the same outcome on that side stand together, where the largest of them stands.
  const keys = [...new Set(transitions.map((transition) => transition[by].key))];
  const rows = keys.flatMap((key) => transitions.filter((transition) => transition[by].key === key));
  const hidden = transitions.some(({ examples }) => examples.some(({ readable }) => !readable));
  return (
    <>
      <Segmented<Direction>
        aria-label={t('impact.direction')}
        value={by}
        options={[
          { value: 'from', label: t('impact.byFrom') },
          { value: 'to', label: t('impact.byTo') },
        ]}
        onChange={setBy}
      />
      <table className="impact-table impact-transitions" data-by={by}>
        <caption className="visually-hidden">{t('impact.tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`impact.${by}`)}</th>
            <th scope="col">{t(`impact.${other}`)}</th>
            <th scope="col" className="n">
              {t('impact.cases')}
            </th>
            <th scope="col">{t('impact.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((transition) => (
            <tr key={`${transition.from.key} ${transition.to.key}`}>
              <th scope="row">
                <Parts parts={transition[by].parts} />
              </th>
              <td>
                <Parts parts={transition[other].parts} />
              </td>
              <td className="n">
                <Tag>{transition.count}</Tag>
              </td>
              <td>
                <ul className="impact-examples">
                  {transition.examples.map((example) => (
                    <Example key={example.id} example={example} tryExample={tryExample} />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 && <p className="secondary">{t('impact.leftOut', { count: leftOut })}</p>}
      {hidden && <p className="secondary">{t('impact.notReadable')}</p>}
    </>
  );
}
