import type { FieldControl } from '../contract.ts';
import { ChoiceField } from './ChoiceField.tsx';

export const choice: FieldControl = {
  control: ChoiceField,
  named: ({ ui }) => (ui.widget === 'radio' || ui.widget === 'tags' ? 'legend' : 'label'),
};
