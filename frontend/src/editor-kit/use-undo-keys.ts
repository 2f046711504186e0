import { type RefObject, useEffect } from 'react';

/** Where something is written: in a list to choose from nothing is, and there is nothing to be undone. */
const WRITTEN =
  ':is(input:not([type="checkbox"], [type="radio"], [role="combobox"]), textarea, [contenteditable="true"])';

/**
 * Undo and redo by the usual keys anywhere in the editor, and where nothing in particular has the keyboard. `ownPast`:
 * selector of the parts whose fields have a past of their own, as a panel that tries a case out: there the browser's own
 * undo is meant.
 */
export function useUndoKeys(
  host: RefObject<HTMLElement | null>,
  undo: () => void,
  redo: () => void,
  ownPast: string,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as Element | null;
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !target) return;
      // In the editor, or where nothing in particular has the keyboard: the page around it.
      const isHere = host.current?.contains(target) || target.contains(host.current);
      if (!isHere || target.closest(`:is(${ownPast}) ${WRITTEN}`)) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (key !== 'z' && !isRedo) return;
      event.preventDefault();
      event.stopPropagation();
      if (isRedo) redo();
      else undo();
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [host, undo, redo, ownPast]);
}
