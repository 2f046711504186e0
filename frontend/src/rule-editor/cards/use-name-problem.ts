import { useWords } from '../../i18n/i18n.ts';

/** Why something cannot have the name that was typed: it has none then, or another's. Undefined: it can. */
export function useNameProblem(): (text: string, taken: ReadonlySet<string>, own: string) => string | undefined {
  const { t } = useWords();
  return (text, taken, own) => {
    const name = text.trim();
    if (name === '') return t('ruleEditor.nameBlank');
    return name !== own && taken.has(name) ? t('ruleEditor.nameTaken') : undefined;
  };
}
