import type { FieldControl } from '../contract.ts';
import { PeriodField } from './PeriodField.tsx';

export const period: FieldControl = { control: PeriodField, holdsFields: true, named: () => 'legend' };
