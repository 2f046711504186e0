import type { DecisionView } from '@caseway/backend/contract';
import { type Json, parseJson, takeIn } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Card, Input, Space, Tag } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { call } from '../api/client.ts';
import { DecisionList } from '../cases/DecisionList.tsx';
import { Fallible } from '../common/Fallible.tsx';
import { messageOf } from '../common/problem-message.ts';
import { publishedForm } from '../common/published-form.ts';
import { Select } from '../common/Select.tsx';
import { useScopes } from '../common/session.tsx';
import { today } from '../common/times.ts';
import { jsonProblem } from '../common/typed-json.ts';
import { useDebounced } from '../common/use-debounced.ts';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useFilling, useSettled } from '../form-renderer/filling/use-filling.ts';
import { useWords } from '../i18n/i18n.ts';

function asObject(text: string): Record<string, Json> {
  const value: unknown = parseJson(text || '{}');
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new SyntaxError('{ }');
  return value as Record<string, Json>;
}

const PAUSE_MS = 300;

interface Entered {
  facts?: Record<string, Json>;
  problem?: string;
}

/** Decides a sample case with the draft as it stands while facts are typed, and explains. */
export function TryIt({
  ruleSet,
  ruleSetKey,
  tried,
}: {
  ruleSet: RuleSet;
  ruleSetKey: string;
  /** Facts that somebody asked to try; a new object each time. */
  tried?: Record<string, Json> | undefined;
}) {
  const { t, locale } = useWords();
  const { townships } = useScopes();
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [json, setJson] = useState('{}');
  const [extra, setExtra] = useState('{}');
  const formKey = ruleSet.form;
  useEffect(() => {
    if (!tried) return;
    setMode('json');
    setJson(JSON.stringify(tried, null, 2));
  }, [tried]);
  const form = useQuery({ ...publishedForm(formKey), enabled: Boolean(formKey) });
  const filling = useFilling(() => ({}));
  const [filled] = useSettled(filling, PAUSE_MS);

  const entered = useMemo((): Entered => {
    try {
      const facts =
        mode === 'json' || !form.data
          ? asObject(json)
          : { form: formKey, ...takeIn(form.data, filled, { today: today() }), ...asObject(extra) };
      return { facts };
    } catch (error) {
      const problem = jsonProblem(error, t, locale);
      if (problem === null) throw error;
      return { problem };
    }
  }, [mode, json, extra, form.data, formKey, filled, t, locale]);
  const settled = useDebounced(
    useMemo(() => ({ ruleSet, ...entered }), [ruleSet, entered]),
    PAUSE_MS,
  );
  // Decided anew as facts or rules change; the last answer stays until the next is there.
  const decided = useQuery({
    queryKey: ['try', ruleSetKey, locale, JSON.stringify(settled)],
    enabled: settled.facts !== undefined,
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const body = { content: settled.ruleSet, facts: settled.facts };
      return (await call<DecisionView>('POST', `/rule-sets/${ruleSetKey}/draft/decide`, { body })).data;
    },
  });
  const failure = entered.problem ?? (decided.isError ? messageOf(decided.error, t) : null);
  const decision = failure === null ? decided.data : undefined;

  return (
    <div className="stack">
      <p className="secondary">{t('admin.tryHelp')}</p>
      <Space wrap>
        <Select
          aria-label={t('admin.mode')}
          value={mode}
          options={[
            { value: 'form', label: t('admin.caseForm') },
            { value: 'json', label: t('admin.factsJson') },
          ]}
          onChange={setMode}
        />
        {ruleSet.tests && ruleSet.tests.length > 0 && (
          <Select
            aria-label={t('field.choose')}
            placeholder={t('field.choose')}
            className="choice-wide"
            options={ruleSet.tests.map(({ name }, index) => ({ value: index, label: name }))}
            onChange={(index: number) => {
              setMode('json');
              setJson(JSON.stringify(ruleSet.tests?.[index]?.facts ?? {}, null, 2));
            }}
          />
        )}
      </Space>
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      {decision && (
        <Card>
          <Space wrap className="notice">
            {decision.outcome.map(({ param, label, text }) => (
              <Tag color="blue" key={param} data-testid={`outcome-${param}`}>
                {text ? t('common.pair', { label, text }) : label}
              </Tag>
            ))}
          </Space>
          <DecisionList decisions={[decision]} compact />
          {decision.kind !== 'escalation' && (
            <p className="secondary" data-testid="to-petitioner">
              {decision.petitionerReason
                ? t('case.toPetitioner', { words: decision.petitionerReason })
                : t('case.nothingToPetitioner')}
            </p>
          )}
        </Card>
      )}
      {mode === 'json' || !form.data ? (
        <Input.TextArea
          aria-label={t('admin.factsJson')}
          value={json}
          autoSize={{ minRows: 8, maxRows: 24 }}
          onChange={({ target }) => setJson(target.value)}
        />
      ) : (
        <>
          <label htmlFor="more-facts">
            {t('admin.moreFacts')}{' '}
            <span className="secondary">{t('admin.moreFactsHelp', { example: '{ "ageDays": 400 }' })}</span>
          </label>
          <Input.TextArea
            id="more-facts"
            value={extra}
            autoSize={{ minRows: 1, maxRows: 8 }}
            onChange={({ target }) => setExtra(target.value)}
          />
          <Fallible of={form.data} instead={<Alert type="info" showIcon title={t('admin.noPreview')} />}>
            <FormSections filling={filling} form={form.data} township={townships[0]?.key ?? ''} showAll={false} />
          </Fallible>
        </>
      )}
    </div>
  );
}
