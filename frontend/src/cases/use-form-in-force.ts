import type { FormData } from '@caseway/form-schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/client.ts';
import { useScopes } from '../common/session.tsx';
import { useWords } from '../i18n/i18n.ts';
import { type AvailableForm, availableForms } from './available-form.ts';
import type { OpenedDraft } from './drafts/draft.ts';
import { type LostAnswer, lostAnswers } from './lost-answers.ts';

const OUTDATED = 'urn:caseway:problem:outdated';

/** What a refusal says came into force since the form was opened; undefined where it was refused for something else. */
export const changesSince = (error: unknown): string[] | undefined =>
  error instanceof ApiProblem && error.problem.type === OUTDATED
    ? (error.problem.errors ?? []).map(({ message }) => message)
    : undefined;

interface FormInForce {
  /** The form as it was shown, until somebody goes on with another one. */
  seen: AvailableForm;
  lost: LostAnswer[];
  forgetLost: () => void;
  /** Goes on with what is in force now; `typed` is what stands in the form. */
  goOn: (typed: FormData) => Promise<void>;
}

/**
 * The version of a form that somebody fills in: it does not change under their hands. What was typed and has no place in
 * the next one, or in the one that is in force when a draft is opened again, is kept to be read.
 */
export function useFormInForce(
  township: string,
  available: AvailableForm,
  restored: Pick<OpenedDraft, 'seen' | 'written'> | null,
  known: readonly LostAnswer[] = [],
): FormInForce {
  const { locale } = useWords();
  const { scopes } = useScopes();
  const queries = useQueryClient();
  const lostBetween = (before: AvailableForm['form'], now: AvailableForm, typed: FormData) =>
    lostAnswers(before, now.form, typed, locale, (key) => scopes.find((scope) => scope.key === key)?.title);
  const [seen, setSeen] = useState(available);
  const [lost, setLost] = useState<LostAnswer[]>(() => {
    const then = restored?.seen;
    if (!restored || !then || then.version === available.version) return [...known];
    const now = lostBetween(then.form, available, restored.written.data);
    return [...known.filter(({ pointer }) => now.every((one) => one.pointer !== pointer)), ...now];
  });
  return {
    seen,
    lost,
    forgetLost: () => setLost([]),
    goOn: async (typed) => {
      const queryKey = ['available-forms', township];
      await queries.invalidateQueries({ queryKey, refetchType: 'none' });
      const { items } = await queries.fetchQuery({ queryKey, queryFn: () => availableForms(township), staleTime: 0 });
      const now = items.find(({ key }) => key === seen.key);
      if (!now) return;
      setLost([...lost, ...lostBetween(seen.form, now, typed)]);
      setSeen(now);
    },
  };
}
