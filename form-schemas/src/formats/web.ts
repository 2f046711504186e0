const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}$/i;
/** Of a web page, and of nothing else that a browser would open or run; without the name of a user, which hides the host. */
const WEB = /^https?:\/\/[^\s/?#@:\\<>"[\]\p{C}]+(?::\d{1,5})?(?:[/?#][^\s<>"\p{C}]*)?$/iu;

/** Whether a text is one e-mail address. */
export const isEmail = (text: string): boolean => EMAIL.test(text);

/** Whether a text is the whole address of a web page: http or https, safe as the target of a link. */
export const isWebAddress = (text: string): boolean => WEB.test(text);
