import type { RuleSet, RuleTest } from '@caseway/rule-sets';
import { Button, Space, Tag } from 'antd';
import { useId, useRef } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { DraftInput } from '../cards/DraftInput.tsx';
import { useNameProblem } from '../cards/use-name-problem.ts';
import { ExpectEditor } from './ExpectEditor.tsx';
import { expectationOf, type PlacedTest } from './edit-tests.ts';
import { FactsEditor } from './FactsEditor.tsx';
import type { TestOutcome } from './run-protocol.ts';
import type { TestWords } from './use-test-words.ts';

interface Props {
  ruleSet: RuleSet;
  placed: PlacedTest;
  /** Absent while it has not run. */
  result: TestOutcome | undefined;
  /** It does not run: the rules have errors. */
  stopped: boolean;
  words: TestWords;
  open: boolean;
  mayEdit: boolean;
  onOpen: (open: boolean) => void;
  onChange: (next: RuleTest, label: string) => void;
  onCopy: () => void;
  onRemove: () => void;
  onTry: () => void;
}

function Mark({ result, stopped }: Pick<Props, 'result' | 'stopped'>) {
  const { t } = useWords();
  if (!result) return <Tag>{t(stopped ? 'ruleTests.notRunYet' : 'ruleTests.running')}</Tag>;
  return result.passed ? (
    <span className="tone-good rt-mark">✓ {t('ruleTests.passed')}</span>
  ) : (
    <span className="tone-bad rt-mark">✗ {t('ruleTests.failed')}</span>
  );
}

/** What came instead of what was expected. */
function Differences({ result, words }: { result: TestOutcome; words: TestWords }) {
  const { t } = useWords();
  if (result.error !== undefined) return <p className="tone-bad">{t('ruleTests.crashed', { reason: result.error })}</p>;
  if (result.differences.length === 0) return null;
  return (
    <ul className="rt-differences">
      {result.differences.map(({ what, expected, actual }) => {
        const param = what.replace(/^outcome\./, '');
        const isFired = what === 'fired' && Array.isArray(expected) && Array.isArray(actual);
        const shown = (value: typeof expected) =>
          isFired && Array.isArray(value) ? words.rules(value.map(String)) : words.expected(param, value);
        return (
          <li key={what}>
            {t('ruleTests.cameInstead', {
              what: isFired ? t('ruleTests.fired') : words.param(param),
              expected: shown(expected),
              actual: shown(actual),
            })}
          </li>
        );
      })}
    </ul>
  );
}

function Summary({ test, words }: { test: RuleTest; words: TestWords }) {
  const { t } = useWords();
  const { fired, outcome = {} } = test.expect;
  const expected = Object.entries(outcome).filter(([, value]) => value !== undefined);
  return (
    <>
      <ul className="rt-chips" aria-label={t('ruleTests.facts')}>
        {Object.entries(test.facts).map(([fact, value]) => (
          <li key={fact}>
            <span>{words.fact(fact)}</span> {words.value(fact, value)}
          </li>
        ))}
      </ul>
      <dl className="rt-expect">
        {fired && (
          <div>
            <dt>{t('ruleTests.fired')}</dt>
            <dd>{words.rules(fired)}</dd>
          </div>
        )}
        {expected.map(([param, value]) => (
          <div key={param}>
            <dt>{words.param(param)}</dt>
            <dd>{words.expected(param, value ?? null)}</dd>
          </div>
        ))}
        {!fired && expected.length === 0 && <p className="secondary">{t('ruleTests.expectsNothing')}</p>}
      </dl>
    </>
  );
}

/** One test: what is given, what is expected, and how it comes out now. */
export function TestRow(props: Props) {
  const { ruleSet, placed, result, stopped, words, open, mayEdit, onOpen, onChange, onCopy, onRemove, onTry } = props;
  const { t } = useWords();
  const nameProblem = useNameProblem();
  const id = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  const { test } = placed;
  const now = result?.now;
  return (
    <li className={`rt-test ${result && !result.passed ? 'rt-failed' : ''}`} data-pointer={`/tests/${placed.index}`}>
      <div className="rt-head">
        <h4 id={id}>{test.name || t('ruleTests.unnamed')}</h4>
        <Mark result={result} stopped={stopped} />
      </div>
      {open ? (
        <div className="rt-form">
          <label htmlFor={`${id}-name`}>{t('ruleTests.name')}</label>
          <DraftInput
            id={`${id}-name`}
            value={test.name}
            disabled={!mayEdit}
            problem={(text) => nameProblem(text, new Set(ruleSet.tests?.map((other) => other?.name)), test.name)}
            onCommit={(name) => onChange({ ...test, name: name.trim() }, t('ruleTests.editName'))}
          />
          <h5>{t('ruleTests.facts')}</h5>
          <FactsEditor test={test} words={words} disabled={!mayEdit} onChange={onChange} />
          <h5>{t('ruleTests.expect')}</h5>
          <ExpectEditor ruleSet={ruleSet} test={test} words={words} disabled={!mayEdit} onChange={onChange} />
        </div>
      ) : (
        <Summary test={test} words={words} />
      )}
      {result && <Differences result={result} words={words} />}
      <Space wrap size="small" role="group" aria-labelledby={id}>
        <Button ref={toggle} size="small" aria-expanded={open} onClick={() => onOpen(!open)}>
          {open ? t('ruleTests.done') : mayEdit ? t('ruleTests.edit') : t('ruleTests.show')}
        </Button>
        {mayEdit && now && !result.passed && (
          <Button
            size="small"
            onClick={() => {
              // This button goes, and would take the keyboard with it.
              toggle.current?.focus();
              onChange({ ...test, expect: expectationOf(now) }, t('ruleTests.editExpect'));
            }}
          >
            {t('ruleTests.asNow')}
          </Button>
        )}
        <Button size="small" onClick={onTry}>
          {t('ruleTests.tryIt')}
        </Button>
        {mayEdit && (
          <>
            <Button size="small" onClick={onCopy}>
              {t('ruleTests.duplicate')}
            </Button>
            <Button size="small" danger onClick={onRemove}>
              {t('common.remove')}
            </Button>
          </>
        )}
      </Space>
    </li>
  );
}
