import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';

export const time: FieldControl = { control: (props) => <TextField {...props} example="HH:mm" /> };
