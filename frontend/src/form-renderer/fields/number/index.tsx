import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';

export const number: FieldControl = { control: (props) => <TextField {...props} inputMode="decimal" /> };
