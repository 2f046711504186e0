import { PlusOutlined } from '@ant-design/icons';
import { ROLE_TITLES, ROLES } from '@caseway/rule-sets';
import { Button, Input, Switch, Tag } from 'antd';
import { useState } from 'react';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { setParam } from '../model/rules.ts';
import { addValue, paramTitle, valuesOf, vocabularyOf } from '../model/vocabulary.ts';
import { AddValueDialog } from './AddValueDialog.tsx';
import { paramKind } from './param-kinds.ts';

interface Props {
  /** Pointer of the event. */
  event: string;
  param: string;
  value: unknown;
  invalid?: boolean;
}

/** The values among which one of a param is chosen: declared in the rule set, and of paths those that exist. */
export function useParamOptions(param: string) {
  const { say } = useWords();
  const { frame, labels, paths } = useSurroundings();
  const source = vocabularyOf(param);
  const declared = valuesOf(frame, param).map(({ key, title }) => ({ value: key, label: say(title) || key }));
  if (source !== 'path') return declared;
  const known = (paths ?? []).map((key) => ({ value: key, label: say(labels.path?.[key]) || key }));
  return [
    ...known,
    ...declared.filter(({ value }) => paths === undefined && !known.some((path) => path.value === value)),
  ];
}

/** The editor that suits one param of an outcome; one that nobody knows is shown as it is. */
export function ParamEditor({ event, param, value, invalid = false }: Props) {
  const { t, say, locale } = useWords();
  const { frame, edit, mayEdit } = useSurroundings();
  const options = useParamOptions(param);
  const [adding, setAdding] = useState(false);
  const title = say(paramTitle(frame, param));
  const put = (next: unknown) =>
    edit(
      t('ruleEditor.editOutcome', { param: title }),
      (ruleSet) => setParam(ruleSet, event, param, next),
      `${event} ${param}`,
    );
  const disabled = !mayEdit;
  const kind = paramKind(param, value);
  if (kind === undefined) {
    return (
      <span className="re-opaque">
        <Tag>{t('ruleEditor.sourceOnly')}</Tag>
        <code>{JSON.stringify(value)}</code>
      </span>
    );
  }
  if (kind === 'flag') {
    return <Switch aria-label={title} checked={value === true} disabled={disabled} onChange={put} />;
  }
  if (kind === 'text') {
    const text = (value ?? {}) as Partial<Record<'zh-CN' | 'en', string>>;
    return (
      <span className="re-texts">
        {(['zh-CN', 'en'] as const).map((language) => (
          <Input.TextArea
            key={language}
            lang={language}
            aria-label={t('common.aside', { text: title, aside: t(`ruleEditor.in_${language}`) })}
            placeholder={t(`ruleEditor.in_${language}`)}
            value={text[language] ?? ''}
            autoSize={{ minRows: 1, maxRows: 4 }}
            disabled={disabled}
            onChange={({ target }) => put({ 'zh-CN': '', en: '', ...text, [language]: target.value })}
          />
        ))}
      </span>
    );
  }
  if (kind === 'roles') {
    return (
      <Select
        aria-label={title}
        className="re-grow"
        mode="multiple"
        value={(value ?? []) as string[]}
        options={ROLES.map((role) => ({ value: role, label: ROLE_TITLES[role][locale] }))}
        placeholder={t('field.choose')}
        disabled={disabled}
        status={invalid ? 'error' : undefined}
        onChange={put}
      />
    );
  }
  const chosen =
    kind === 'many' ? ((value ?? []) as string[]) : typeof value === 'string' && value !== '' ? value : undefined;
  const used = Array.isArray(chosen) ? chosen : chosen === undefined ? [] : [chosen];
  const odd = used
    .filter((key) => !options.some((option) => option.value === key))
    .map((key) => ({ value: key, label: key }));
  // Paths are documents of their own; everything else is declared in the rule set, in place.
  const mayAdd = mayEdit && vocabularyOf(param) !== 'path';
  return (
    <>
      <Select
        aria-label={title}
        className="re-grow"
        {...(kind === 'many' ? { mode: 'multiple' as const } : {})}
        value={chosen}
        options={[...options, ...odd]}
        placeholder={t('field.choose')}
        disabled={disabled}
        status={invalid ? 'error' : undefined}
        onChange={(next: string | string[]) => put(next)}
      />
      {mayAdd && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          title={t('ruleEditor.addValue')}
          aria-label={t('common.pair', { label: t('ruleEditor.addValue'), text: title })}
          onClick={() => setAdding(true)}
        />
      )}
      {adding && (
        <AddValueDialog
          param={param}
          onClose={() => setAdding(false)}
          onAdd={(added) => {
            setAdding(false);
            const next = kind === 'many' ? [...used, added.key] : added.key;
            edit(t('ruleEditor.editAddValue', { value: say(added.title) }), (ruleSet) =>
              setParam(addValue(ruleSet, param, added), event, param, next),
            );
          }}
        />
      )}
    </>
  );
}
