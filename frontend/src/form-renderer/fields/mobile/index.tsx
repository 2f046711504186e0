import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';

export const mobile: FieldControl = { control: (props) => <TextField {...props} inputMode="tel" /> };
