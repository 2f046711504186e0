import { isEmail, isWebAddress } from '../formats/web.ts';
import { halfWidth } from './characters.ts';

/** As an input method may have written it: full-width letters and points, nothing invisible. */
const plain = (text: string): string =>
  halfWidth(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u3002\uff61]/g, '.');

const understood =
  (is: (text: string) => boolean) =>
  (text: string): string | undefined =>
    [text, plain(text)].find(is);

export const emailIn = understood(isEmail);
export const webAddressIn = understood(isWebAddress);
