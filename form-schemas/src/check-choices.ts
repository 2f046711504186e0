import type { Report } from './form-findings.ts';
import { equalJson } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import { jsonText } from './json/text.ts';
import type { FormSchema, Json } from './model/form-definition.ts';
import { LOCALES } from './model/text.ts';

/** Every choice once, told apart by its text, and called by a name of its own. */
export function checkChoices(schema: FormSchema, pointer: string, report: Report): void {
  const titles = schema['x-enum-titles'] ?? {};
  const choices = schema.enum ?? [];
  const texts = new Map<string, Json>();
  const called = LOCALES.map(() => new Map<string, string>());
  for (const [index, choice] of choices.entries()) {
    const value = jsonText(choice);
    const at = `${pointer}/enum/${index}`;
    const known = texts.get(value);
    if (known !== undefined) {
      report(equalJson(known, choice) ? 'duplicate-choice' : 'ambiguous-choice', at, { value });
      continue;
    }
    texts.set(value, choice);
    const title = Object.hasOwn(titles, value) ? titles[value] : undefined;
    if (!title) {
      report('missing-choice-title', `${pointer}/enum`, { value });
      continue;
    }
    const twin = LOCALES.map((locale, place) => called[place]?.get(title[locale].trim())).find((other) => other);
    if (twin !== undefined) {
      report('same-choice-title', `${pointer}/x-enum-titles/${escapeToken(value)}`, { value, other: twin });
    }
    for (const [place, locale] of LOCALES.entries()) called[place]?.set(title[locale].trim(), value);
  }
  for (const value of Object.keys(titles)) {
    if (!texts.has(value)) report('unknown-choice-title', `${pointer}/x-enum-titles`, { value });
  }
}
