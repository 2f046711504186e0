import { type FactInfo, factKey, factLabel } from '@caseway/rule-sets';
import { useMemo } from 'react';
import { byNameOrKey } from '../../common/by-name-or-key.ts';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useHost } from '../condition-host.ts';
import { factGroups } from './fact-groups.ts';

/** Facts by section of the form, under the words of the reader; those of the system last. */
export function useFactOptions() {
  const { t, say } = useWords();
  const { editable, forms, mainForm, reading } = useHost();
  return useMemo(() => {
    const groups = factGroups([...editable.values()], forms, mainForm);
    const seen = new Map<string, number>();
    for (const { fact, path } of editable.values()) {
      const label = factLabel(reading, fact, path);
      seen.set(label, (seen.get(label) ?? 0) + 1);
    }
    return groups.map(({ key, title, facts }) => {
      const heading = title ? say(title) : t('ruleEditor.systemFacts');
      const options = facts.map(({ fact, path }) => {
        const label = factLabel(reading, fact, path);
        // Where a form and the system, or two places of a form, have a fact of the same name: of which it is.
        return { value: factKey(fact, path), label: (seen.get(label) ?? 0) > 1 ? `${label} · ${heading}` : label };
      });
      return { label: heading, title: key, options };
    });
  }, [editable, forms, mainForm, reading, say, t]);
}

/** Finds operators by typing; those that begin with what is typed come first: "more than" before "not more than". */
export const OPERATOR_SEARCH = {
  optionFilterProp: 'label',
  filterSort: (a: { label?: unknown }, b: { label?: unknown }, { searchValue }: { searchValue: string }): number =>
    String(a.label).indexOf(searchValue) - String(b.label).indexOf(searchValue),
};

export function FactSelect({
  value,
  label,
  disabled,
  onChange,
}: {
  value: string;
  label: string;
  disabled?: boolean;
  onChange: (info: FactInfo) => void;
}) {
  const { editable } = useHost();
  const options = useFactOptions();
  return (
    <Select
      aria-label={label}
      className="re-fact"
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      showSearch={{ filterOption: byNameOrKey }}
      disabled={disabled ?? false}
      onChange={(key: string) => {
        const info = editable.get(key);
        if (info) onChange(info);
      }}
    />
  );
}

/** Adds a comparison by choosing what it asks, or a named condition. */
export function AddCondition({
  label,
  onFact,
  onNamed,
}: {
  label: string;
  onFact: (info: FactInfo) => void;
  onNamed: (name: string) => void;
}) {
  const { t } = useWords();
  const { editable, names } = useHost();
  const options = useFactOptions();
  const named = names.map((name) => ({ value: `#${name}`, label: name }));
  return (
    <Select
      aria-label={label}
      className="re-add"
      popupMatchSelectWidth={false}
      value={null}
      placeholder={label}
      options={
        named.length > 0
          ? [...options, { label: t('ruleEditor.namedConditions'), title: '#', options: named }]
          : options
      }
      showSearch={{ filterOption: byNameOrKey }}
      onChange={(key: string | null) => {
        const info = key === null ? undefined : editable.get(key);
        if (info) onFact(info);
        else if (key) onNamed(key.slice(1));
      }}
    />
  );
}
