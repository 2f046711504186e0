import type { VersionFull, VersionOut } from '@caseway/backend/contract';
import { asForm, type FormDefinition } from '@caseway/form-schemas';
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, get } from '../api/client.ts';

async function latest(key: string): Promise<FormDefinition | null> {
  try {
    const [version] = (await get<{ items: VersionOut[] }>(`/forms/${key}/versions`, { limit: 1 })).items;
    if (!version) return null;
    return asForm((await get<VersionFull>(`/forms/${key}/versions/${version.number}`)).content);
  } catch (error) {
    // A form that does not exist, or not for this person, is a finding of the document that names it.
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/**
 * The latest version of a form, as whoever reads it is checked with it; null where none was published. Never its draft: that is
 * somebody else's, and half written.
 */
export const publishedForm = (key: string) =>
  queryOptions({
    queryKey: ['documents', 'forms', key, 'published'],
    queryFn: () => latest(key),
    retry: false,
    refetchOnWindowFocus: false,
  });
