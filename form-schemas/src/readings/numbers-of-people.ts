import { FORMATS } from '../formats/formats.ts';

const fits = (format: string, text: string): string | undefined => (FORMATS[format]?.test(text) ? text : undefined);

/** An identity number without what sets its parts apart, its X as it is printed on the card. */
export const idNumberIn = (text: string): string | undefined =>
  fits('cn-id-number', text.replace(/[\s-]/g, '').toUpperCase());

/** A mobile number without what sets its parts apart, and without the code of the country. */
export function mobileIn(text: string): string | undefined {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  return fits('cn-mobile', digits);
}

/** Area codes have three digits (010 and 02x) or four: so it is known where one ends. */
const LANDLINE = /^(?:((?:\+|00)86)-?)?(0?)(10|2\d|[3-9]\d\d)-?(\d{3,4})-?(\d{4})(?:-(\d{1,6}))?$/;

/** A mobile number, or a landline with its area code; the number of an extension stays apart. */
export function phoneIn(text: string): string | undefined {
  const mobile = mobileIn(text);
  if (mobile !== undefined) return mobile;
  const compact = text
    .replace(/[\s.]/g, '')
    .replace(/[()]/g, '-')
    .replace(/^-/, '')
    .replace(/转|分机|#/, '-');
  const [, country, zero, area = '', first = '', second = '', extension] =
    LANDLINE.exec(compact.replace(/--/g, '-')) ?? [];
  if (!country && !zero) return undefined;
  return fits('cn-phone', `0${area}${first}${second}${extension === undefined ? '' : `-${extension}`}`);
}

export const postalCodeIn = (text: string): string | undefined => fits('cn-postal-code', text.replace(/\s/g, ''));

export const divisionCodeIn = (text: string): string | undefined =>
  fits('cn-division-code', text.replace(/[\s-]/g, ''));
