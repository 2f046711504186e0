import type { FieldControl } from '../contract.ts';
import { TextField } from './TextField.tsx';

export const text: FieldControl = { control: TextField };
