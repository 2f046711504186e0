/** What surrounds a text without being seen and says nothing: spaces of every script, marks of direction, what joins words. */
const EDGE = '[\\s\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069]+';
const EDGES = new RegExp(`^${EDGE}|${EDGE}$`, 'g');

/** A text without the white space around it: U+3000 and zero-width ones are white space, too. */
export const trimmed = (text: string): string => text.replace(EDGES, '');

/** Full-width letters, digits and signs (U+FF01–FF5E) as half-width ones, and the spaces between them. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/\uffe5/g, '¥');

/** Signs that an input method writes for a point or a dash, as the plain ones; nothing invisible. For digits only. */
export const plainSigns = (text: string): string =>
  halfWidth(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u3002\uff61]/g, '.')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
