import type { Locator } from 'playwright-core';
import type { Desk } from './browser.ts';

/** Whether the control has the keyboard now. */
export function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

/** Goes with the Tab key alone, or backwards with Shift, until the control has the focus. Answers after how many keys. */
export async function reach(
  { page }: Desk,
  control: Locator,
  { most = 150, back = false }: { most?: number; back?: boolean } = {},
): Promise<number> {
  for (let step = 0; step <= most; step++) {
    if (await hasFocus(control).catch(() => false)) return step;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Not reached with ${most} tabs: ${control}`);
}

/** Goes there, and presses it. */
export async function press(desk: Desk, control: Locator, options?: Parameters<typeof reach>[2]): Promise<void> {
  await reach(desk, control, options);
  await desk.page.keyboard.press('Enter');
}

/** Chooses in the list that has the focus, by typing: whatever other list is still on its way out. */
export async function choose({ page }: Desk, words: string): Promise<void> {
  await page.keyboard.type(words);
  await page.waitForFunction((text) => {
    const list = document.getElementById(document.activeElement?.getAttribute('aria-controls') ?? '');
    const active = list?.closest('.ant-select-dropdown')?.querySelector('.ant-select-item-option-active');
    return active?.textContent?.includes(text);
  }, words);
  await page.keyboard.press('Enter');
}
