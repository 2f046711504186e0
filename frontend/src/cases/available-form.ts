import type { FormDefinition } from '@caseway/form-schemas';
import { get } from '../api/client.ts';

export interface AvailableForm {
  key: string;
  version: number;
  title: FormDefinition['title'];
  description: FormDefinition['description'];
  form: FormDefinition;
  /** Names what is in force in the township, as the server names it. */
  configuration: string;
}

/** The forms with which a case can be opened in a township now. */
export async function availableForms(township: string): Promise<{ items: AvailableForm[] }> {
  type Answer = { configuration: string; items: Omit<AvailableForm, 'configuration'>[] };
  const { configuration, items } = await get<Answer>('/forms/available', { township });
  return { items: items.map((item) => ({ ...item, configuration })) };
}
