import { type RefObject, useEffect } from 'react';
import { firstFocusable } from './focusable.ts';

/**
 * Where the control that has the keyboard goes away, the keyboard goes to what is nearest around it, and not to the top
 * of the page: whoever removes or accepts one thing after the other need not come back each time.
 */
export function useKeptFocus(host: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = host.current;
    if (!root) return;
    /** The control, then what lies around it, outwards. */
    let around: Element[] = [];
    const onFocusIn = ({ target }: FocusEvent) => {
      around = [];
      for (let at = target as Element | null; at && root.contains(at); at = at.parentElement) around.push(at);
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body || around[0]?.isConnected !== false) return;
      const nearest = around.find((element) => element.isConnected && firstFocusable(element));
      around = [];
      if (nearest) firstFocusable(nearest)?.focus();
    });
    root.addEventListener('focusin', onFocusIn);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', onFocusIn);
      observer.disconnect();
    };
  }, [host]);
}
