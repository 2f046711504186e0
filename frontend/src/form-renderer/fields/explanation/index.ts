import type { FieldControl } from '../contract.ts';
import { Explanation } from './Explanation.tsx';

export const explanation: FieldControl = { control: Explanation, named: () => 'itself' };
