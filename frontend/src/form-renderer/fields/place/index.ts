import type { FieldControl } from '../contract.ts';
import { PlaceField } from './PlaceField.tsx';

export const place: FieldControl = { control: PlaceField };
