import type { FieldControl } from '../contract.ts';
import { ListField } from './ListField.tsx';

export const list: FieldControl = { control: ListField, holdsFields: true, named: () => 'legend' };
