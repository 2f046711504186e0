import { useEffect } from 'react';

/**
 * Tab leaves a list of several choices, as it leaves everything else. Left to itself the list that is open takes the key
 * for a choice and keeps the keyboard: whoever knows only Tab would choose and unchoose there for ever (WCAG 2.1.2).
 */
export function useTabLeavesLists(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (key !== 'Tab' || !(target instanceof Element) || target.getAttribute('aria-expanded') !== 'true') return;
      // Before the list hears of it; losing the keyboard, it closes by itself.
      if (target.closest('.ant-select-multiple')) event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
