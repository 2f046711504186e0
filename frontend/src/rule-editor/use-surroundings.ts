import type { FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import { type FactInfo, factKey, type Rule, readingOf, type SentencePart } from '@caseway/rule-sets';
import { useCallback, useMemo, useRef } from 'react';
import { type EditedDocument, withContent } from '../editor-kit/document.ts';
import type { EditHistory } from '../editor-kit/use-history.ts';
import { useWords } from '../i18n/i18n.ts';
import type { Surroundings } from './editor-context.ts';
import { readRule } from './model/read-aloud.ts';
import { frameOf } from './model/well-formed.ts';
import type { RuleSetData } from './use-rule-set-data.ts';

const NO_FORMS: readonly FormDefinition[] = [];

/** What every part of the editor knows; the same object as long as only rules change. */
export function useSurroundingsOf(
  ruleSet: RuleSet,
  history: EditHistory<EditedDocument>,
  data: RuleSetData & { facts: readonly FactInfo[] },
  around: Pick<Surroundings, 'mayEdit' | 'ways' | 'goTo' | 'goToSource'>,
): Surroundings {
  const { locale } = useWords();
  const { mayEdit, ways, goTo, goToSource } = around;
  const latest = useRef(ruleSet);
  latest.current = ruleSet;
  const current = useCallback(() => latest.current, []);
  const { edit: record } = history;
  const edit = useCallback<Surroundings['edit']>(
    (label, change, mergeKey) =>
      record(
        label,
        (document) =>
          withContent(document, change(document.content as object as RuleSet) as object as EditedDocument['content']),
        mergeKey,
      ),
    [record],
  );
  const { conditions, outcomes, form, alsoForms, kind, hitPolicy } = ruleSet;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the rule set the frame holds only these
  const frame = useMemo(() => frameOf(latest.current), [conditions, outcomes, form, alsoForms, kind, hitPolicy]);
  const { labels, paths, facts } = data;
  const forms = data.forms ?? NO_FORMS;
  const words = useMemo(() => {
    const offered = facts.filter(({ sensitive, conflict }) => !sensitive && !conflict);
    const reading = readingOf(frame, { locale, forms, labels });
    const sentences = new WeakMap<Rule, readonly SentencePart[]>();
    const read = (rule: Rule): readonly SentencePart[] => {
      const known = sentences.get(rule) ?? readRule(reading, rule);
      sentences.set(rule, known);
      return known;
    };
    return { reading, read, editable: new Map(offered.map((info) => [factKey(info.fact, info.path), info])) };
  }, [frame, forms, facts, labels, locale]);
  return useMemo(
    () => ({ ...words, facts, frame, forms, labels, paths, mayEdit, edit, current, ways, goTo, goToSource }),
    [words, facts, frame, forms, labels, paths, mayEdit, edit, current, ways, goTo, goToSource],
  );
}
