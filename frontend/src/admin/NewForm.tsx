import type { DocumentSummary, DraftOut, ImportOut } from '@caseway/backend/contract';
import { blankForm, broughtForm, type FormDefinition, namedImport } from '@caseway/form-schemas';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { call, get } from '../api/client.ts';
import { Dialog } from '../common/Dialog.tsx';
import { messageOf } from '../common/problem-message.ts';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { BringForm } from './BringForm.tsx';

const titleOf = (form: Record<string, unknown>) => ({ title: form.title as FormDefinition['title'] });

const KEY = /^[a-z][a-z0-9-]{0,79}$/;
const STARTS = ['blank', 'copy', 'brought'] as const;
type Start = (typeof STARTS)[number];

function freeKey(forms: readonly DocumentSummary[]): string {
  const taken = new Set(forms.map(({ key }) => key));
  for (let number = forms.length + 1; ; number++) if (!taken.has(`form-${number}`)) return `form-${number}`;
}

/** A new form: from nothing, like another one, or brought from elsewhere. */
export function NewForm({ forms, onClose }: { forms: readonly DocumentSummary[]; onClose: () => void }) {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const id = useId();
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [key, setKey] = useState(() => freeKey(forms));
  const [use, setUse] = useState<FormDefinition['use']>('case');
  const [start, setStart] = useState<Start>('blank');
  const [like, setLike] = useState<string>();
  const [brought, setBrought] = useState<ImportOut | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const lacks = (): string | undefined => {
    const isTitled = start === 'brought' && brought?.form;
    if (zh.trim() === '' && en.trim() === '' && !isTitled) return t('newForm.needsTitle');
    if (!KEY.test(key)) return t('newForm.badKey');
    if (forms.some((form) => form.key === key)) return t('newForm.keyTaken');
    if (start === 'copy' && like === undefined) return t('newForm.needsOther');
    return start === 'brought' && !brought?.form ? t('newForm.needsText') : undefined;
  };
  const content = async (): Promise<Record<string, unknown> | null> => {
    const texts = { ...(zh.trim() && { 'zh-CN': zh.trim() }), ...(en.trim() && { en: en.trim() }) };
    const isNamed = Object.keys(texts).length > 0;
    const named = { key, title: texts as FormDefinition['title'], use };
    if (start === 'blank') return blankForm(named);
    if (start === 'copy') return broughtForm((await get<DraftOut>(`/forms/${like}/draft`)).content, named);
    if (!brought?.form) return null;
    // One of ours keeps what it is used for.
    if (brought.kind === 'form')
      return broughtForm(brought.form, { ...named, ...(isNamed ? {} : titleOf(brought.form)) });
    return namedImport(brought.form, { key, use, title: isNamed ? named.title : undefined });
  };
  const create = async () => {
    const lack = lacks();
    setProblem(lack ?? null);
    if (lack) return;
    try {
      const made = await content();
      if (!made) {
        setProblem(t('newForm.neither'));
        return;
      }
      await call('POST', '/forms', { body: { content: made } });
      await queries.invalidateQueries({ queryKey: ['documents', 'forms'] });
      navigate(`/admin/forms/${key}`);
    } catch (error) {
      setProblem(messageOf(error, t));
    }
  };
  return (
    <Dialog
      open
      title={t('newForm.heading')}
      okText={t('newForm.make')}
      cancelText={t('common.cancel')}
      onOk={() => void create()}
      onCancel={onClose}
      width={640}
    >
      <div className="stack">
        {problem && <Alert type="error" showIcon role="alert" title={problem} />}
        <div className="form-pair">
          <div>
            <label htmlFor={`${id}-zh`}>{t('newForm.titleZh')}</label>
            <Input id={`${id}-zh`} lang="zh-CN" value={zh} autoFocus onChange={({ target }) => setZh(target.value)} />
          </div>
          <div>
            <label htmlFor={`${id}-en`}>{t('newForm.titleEn')}</label>
            <Input id={`${id}-en`} lang="en" value={en} onChange={({ target }) => setEn(target.value)} />
          </div>
        </div>
        <div>
          <div id={`${id}-start`}>{t('newForm.start')}</div>
          <Radio.Group
            aria-labelledby={`${id}-start`}
            value={start}
            options={STARTS.map((value) => ({ value, label: t(`newForm.start_${value}`) }))}
            onChange={({ target }) => setStart(target.value as Start)}
          />
        </div>
        {start !== 'copy' && brought?.kind !== 'form' && (
          <div>
            <div id={`${id}-use`}>{t('designer.use')}</div>
            <Radio.Group
              aria-labelledby={`${id}-use`}
              value={use}
              options={(['case', 'step'] as const).map((value) => ({ value, label: t(`designer.use_${value}`) }))}
              onChange={({ target }) => setUse(target.value as FormDefinition['use'])}
            />
          </div>
        )}
        {start === 'copy' && (
          <div>
            <label htmlFor={`${id}-like`}>{t('newForm.like')}</label>
            <Select
              id={`${id}-like`}
              className="full-width"
              value={like}
              placeholder={t('field.choose')}
              options={forms.map((form) => ({ value: form.key, label: say(form.title) }))}
              onChange={setLike}
            />
          </div>
        )}
        {start === 'brought' && <BringForm onBrought={setBrought} />}
        <div>
          <label htmlFor={`${id}-key`}>{t('newForm.key')}</label>
          <Input
            id={`${id}-key`}
            value={key}
            aria-describedby={`${id}-key-help`}
            onChange={({ target }) => setKey(target.value)}
          />
          <div id={`${id}-key-help`} className="secondary">
            {t('newForm.keyHelp')}
          </div>
        </div>
      </div>
    </Dialog>
  );
}
