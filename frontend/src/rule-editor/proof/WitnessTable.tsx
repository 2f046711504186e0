import { useId, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import type { WitnessRow } from './witness-rows.ts';

function Rows({ rows }: { rows: readonly WitnessRow[] }) {
  return (
    <dl className="proof-facts">
      {rows.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An example as label and value; what no rule reads is folded away. */
export function WitnessTable({ rows }: { rows: readonly WitnessRow[] }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const others = rows.filter(({ read }) => !read);
  return (
    <div className="proof-witness">
      <strong>{t('proof.example')}</strong>
      <Rows rows={rows.filter(({ read }) => read)} />
      {others.length > 0 && (
        <>
          <button
            type="button"
            className="proof-fold"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'} {t('proof.otherFacts', { count: others.length })}
          </button>
          <div id={id} hidden={!open}>
            <Rows rows={others} />
          </div>
        </>
      )}
    </div>
  );
}
