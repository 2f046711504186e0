import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';

export const postalCode: FieldControl = { control: (props) => <TextField {...props} inputMode="numeric" /> };
