import { ApiProblem, OfflineError } from '../api/client.ts';

/** What went wrong and what to do, as one sentence for the user. */
export function messageOf(error: unknown, t: (key: string) => string): string {
  if (error instanceof OfflineError) return t('error.offline');
  if (error instanceof ApiProblem) {
    const { title, detail, errors } = error.problem;
    const first = errors?.[0]?.message;
    return [title, first ?? detail].filter(Boolean).join(' · ');
  }
  return t('error.unexpected');
}
