import type { ImpactParam } from '@caseway/backend/contract';
import { useState } from 'react';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';

const SHOWN = 16;

/** How many cases each department, path or level has, before and after. Those that change come first. */
export function LoadBars({ params }: { params: readonly ImpactParam[] }) {
  const { t } = useWords();
  const changing = params.filter(({ values }) => values.some(({ before, after }) => before !== after));
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = params.find(({ param }) => param === chosen) ?? changing[0] ?? params[0];
  if (!shown) return null;
  const difference = ({ before, after }: { before: number; after: number }) => Math.abs(after - before);
  const values = shown.values
    .filter(({ key, ...counts }) => key !== null || difference(counts) > 0)
    .toSorted((a, b) => difference(b) - difference(a));
  const most = Math.max(1, ...values.flatMap(({ before, after }) => [before, after]));
  const width = (count: number) => ({ width: `${(count / most) * 100}%` });
  return (
    <>
      <Select
        aria-label={t('impact.loadBy')}
        value={shown.param}
        className="choice"
        options={params.map(({ param, label }) => ({ value: param, label }))}
        onChange={setChosen}
      />
      <table className="impact-table impact-load">
        <caption className="visually-hidden">{t('impact.loadCaption', { label: shown.label })}</caption>
        <thead>
          <tr>
            <th scope="col">{shown.label}</th>
            <th scope="col" className="n">
              {t('impact.before')}
            </th>
            <th scope="col" className="n">
              {t('impact.after')}
            </th>
            <th scope="col" className="n">
              {t('impact.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {values.slice(0, SHOWN).map(({ key, label, before, after }) => (
            <tr key={key ?? ''}>
              <th scope="row">
                {label}
                <div aria-hidden="true">
                  <div className="bar before" style={width(before)} />
                  <div className="bar" style={width(after)} />
                </div>
              </th>
              <td className="n">{before}</td>
              <td className="n">{after}</td>
              <td className="n">
                <b>{after === before ? '—' : after > before ? `+${after - before}` : `−${before - after}`}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
