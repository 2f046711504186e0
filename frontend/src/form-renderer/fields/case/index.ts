import type { FieldControl } from '../contract.ts';
import { CaseField } from './CaseField.tsx';

export const pastCase: FieldControl = { control: CaseField };
