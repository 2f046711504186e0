import { Input } from 'antd';
import { useId, useState } from 'react';
import { Dialog } from '../../common/Dialog.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { paramTitle, type VocabularyValue, valuesOf, vocabularyOf } from '../model/vocabulary.ts';

/** Declares a new value of an outcome param: what it is called, and the key under which it is stored. */
export function AddValueDialog({
  param,
  onAdd,
  onClose,
}: {
  param: string;
  onAdd: (value: VocabularyValue) => void;
  onClose: () => void;
}) {
  const { t, say } = useWords();
  const { frame } = useSurroundings();
  const id = useId();
  const [key, setKey] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const isTaken = valuesOf(frame, param).some((value) => value.key === key);
  const isWell = /^[a-z0-9][a-z0-9-]*$/.test(key);
  const ready = isWell && !isTaken && zh.trim() !== '' && en.trim() !== '';
  const add = () => ready && onAdd({ key, title: { 'zh-CN': zh.trim(), en: en.trim() } });
  return (
    <Dialog
      open
      title={t('ruleEditor.addValueOf', { param: say(paramTitle(frame, vocabularyOf(param))) })}
      okText={t('common.add')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !ready }}
      onOk={add}
      onCancel={onClose}
    >
      <div className="re-dialog">
        <label htmlFor={`${id}-zh`}>{t('admin.nameZh')}</label>
        <Input id={`${id}-zh`} value={zh} onChange={({ target }) => setZh(target.value)} />
        <label htmlFor={`${id}-en`}>{t('admin.nameEn')}</label>
        <Input
          id={`${id}-en`}
          value={en}
          onChange={({ target }) => {
            const slug = (text: string) =>
              text
                .toLowerCase()
                .replace(/[^a-z0-9]+/g, '-')
                .replace(/^-|-$/g, '');
            if (key === slug(en)) setKey(slug(target.value));
            setEn(target.value);
          }}
        />
        <label htmlFor={`${id}-key`}>{t('admin.key')}</label>
        <Input
          id={`${id}-key`}
          value={key}
          status={key !== '' && (isTaken || !isWell) ? 'error' : ''}
          onChange={({ target }) => setKey(target.value)}
          onPressEnter={add}
        />
        <span className="secondary">{isTaken ? t('ruleEditor.nameTaken') : t('ruleEditor.keyHelp')}</span>
      </div>
    </Dialog>
  );
}
