import type { DrawnField, FormSchema } from '@caseway/form-schemas';
import { conditionSchema, type FactInfo, schemaCondition } from '@caseway/rule-sets';
import { Alert, Button } from 'antd';
import { useMemo, useRef } from 'react';
import { useScopes } from '../common/session.tsx';
import { ConditionBuilder } from '../condition-editor/builder/ConditionBuilder.tsx';
import type { ConditionFinding } from '../condition-editor/condition-finding.ts';
import { type ConditionHost, ConditionHostProvider } from '../condition-editor/condition-host.ts';
import type { ValueChoice } from '../condition-editor/value-choice.ts';
import { useWords } from '../i18n/i18n.ts';
import { useDesigner } from './designer-context.ts';
import { askable, objectForm, wordsOf } from './field-words.ts';

const NONE: readonly ConditionFinding[] = [];

/** The condition under which a field is shown or asked for, edited as those of rules are. */
export function WhenField({
  field,
  siblings,
  condition,
  at,
  onChange,
}: {
  field: DrawnField;
  siblings: readonly DrawnField[];
  condition: FormSchema;
  /** Where the condition stands in the file. */
  at: string;
  onChange: (label: string, condition: FormSchema, mergeKey: string | undefined) => void;
}) {
  const { t, locale } = useWords();
  const { drawn, mayEdit, goToSource } = useDesigner();
  const { scopes } = useScopes();
  const form = useMemo(() => objectForm(drawn, siblings, field.object), [drawn, siblings, field.object]);
  const editable = useMemo(() => askable(form, field.name), [form, field.name]);
  const latest = useRef(onChange);
  latest.current = onChange;
  const host = useMemo<ConditionHost>(
    () => ({
      editable,
      forms: [form],
      mainForm: form.key,
      reading: wordsOf(form, locale),
      mayEdit,
      names: [],
      literalsOnly: true,
      choicesOf: (info) => choicesOf(info, siblings, scopes),
      put: (label, _, conditions, mergeKey) => latest.current(label, conditionSchema(conditions), mergeKey),
      renderFinding: ({ message }) => <div className="tone-bad">{message}</div>,
    }),
    [editable, form, locale, mayEdit, siblings, scopes],
  );
  const read = useMemo(() => schemaCondition(condition, editable), [condition, editable]);
  if (!read) {
    return (
      <Alert
        type="info"
        title={t('designer.inSource')}
        action={
          <Button size="small" onClick={() => goToSource(at)}>
            {t('ruleEditor.openSource')}
          </Button>
        }
      />
    );
  }
  if (editable.size === 0) return <p className="secondary">{t('designer.nothingToAsk')}</p>;
  return (
    <ConditionHostProvider value={host}>
      <ConditionBuilder pointer={at} conditions={read} findings={NONE} />
    </ConditionHostProvider>
  );
}

/** Among which values one is chosen: the choices of the field asked about, or the places there are. */
function choicesOf(
  info: FactInfo,
  siblings: readonly DrawnField[],
  scopes: readonly { kind: string; key: string; title: ValueChoice['title'] }[],
): readonly ValueChoice[] {
  if (info.choices) {
    return info.choices.flatMap(({ value, title }) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ value, title }] : [],
    );
  }
  const asked = siblings.find(({ name }) => name === info.fact);
  if (asked?.type !== 'place') return [];
  return scopes.filter(({ kind }) => kind === 'village').map(({ key, title }) => ({ value: key, title }));
}
