const FOCUSABLE =
  ':is(input, textarea, button, [contenteditable="true"], [tabindex="0"]):not([disabled], [tabindex="-1"])';

export const isShown = (element: HTMLElement): boolean => element.isConnected && element.checkVisibility();

/** The first control inside that the keyboard can be given. */
export const firstFocusable = (within: Element): HTMLElement | undefined =>
  [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown);
