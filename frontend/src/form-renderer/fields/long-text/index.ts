import type { FieldControl } from '../contract.ts';
import { LongTextField } from './LongTextField.tsx';

export const longText: FieldControl = { control: LongTextField };
