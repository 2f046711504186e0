import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';

export const integer: FieldControl = { control: (props) => <TextField {...props} inputMode="numeric" /> };
