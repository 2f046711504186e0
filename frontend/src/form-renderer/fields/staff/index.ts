import type { FieldControl } from '../contract.ts';
import { StaffField } from './StaffField.tsx';

export const staff: FieldControl = { control: StaffField };
