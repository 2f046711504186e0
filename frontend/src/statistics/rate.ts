/** A part of a whole in per cent, to one place where it is not a whole number; null where there is no whole. */
export function rateOf(part: number, whole: number): string | null {
  if (whole === 0) return null;
  // Never rounded up to all, or down to none, where it is not.
  const cut = Math.round((part / whole) * 1000) / 10;
  const shown = part < whole ? Math.min(cut, 99.9) : cut;
  return `${part > 0 ? Math.max(shown, 0.1) : shown}%`;
}

/** Months (YYYY-MM) from one to another, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let [year = 0, month = 0] = first.split('-').map(Number); ; month++) {
    if (month > 12) [year, month] = [year + 1, 1];
    const text = `${year}-${String(month).padStart(2, '0')}`;
    if (text > last) return months;
    months.push(text);
  }
}
