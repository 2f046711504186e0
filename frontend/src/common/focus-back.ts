import { useEffect } from 'react';

/** As many as a menu and a question on the way into a dialog can be. */
const KEPT = 8;

/** What had the focus lately, the latest first. Weak: nothing is kept alive by having been clicked. */
let lately: WeakRef<HTMLElement>[] = [];

window.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  lately = [new WeakRef(target), ...lately.filter((ref) => ref.deref() !== target)].slice(0, KEPT);
});

/** Still there and seen: an entry of a menu that has closed is neither. */
const isThere = (element: HTMLElement | undefined): element is HTMLElement =>
  element?.isConnected === true && element.checkVisibility();

/** A question that was answered is on its way out for a moment, with the focus in it. */
const GOING_FRAMES = 60;

function giveBack(before: readonly WeakRef<HTMLElement>[], frames = GOING_FRAMES): void {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) {
    const there = before.map((ref) => ref.deref()).find(isThere);
    there?.focus();
  } else if (frames > 0 && activeElement.closest('.ant-modal')) {
    requestAnimationFrame(() => giveBack(before, frames - 1));
  }
}

/**
 * Gives the focus back, when a part of the page goes that had it, to where it came from: whoever works by keyboard goes on from
 * there, and not from the beginning of the page. Not where somebody has gone elsewhere.
 */
export function useFocusBack(): void {
  useEffect(() => {
    const before = lately;
    return () => giveBack(before);
  }, []);
}
