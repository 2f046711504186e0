import type { ConfigKind, DiffOut, VersionOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { Loading, Nothing } from '../shell/states.tsx';

const TONES: Record<string, string> = { safe: 'green', 'needs-migration': 'gold', breaking: 'red' };

function Diff({ kind, documentKey, to }: { kind: ConfigKind; documentKey: string; to: number }) {
  const { t, locale } = useWords();
  const diff = useQuery({
    queryKey: ['diff', kind, documentKey, to, locale],
    queryFn: () => get<DiffOut>(`/${kind}/${documentKey}/versions/${to - 1}/diff/${to}`),
  });
  return (
    <Loading query={diff}>
      {({ changes }) =>
        changes.length === 0 ? (
          <span className="secondary">{t('admin.noChanges')}</span>
        ) : (
          <ul>
            {changes.map((change) => (
              <li key={`${change.code} ${change.pointer} ${change.message}`}>
                <Tag color={TONES[change.class] ?? 'default'}>{change.class}</Tag>
                {change.message}
              </li>
            ))}
          </ul>
        )
      }
    </Loading>
  );
}

/** Published versions, newest first, each with what it changed. */
export function VersionList({ kind, documentKey }: { kind: ConfigKind; documentKey: string }) {
  const { t, locale } = useWords();
  const [shown, setShown] = useState<number | null>(null);
  const versions = useQuery({
    queryKey: ['versions', kind, documentKey],
    queryFn: () => get<{ items: VersionOut[] }>(`/${kind}/${documentKey}/versions`),
  });
  return (
    <Loading query={versions}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing title={t('admin.noDraft')} />
        ) : (
          <div className="stack">
            {items.map((version) => (
              <Card size="small" key={version.number} title={t('common.version', { n: version.number })}>
                <div>{version.note}</div>
                <div className="secondary">
                  {new Date(version.publishedAt).toLocaleString(locale)} {version.publishedBy?.displayName} ·{' '}
                  {version.hash.slice(0, 12)}
                </div>
                {version.number > 1 && (
                  <Button
                    type="link"
                    size="small"
                    onClick={() => setShown(shown === version.number ? null : version.number)}
                  >
                    {t('admin.diff')}
                  </Button>
                )}
                {shown === version.number && <Diff kind={kind} documentKey={documentKey} to={version.number} />}
              </Card>
            ))}
          </div>
        )
      }
    </Loading>
  );
}
