import type { CorrectionOut, CorrectionSide } from '@caseway/backend/contract';
import { type LocalizedText, quotedList } from '@caseway/form-schemas';
import { Alert } from 'antd';
import { useWords } from '../../i18n/i18n.ts';

interface Row {
  key: string;
  label: string;
  before: string;
  after: string;
}

/** What was decided, line by line, as far as the two sides differ. */
function decidedRows(
  before: CorrectionSide,
  after: CorrectionSide,
  { t, say, list }: Pick<ReturnType<typeof useWords>, 't' | 'say' | 'list'>,
): Row[] {
  const titles = (terms: readonly { title: LocalizedText }[]) => list(terms.map(({ title }) => say(title)));
  const lines: [string, (side: CorrectionSide) => string][] = [
    ['ledger.category', ({ category }) => say(category?.title)],
    ['ledger.path', ({ path }) => say(path.title)],
    ['correct.step', ({ step }) => say(step.title)],
    ['ledger.department', ({ department }) => say(department?.title)],
    ['case.joint', ({ jointDepartments }) => titles(jointDepartments)],
    ['case.level', ({ level }) => say(level?.title)],
    ['correct.marks', ({ marks }) => titles(marks)],
    ['case.sessions', ({ sessions }) => titles(sessions)],
    ['ledger.supervised', ({ supervised }) => t(supervised ? 'common.yes' : 'common.no')],
    ['case.handler', ({ handler }) => handler?.displayName ?? ''],
    ['case.lead', ({ caseLead }) => caseLead?.displayName ?? ''],
    ['correct.place', ({ place }) => say(place?.title)],
  ];
  const rows = lines.map(([key, text]) => ({ key, label: t(key), before: text(before), after: text(after) }));
  const clocks = [...new Set([...before.deadlines, ...after.deadlines].map(({ clock }) => clock))];
  const deadlines = clocks.map((clock) => {
    const last = (side: CorrectionSide) => side.deadlines.filter((one) => one.clock === clock).at(-1);
    const title = say((last(after) ?? last(before))?.title);
    return { key: clock, label: title, before: last(before)?.dueOn ?? '', after: last(after)?.dueOn ?? '' };
  });
  return [...rows, ...deadlines].filter((row) => row.before !== row.after);
}

function Rows({ rows, none }: { rows: readonly Row[]; none: string }) {
  return (
    <dl className="facts correction">
      {rows.map(({ key, label, before, after }) => (
        <div key={key} className="pair">
          <dt>{label}</dt>
          <dd>
            <del className="secondary">{before || none}</del> → <ins>{after || none}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a correction changes: what was registered, and what follows from it. */
export function CorrectionDifference({ shown }: { shown: CorrectionOut }) {
  const words = useWords();
  const { t, say, list, locale } = words;
  const { changes, before, after, errors, decided, startsAnew } = shown;
  const recused = [
    ...shown.recused.map(({ displayName }) => displayName),
    ...shown.recusedDepartments.map(({ title }) => say(title)),
  ];
  if (changes.length === 0) return <p className="secondary correction-none">{t('correct.nothing')}</p>;
  const none = t('common.notGiven');
  const fields = changes.map(({ pointer, label, before: was, after: is, sensitive }) => ({
    key: pointer,
    label,
    before: was ?? '',
    // Two masks may look the same.
    after: sensitive && was === is ? `${is ?? ''} ${t('correct.otherMask')}` : (is ?? ''),
  }));
  const general = errors.filter(({ pointer }) => pointer === '');
  const rows = before && after ? decidedRows(before, after, words) : [];
  const gone = before?.tasks.filter(({ id }) => !after?.tasks.some((task) => task.id === id)) ?? [];
  return (
    <div className="stack" data-testid="correction">
      <section>
        <h3 className="section-title">{t('correct.registered')}</h3>
        <Rows rows={fields} none={none} />
      </section>
      {errors.length > general.length && <p className="tone-bad">{t('correct.fix')}</p>}
      {general.map(({ message }) => (
        <Alert key={message} type="error" showIcon title={message} />
      ))}
      {after && (
        <section data-testid="correction-decided">
          <h3 className="section-title">{t('correct.follows')}</h3>
          {!decided && <Alert type="info" showIcon title={t('correct.closed')} />}
          {decided && rows.length + shown.led.length === 0 && (
            <p className="secondary">{t('correct.nothingFollows')}</p>
          )}
          {startsAnew && (
            <Alert
              type="warning"
              showIcon
              title={t(shown.sinceNow ? 'correct.goesOver' : 'correct.startsAnew', { path: say(after.path.title) })}
            />
          )}
          {shown.led.map((message) => (
            <Alert key={message} type="warning" showIcon title={message} />
          ))}
          <Rows rows={rows} none={t('common.none')} />
          {gone.length > 0 && (
            <p className="secondary">{t('correct.gone', { tasks: list(gone.map(({ title }) => say(title))) })}</p>
          )}
          {recused.length > 0 && (
            <Alert type="warning" showIcon title={t('correct.recused', { people: quotedList(recused, locale) })} />
          )}
        </section>
      )}
    </div>
  );
}
