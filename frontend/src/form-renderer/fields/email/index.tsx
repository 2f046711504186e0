import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';

export const email: FieldControl = { control: (props) => <TextField {...props} inputMode="email" /> };
