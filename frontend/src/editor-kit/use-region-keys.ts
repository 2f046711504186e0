import { type RefObject, useEffect } from 'react';
import { firstFocusable, isShown } from './focusable.ts';

/**
 * F6 goes from one part of the editor to the next, as from the tools to the rules to what stands beside them, and round
 * again, Shift+F6 back: between them lie more stops of the Tab key than anybody wants to count. Each part is entered
 * where it was left; where the control that had the keyboard is gone, either key leads back to its part. `regions`:
 * selector of the parts, which it goes through in their order on the page.
 */
export function useRegionKeys(host: RefObject<HTMLElement | null>, regions: string): void {
  useEffect(() => {
    const left = new WeakMap<Element, HTMLElement>();
    let latest: Element | undefined;
    const onFocusIn = ({ target }: FocusEvent) => {
      const region = target instanceof HTMLElement && host.current?.contains(target) && target.closest(regions);
      if (!region) return;
      left.set(region, target as HTMLElement);
      latest = region;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || !host.current) return;
      const target = event.target as Element;
      // In the editor, or where nothing in particular has the keyboard: the page around it. Not in a dialog above it.
      if (!host.current.contains(target) && !target.contains(host.current)) return;
      const shown = [...host.current.querySelectorAll<HTMLElement>(regions)].filter(isShown);
      const at = shown.findIndex((region) => region.contains(target));
      const region =
        at < 0
          ? (shown.find((one) => one === latest) ?? shown[0])
          : shown.at((at + (event.shiftKey ? -1 : 1)) % shown.length);
      if (!region) return;
      event.preventDefault();
      const known = left.get(region);
      (known && region.contains(known) && isShown(known) ? known : firstFocusable(region))?.focus();
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [host, regions]);
}
