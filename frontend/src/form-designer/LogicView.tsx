import { type DrawnField, drawnFields } from '@caseway/form-schemas';
import { Card, Empty } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import { CalculatedLines, ChecksBetweenFields } from './Calculations.tsx';
import { placeOf, useDesigner } from './designer-context.ts';
import { useFieldConditions } from './FieldCard.tsx';
import { useFieldActs } from './use-field-acts.ts';

/** Every condition, calculation and check of the form in words, one line a field; a line leads to its field. */
export function LogicView({ onOpen }: { onOpen: (pointer: string) => void }) {
  const { drawn } = useDesigner();
  const conditional = drawnFields(drawn).filter(
    ({ shown, required }) => shown.length > 0 || typeof required !== 'string',
  );
  return (
    <div className="stack">
      <Conditions {...{ conditional, onOpen }} />
      <CalculatedLines onOpen={onOpen} />
      <ChecksBetweenFields />
    </div>
  );
}

function Conditions({
  conditional,
  onOpen,
}: {
  conditional: readonly DrawnField[];
  onOpen: (pointer: string) => void;
}) {
  const { t } = useWords();
  if (conditional.length === 0) return <Empty description={t('designer.noConditions')} />;
  return (
    <Card title={<h2 className="section-title">{t('designer.view_logic')}</h2>}>
      <ul className="fd-logic">
        {conditional.map((field) => (
          <Line key={field.pointer} field={field} onOpen={onOpen} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ field, onOpen }: { field: DrawnField; onOpen: (pointer: string) => void }) {
  const { t } = useWords();
  const { drawn } = useDesigner();
  const { titleOf } = useFieldActs();
  const { shown, asked } = useFieldConditions(field, placeOf(drawn, field.pointer)?.siblings ?? []);
  return (
    <li>
      <button type="button" className="fd-logic-line" onClick={() => onOpen(field.pointer)}>
        <strong>{titleOf(field)}</strong>
        {shown && <span>{t('designer.shownWhen', { words: shown })}</span>}
        {asked && <span>{t('designer.askedWhen', { words: asked })}</span>}
      </button>
    </li>
  );
}
