import { type FormDefinition, fieldAt, formatValue, isNothing, type Json, readPointer } from '@caseway/form-schemas';
import { Alert, Button, Space } from 'antd';
import { useScopes } from '../../common/session.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { Written } from './merge-written.ts';

interface Props {
  others: Readonly<Record<string, Json[]>>;
  /** Null: there is none, and all was written beside it. */
  form: FormDefinition | null;
  written: { data: Written['data']; beside: Record<string, unknown> };
  onTake: (pointer: string, value: Json) => void;
  onKeep: (pointer: string) => void;
}

const DATA = '/data';

/** What is called by name of what is written beside a form. */
const BESIDE: Record<string, string> = {
  onBehalf: 'onBehalf.label',
  reasons: 'case.reasons',
  legalBasis: 'case.legalBasis',
  policyBasis: 'case.policyBasis',
  outstanding: 'case.outstanding',
};
const isNamed = (pointer: string): boolean => pointer.startsWith(DATA) || (pointer.split('/')[2] ?? '') in BESIDE;

/** What was written otherwise in another window or on another machine: both are shown, and a person chooses. */
export function BothWritten({ others, form, written, onTake, onKeep }: Props) {
  const { t, locale } = useWords();
  const { scopes } = useScopes();
  const pointers = Object.keys(others);
  if (pointers.length === 0) return null;
  const labelOf = (pointer: string): string => {
    if (!form || !pointer.startsWith(DATA)) return t(BESIDE[pointer.split('/')[2] ?? ''] ?? 'drafts.beside');
    const at = pointer.slice(DATA.length);
    const names = at.split('/').slice(1);
    const labels = names.flatMap((name, index) => {
      const field = fieldAt(form, `/${names.slice(0, index + 1).join('/')}`);
      if (/^\d+$/.test(name)) return [t('drafts.row', { number: Number(name) + 1 })];
      return field?.['x-title']?.[locale] ? [field['x-title'][locale]] : [];
    });
    return labels.join(' · ') || form.title[locale];
  };
  const textOf = (pointer: string, value: Json | undefined): string => {
    if (isNothing(value)) return t('drafts.empty');
    if (!form || !pointer.startsWith(DATA)) return typeof value === 'string' ? value : t('drafts.otherAnswer');
    const field = fieldAt(form, pointer.slice(DATA.length));
    const place = typeof value === 'string' && field?.['x-place'] ? scopes.find(({ key }) => key === value) : undefined;
    if (place) return place.title[locale];
    return field ? formatValue(field, value as Json, locale) : String(value);
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="both-written"
      title={t('drafts.both')}
      description={
        <dl className="facts">
          {pointers.map((pointer) => {
            const label = labelOf(pointer);
            const now = readPointer(written as unknown as Written['data'], pointer);
            return (
              <div key={pointer} className="pair">
                <dt>{label}</dt>
                <dd>
                  <div>{t('drafts.here', { text: textOf(pointer, now) })}</div>
                  {others[pointer]?.map((value) => (
                    <div key={JSON.stringify(value)}>
                      {t('drafts.there', { text: textOf(pointer, value) })}{' '}
                      {isNamed(pointer) ? (
                        <Button
                          size="small"
                          aria-label={t('drafts.takeOf', { label })}
                          onClick={() => onTake(pointer, value)}
                        >
                          {t('drafts.take')}
                        </Button>
                      ) : null}
                    </div>
                  ))}
                  <Space>
                    <Button size="small" aria-label={t('drafts.keepOf', { label })} onClick={() => onKeep(pointer)}>
                      {t('drafts.keep')}
                    </Button>
                  </Space>
                </dd>
              </div>
            );
          })}
        </dl>
      }
    />
  );
}
