import type { FieldControl } from '../contract.ts';
import { TextField } from '../text/TextField.tsx';
import { LinkShown } from './LinkShown.tsx';

export const link: FieldControl = {
  control: (props) => <TextField {...props} inputMode="url" example="https://" />,
  shown: LinkShown,
};
