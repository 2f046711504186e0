import type { FormDefinition } from '@caseway/form-schemas';

export interface AvailableForm {
  key: string;
  version: number;
  title: FormDefinition['title'];
  description: FormDefinition['description'];
  form: FormDefinition;
}
