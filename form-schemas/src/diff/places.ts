import { escapeToken } from '../json/pointer.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import type { Report } from './changes.ts';
import type { Roots } from './fields.ts';
import { KEYWORDS } from './keywords.ts';
import { meaningOf, same } from './meaning.ts';
import { type Place, TELL } from './tell.ts';

/** More places than a form may have: references of a form that was never checked. */
const MOST_PLACES = 20_000;

/** An object that no part of the form speaks of may hold anything; one with fields, those alone. */
const takesAnything = ({ properties = {}, additionalProperties, type }: FormSchema): boolean =>
  Object.keys(properties).length === 0 && additionalProperties !== false && (type === undefined || type === 'object');

/** Every keyword of every place against the table; what a reference leads to stands where it is referred from. */
export function tellPlaces(before: FormSchema, after: FormSchema, start: Place, roots: Roots, report: Report): void {
  let left = MOST_PLACES;
  const visit = (givenBefore: FormSchema, givenAfter: FormSchema, place: Place): void => {
    left -= 1;
    if (left < 0) return;
    const [old, now] = [resolveRef(givenBefore, roots.before), resolveRef(givenAfter, roots.after)];
    for (const keyword of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const [was, is] = [old, now].map((it) => meaningOf(keyword, it[keyword as keyof FormSchema]));
      if (same([was], [is])) continue;
      const telling = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      TELL[telling ?? 'meaning'](keyword, old, now, place, report);
    }
    const { pointer, titles } = place;
    if (!place.isBranch && takesAnything(old) && !takesAnything(now))
      report('limits-tightened', pointer, { field: place.field, keyword: 'properties' });
    // A group without fields keeps nothing; what is no group keeps whatever it is given.
    const groups = [old, now].filter((it) => it.properties !== undefined);
    if (groups.length === 1 && Object.keys(groups[0]?.properties ?? {}).length === 0)
      report('conditions-changed', `${pointer}/properties`);
    const names = new Map([
      ...titles,
      ...Object.entries(now.properties ?? {}).map(([name, it]) => [name, it['x-title']] as const),
    ]);
    for (const name of new Set([...Object.keys(old.properties ?? {}), ...Object.keys(now.properties ?? {})])) {
      const [was, is] = [old.properties?.[name], now.properties?.[name]];
      const inner = {
        pointer: `${pointer}/properties/${escapeToken(name)}`,
        field: { name, title: is?.['x-title'] ?? was?.['x-title'] ?? names.get(name) },
        titles: new Map(),
        isBelowBranch: place.isBranch === true || place.isBelowBranch === true,
      };
      if (was && is) visit(was, is, inner);
      else if (is && place.isBelowBranch)
        report('limits-tightened', pointer, { field: place.field, keyword: 'properties' });
      else report(is ? 'field-added' : 'field-removed', inner.pointer, { field: inner.field });
    }
    for (const keyword of ['items', 'then', 'else'] as const) {
      const [was, is] = [old[keyword], now[keyword]];
      const inner = { ...place, pointer: `${pointer}/${keyword}`, titles: names, isBranch: keyword !== 'items' };
      if (was && is) visit(was, is, inner);
      else if (was || is)
        report(
          keyword === 'items' ? (is ? 'limits-tightened' : 'limits-loosened') : 'conditions-changed',
          `${pointer}/${keyword}`,
          keyword === 'items' ? { field: place.field, keyword } : {},
        );
    }
    const [parts, others] = [old.allOf ?? [], now.allOf ?? []];
    const goneParts = parts.filter((part) => !others.some((other) => same(part, other)));
    for (const [index, part] of others.entries()) {
      if (parts.some((other) => same(part, other))) continue;
      const was = goneParts.shift();
      if (was) visit(was, part, { ...place, pointer: `${pointer}/allOf/${index}`, titles: names, isBranch: true });
      else report('conditions-changed', `${pointer}/allOf/${index}`);
    }
    if (goneParts.length > 0) report('conditions-changed', `${pointer}/allOf`);
  };
  visit(before, after, start);
  if (left < 0 && !same(before, after))
    report('meaning-changed', start.pointer, { field: start.field, keyword: '$ref' });
}
