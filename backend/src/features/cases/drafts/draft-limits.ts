export const LARGEST_KIB = 512;

/** Revision of a draft that is not there: what is to be begun is told so. */
export const NONE = '0';
