/**
 * What can be typed to find an option of a select: its name in words, or its key (of a place its pinyin); in either case of
 * letters.
 */
export const byNameOrKey = (typed: string, option: { label?: unknown; value?: unknown } | undefined): boolean =>
  `${String(option?.label ?? '')} ${String(option?.value ?? '')}`.toLowerCase().includes(typed.trim().toLowerCase());
