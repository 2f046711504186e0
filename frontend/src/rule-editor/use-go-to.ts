import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { isWithin } from '../editor-kit/json-at.ts';

/** The element that shows a place or the nearest one around it, within a host. */
export function elementAt(host: HTMLElement, pointer: string): HTMLElement | undefined {
  let best: HTMLElement | undefined;
  for (const element of host.querySelectorAll<HTMLElement>('[data-pointer]')) {
    const place = element.dataset.pointer ?? '';
    if (isWithin(pointer, place) && place.length >= (best?.dataset.pointer?.length ?? 0)) best = element;
  }
  return best;
}

const FOCUSABLE = 'input:not([disabled]), textarea:not([disabled]), button:not([disabled])';

/** Brings a place into view once it is shown: scrolls to it and puts the keyboard there. */
export function useGoTo(host: RefObject<HTMLElement | null>): (pointer: string) => void {
  const [target, setTarget] = useState<{ pointer: string } | null>(null);
  useLayoutEffect(() => {
    if (!target || !host.current) return;
    const element = elementAt(host.current, target.pointer);
    element?.scrollIntoView({ block: 'center' });
    const value = element?.querySelector<HTMLElement>('.re-value :is(input, button)');
    (value ?? element?.querySelector<HTMLElement>(FOCUSABLE))?.focus({ preventScroll: true });
  }, [target, host]);
  return useCallback((pointer: string) => setTarget({ pointer }), []);
}
