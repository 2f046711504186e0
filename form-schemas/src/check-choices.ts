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
    // A language that lacks is told elsewhere: what is called nothing is not called like another.
    const names = LOCALES.map((locale) => (typeof title[locale] === 'string' ? title[locale].trim() : ''));
    const twin = names.map((name, place) => called[place]?.get(name)).find((other) => other);
    if (twin !== undefined) {
      report('same-choice-title', `${pointer}/x-enum-titles/${escapeToken(value)}`, { value, other: twin });
    }
    for (const [place, name] of names.entries()) if (name !== '') called[place]?.set(name, value);
  }
  for (const value of Object.keys(titles)) {
    if (!texts.has(value)) report('unknown-choice-title', `${pointer}/x-enum-titles`, { value });
  }
}
