import type { FieldControl } from '../contract.ts';
import { GroupField } from './GroupField.tsx';

export const group: FieldControl = { control: GroupField, holdsFields: true, named: () => 'legend' };
