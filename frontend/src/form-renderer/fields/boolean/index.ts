import type { FieldControl } from '../contract.ts';
import { BooleanField } from './BooleanField.tsx';

export const boolean: FieldControl = {
  control: BooleanField,
  named: ({ schema }) => (schema.const === true ? 'itself' : 'legend'),
};
