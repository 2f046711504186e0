import type { ConfigKind, DiffChange, DiffOut } from '@caseway/backend/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Radio, Tag } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.ts';
import { Loading, Nothing } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';

/** A version by its number, or the draft. */
export type Side = number | 'draft';

const TONES: Record<string, string> = {
  safe: 'green',
  words: 'default',
  tests: 'default',
  meaning: 'gold',
  'needs-migration': 'gold',
  breaking: 'red',
};

const pathOf = (from: number, to: Side): string =>
  to === 'draft' ? `draft/diff/${from}` : `versions/${from}/diff/${to}`;

const keyOf = ({ code, pointer, part, message }: DiffChange): string => `${code} ${pointer} ${part} ${message}`;

interface Group {
  key: string;
  title: string | null;
  changes: DiffChange[];
}

/** Changes under what they are about: first those of the whole, then by rule or step as they came, then the tests. */
function groupsOf(changes: readonly DiffChange[], tests: string): Group[] {
  const whole: Group = { key: '', title: null, changes: [] };
  const last: Group = { key: ' tests', title: tests, changes: [] };
  const rules = new Map<string, Group>();
  for (const change of changes) {
    const { rule } = change;
    const known = rule ? (rules.get(rule.name) ?? { key: rule.name, title: rule.title, changes: [] }) : null;
    if (known) rules.set(known.key, known);
    (known ?? (change.class === 'tests' ? last : whole)).changes.push(change);
  }
  return [whole, ...rules.values(), last].filter((group) => group.changes.length > 0);
}

function Weight({ of }: { of: string }) {
  const { t } = useWords();
  return <Tag color={TONES[of] ?? 'default'}>{t(`versions.class.${of}`, { defaultValue: of })}</Tag>;
}

function InWords({
  changes,
  goTo,
}: {
  changes: readonly DiffChange[];
  goTo?: ((pointer: string) => void) | undefined;
}) {
  const { t } = useWords();
  return (
    <div className="stack">
      {groupsOf(changes, t('versions.class.tests')).map(({ key, title, changes: own }) => (
        <section key={key} className="diff-group">
          {title !== null && <h4>{title}</h4>}
          <ul>
            {own.map((change) => (
              <li key={keyOf(change)}>
                <Weight of={change.class} />
                {goTo ? (
                  <button type="button" className="link-button" onClick={() => goTo(change.pointer)}>
                    {change.message}
                  </button>
                ) : (
                  change.message
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Rule (of a path: step, clock, outcome), part, before, after; on a narrow screen each change under the other. */
function AsTable({ kind, changes }: { kind: ConfigKind; changes: readonly DiffChange[] }) {
  const { t } = useWords();
  const none = <span className="secondary">—</span>;
  const heads = [
    kind === 'rule-sets' ? t('versions.rule') : t('versions.about'),
    t('versions.part'),
    t('versions.before'),
    t('versions.after'),
  ];
  return (
    <table className="diff-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const { rule, part, before, after } = change;
          return (
            <tr key={keyOf(change)}>
              <td data-label={heads[0]}>{rule?.title ?? none}</td>
              <td data-label={heads[1]}>
                <span>
                  {part} <Weight of={change.class} />
                </span>
              </td>
              <td data-label={heads[2]}>{before === null ? none : <del>{before}</del>}</td>
              <td data-label={heads[3]}>{after === null ? none : <ins>{after}</ins>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface Props {
  kind: ConfigKind;
  documentKey: string;
  from: number;
  to: Side;
  /** Names the draft as it is stored: another one, another answer. */
  draftTag: string;
  goTo?: (pointer: string) => void;
}

/** What differs between two versions, or a version and the draft: in words by rule, or as a table. */
export function VersionDiff({ kind, documentKey, from, to, draftTag, goTo }: Props) {
  const { t, locale } = useWords();
  const [as, setAs] = useState<'words' | 'table'>('words');
  const diff = useQuery({
    queryKey: ['diff', kind, documentKey, from, to, to === 'draft' ? draftTag : '', locale],
    queryFn: () => get<DiffOut>(`/${kind}/${documentKey}/${pathOf(from, to)}`),
    // While the draft is being written, what was said of it stays until there is something else to say.
    placeholderData: keepPreviousData,
  });
  return (
    <Loading query={diff}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Nothing title={t('versions.same')} />
        ) : (
          <div className="stack">
            <div className="diff-head">
              <span role="status">{t('versions.count', { count: changes.length })}</span>
              <Radio.Group
                aria-label={t('versions.showAs')}
                optionType="button"
                size="small"
                value={as}
                onChange={({ target }) => setAs(target.value as 'words' | 'table')}
                options={[
                  { value: 'words', label: t('versions.inWords') },
                  { value: 'table', label: t('versions.asTable') },
                ]}
              />
            </div>
            {as === 'words' ? (
              <InWords changes={changes} goTo={to === 'draft' ? goTo : undefined} />
            ) : (
              <AsTable kind={kind} changes={changes} />
            )}
          </div>
        )
      }
    </Loading>
  );
}
