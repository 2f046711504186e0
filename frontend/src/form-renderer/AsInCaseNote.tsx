import { Button } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import type { AsInCase, EarlierCase } from './as-in-case.ts';

interface Props {
  id: string;
  /** What the field is called. */
  title: string;
  pointer: string;
  stands: AsInCase;
  of: EarlierCase;
  /** After the field has become one to be filled in. */
  onLeft: () => void;
}

/** Beside a field: that it stands as in the earlier case, or could; and the way from the one to the other. */
export function AsInCaseNote({ id, title, pointer, stands, of, onLeft }: Props) {
  const { t, gap } = useWords();
  const { number } = of;
  const button = (label: string, act: () => void) => (
    <Button type="link" size="small" className="in-text" aria-label={`${label} ${title}`} onClick={act}>
      {label}
    </Button>
  );
  const leave = () => {
    of.leave(pointer);
    onLeft();
  };
  switch (stands.is) {
    case 'source':
      return (
        <div className="field-help" id={id} role="status">
          {t('asInCase.source', { count: stands.count })}
        </div>
      );
    case 'same':
      return (
        <div className="field-help" id={id}>
          {t('asInCase.same', { number })}
        </div>
      );
    case 'unseen':
      return (
        <div className="field-help" id={id}>
          {t('asInCase.unseen', { number })}
          {gap}
          {button(t('asInCase.leave'), leave)}
        </div>
      );
    case 'offered':
      return (
        <div className="field-help" id={id}>
          {stands.shown === null ? t('asInCase.offered', { number }) : t('asInCase.offeredAs', { number, ...stands })}
          {gap}
          {button(t('asInCase.take'), () => of.take(pointer))}
        </div>
      );
  }
}
