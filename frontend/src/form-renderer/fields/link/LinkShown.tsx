import { isWebAddress } from '@caseway/form-schemas';
import type { FieldShown } from '../contract.ts';
import { textOf } from '../field-props.ts';

/** A web page opens apart and learns nothing of this one; anything else is a text, whatever a browser would make of it. */
export const LinkShown: FieldShown = ({ value }) => {
  const address = textOf(value);
  if (!isWebAddress(address)) return address;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow">
      {address}
    </a>
  );
};
