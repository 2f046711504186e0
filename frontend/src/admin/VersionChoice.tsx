import type { ConfigKind, VersionOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client.ts';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';

/** Chosen instead of a version: out of force. */
export const NOWHERE = 0;

interface Props {
  kind: ConfigKind;
  documentKey: string;
  label: string;
  latest: number;
  /** What is in force; null: nothing. */
  now: number | null;
  value: number | undefined;
  onChange: (version: number) => void;
}

/** Which version is to stand, each with what its author said of it. */
export function VersionChoice({ kind, documentKey, label, latest, now, value, onChange }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const versions = useQuery({
    queryKey: ['versions', kind, documentKey, 'choice'],
    enabled: opened,
    queryFn: () => get<{ items: VersionOut[] }>(`/${kind}/${documentKey}/versions`, { limit: 200 }),
  });
  const said = new Map(versions.data?.items.map((version) => [version.number, version]));
  return (
    <Select<number>
      aria-label={label}
      className="choice-version"
      popupMatchSelectWidth={false}
      {...(value !== undefined && { value })}
      onOpenChange={(open) => setOpened((before) => before || open)}
      options={[
        ...Array.from({ length: latest }, (_unused, index) => ({
          value: latest - index,
          label: t('common.version', { n: latest - index }),
        })),
        ...(now === null ? [] : [{ value: NOWHERE, label: t('admin.takeOut') }]),
      ]}
      optionRender={({ value: number, label: name }) => {
        const version = said.get(Number(number));
        return (
          <>
            <span>{name}</span>
            {version && (
              <div className="secondary">
                {[version.publishedBy?.displayName, version.note].filter(Boolean).join(' · ')}
              </div>
            )}
          </>
        );
      }}
      onChange={onChange}
    />
  );
}
