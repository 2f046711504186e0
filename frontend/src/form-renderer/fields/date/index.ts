import type { FieldControl } from '../contract.ts';
import { DateField } from './DateField.tsx';

export const date: FieldControl = { control: DateField };
