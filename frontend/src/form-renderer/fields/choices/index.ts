import type { FieldControl } from '../contract.ts';
import { ChoicesField } from './ChoicesField.tsx';

export const choices: FieldControl = { control: ChoicesField, named: () => 'legend' };
