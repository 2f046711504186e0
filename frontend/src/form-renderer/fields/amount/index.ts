import type { FieldControl } from '../contract.ts';
import { AmountField } from './AmountField.tsx';

export const amount: FieldControl = { control: AmountField };
