import type { FieldControl } from '../contract.ts';
import { DateTimeField } from './DateTimeField.tsx';

export const dateTime: FieldControl = { control: DateTimeField };
