import { type RuleTest, readingOf, testsToCsv } from '@caseway/rule-sets';
import { Alert, Button, Checkbox, Empty, Space } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import type { Asked, PanelProps } from '../panel-props.ts';
import './tests.css';
import { CoverageView } from './CoverageView.tsx';
import { freeName, placedTests, withCopy, withoutTest, withTest } from './edit-tests.ts';
import { FromCase } from './FromCase.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { TestRow } from './TestRow.tsx';
import { decodeTable, download } from './table-file.ts';
import { useTestRun } from './use-test-run.ts';
import { useTestWords } from './use-test-words.ts';

/** More rows at once make the page slow; the rest is found by filtering, or at a click. */
const SHOWN = 50;

/** The rule set's tests, run while rules and tests are written, and what they show of the rules. */
export function TestsPanel({ asked, ...panel }: PanelProps & { asked?: Asked | undefined }) {
  const { ruleSetKey, ruleSet, forms, facts, labels, mayEdit, stopped, edit, goTo, tryCase, addTest } = panel;
  const { t, locale } = useWords();
  const { placed, broken } = useMemo(() => placedTests(ruleSet), [ruleSet]);
  const tests = useMemo(() => placed.map(({ test }) => test), [placed]);
  const { results, coverage, running, failure } = useTestRun(ruleSet, tests, stopped);
  const words = useTestWords(ruleSet);
  const reading = useMemo(() => readingOf(ruleSet, { locale, forms, labels }), [ruleSet, locale, forms, labels]);
  const [onlyFailing, setOnlyFailing] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const host = useRef<HTMLElement>(null);
  const [arrived, setArrived] = useState<{ index: number } | null>(null);

  // A test that was added is in view whatever was filtered, and the keyboard is at it.
  useEffect(() => {
    if (asked?.added === undefined) return;
    setOnlyFailing(false);
    setAll(true);
    setArrived({ index: asked.added });
  }, [asked]);
  useLayoutEffect(() => {
    if (!arrived) return;
    const place = `[data-pointer="/tests/${arrived.index}"]`;
    const control = host.current?.querySelector<HTMLElement>(`${place} :is(input, button)`);
    (control ?? host.current?.querySelector('button'))?.focus();
  }, [arrived]);

  const failing = placed.filter(({ test }) => results.get(test)?.passed === false).length;
  const matching = onlyFailing ? placed.filter(({ test }) => results.get(test)?.passed !== true) : placed;
  const shown = all ? matching : matching.slice(0, SHOWN);
  const change = (index: number, next: RuleTest, label: string) => edit(label, withTest(ruleSet, index, next));
  const add = () => {
    const name = freeName(ruleSet, t('ruleTests.newName'));
    const facts: RuleTest['facts'] = ruleSet.form ? { form: ruleSet.form } : {};
    addTest({ name, facts, expect: { fired: [] } });
    setOpen(ruleSet.tests?.length ?? 0);
  };

  return (
    <section ref={host} className="stack rt-panel" aria-label={t('ruleTests.title')} aria-busy={running}>
      <p className="secondary">{t('ruleTests.help')}</p>
      <Space wrap size="small">
        {mayEdit && (
          <Button type="primary" onClick={add}>
            {t('ruleTests.add')}
          </Button>
        )}
        {mayEdit && <Button onClick={() => chooser.current?.click()}>{t('ruleTests.import')}</Button>}
        <Button
          disabled={tests.length === 0}
          onClick={() => download(`${ruleSetKey}-tests.csv`, testsToCsv(tests, facts))}
        >
          {t('ruleTests.export')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".csv,text/csv"
          hidden
          data-testid="tests-file"
          onChange={async ({ target }) => {
            const chosen = target.files?.[0];
            if (!chosen) return;
            const text = decodeTable(await chosen.arrayBuffer());
            // The same file may be chosen again once it has been mended.
            target.value = '';
            setFile({ name: chosen.name, text });
          }}
        />
      </Space>
      {mayEdit && <FromCase ruleSetKey={ruleSetKey} ruleSet={ruleSet} addTest={addTest} words={words} />}
      <div role="status" className="rt-state">
        {failure ? null : tests.length === 0 ? null : stopped ? (
          <span className="tone-warn">{t('ruleTests.errorsFirst')}</span>
        ) : running ? (
          <span className="secondary">{t('ruleTests.running')}</span>
        ) : failing === 0 ? (
          <span className="tone-good">✓ {t('ruleTests.allPass', { count: tests.length })}</span>
        ) : (
          <span className="tone-bad">✗ {t('ruleTests.someFail', { failing, total: tests.length })}</span>
        )}
      </div>
      {failure && <Alert type="error" showIcon role="alert" title={t('ruleTests.notRun', { reason: failure })} />}
      {broken.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('ruleTests.broken', { count: broken.length })}
          action={
            <Button size="small" onClick={() => goTo(`/tests/${broken[0]}`)}>
              {t('ruleTests.toSource')}
            </Button>
          }
        />
      )}
      {coverage && tests.length > 0 && <CoverageView coverage={coverage} reading={reading} goTo={goTo} />}
      {tests.length === 0 ? (
        <Empty description={t('ruleTests.empty')} />
      ) : (
        <Checkbox checked={onlyFailing} onChange={({ target }) => setOnlyFailing(target.checked)}>
          {t('ruleTests.onlyFailing', { count: failing })}
        </Checkbox>
      )}
      <ul className="rt-tests">
        {shown.map((one) => (
          <TestRow
            key={one.index}
            ruleSet={ruleSet}
            placed={one}
            result={results.get(one.test)}
            stopped={stopped}
            words={words}
            open={open === one.index}
            mayEdit={mayEdit}
            onOpen={(wanted) => {
              setOpen(wanted ? one.index : null);
              // Its form opens above the button that was pressed: the keyboard goes to where it begins.
              if (wanted) setArrived({ index: one.index });
            }}
            onChange={(next, label) => change(one.index, next, label)}
            onCopy={() => {
              setOpen(null);
              edit(t('ruleTests.editCopy', { test: one.test.name }), withCopy(ruleSet, one.index));
            }}
            onRemove={() => {
              setOpen(null);
              edit(t('ruleTests.editRemove', { test: one.test.name }), withoutTest(ruleSet, one.index));
              // The keyboard goes to the test that comes next, or the one before.
              const at = shown.indexOf(one);
              setArrived({ index: at + 1 < shown.length ? one.index : (shown[at - 1]?.index ?? 0) });
            }}
            onTry={() => tryCase(one.test.facts)}
          />
        ))}
      </ul>
      {shown.length < matching.length && (
        <Button onClick={() => setAll(true)}>{t('ruleTests.showAll', { count: matching.length })}</Button>
      )}
      {file && (
        <ImportDialog
          file={file}
          ruleSet={ruleSet}
          facts={facts}
          onClose={() => setFile(null)}
          onImport={(next, label) => {
            setFile(null);
            setOpen(null);
            edit(label, { ...ruleSet, tests: next });
          }}
        />
      )}
    </section>
  );
}
