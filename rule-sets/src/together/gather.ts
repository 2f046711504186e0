import type { LocalizedText } from '@caseway/form-schemas';
import type { Place, TogetherFinding, TogetherMend } from './together.ts';

/** What tells readers and forms apart that one cause concerns alike. */
const WHERE = ['document', 'part', 'form'] as const;

const causeOf = ({ code, severity, params }: TogetherFinding): string => {
  const rest = Object.entries(params).filter(([name]) => !(WHERE as readonly string[]).includes(name));
  return JSON.stringify([code, severity, rest]);
};

/** A mend that is the same for all is one; what each does otherwise in one document is done together. */
function together(mends: readonly TogetherMend[]): TogetherMend[] {
  const merged = new Map<string, TogetherMend>();
  for (const mend of mends) {
    const name = JSON.stringify([mend.kind, mend.key, mend.code, mend.params]);
    const known = merged.get(name);
    const edits = new Map([...(known?.edits ?? []), ...mend.edits].map((edit) => [JSON.stringify(edit), edit]));
    merged.set(name, { ...mend, edits: [...edits.values()] });
  }
  return [...merged.values()];
}

function unlike<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Who else is concerned than the sentence of the first names. */
function others([first, ...rest]: readonly TogetherFinding[]): TogetherFinding['also'] {
  const readerOf = ({ params }: TogetherFinding): [LocalizedText?, LocalizedText?] => [params.document, params.part];
  const readers = unlike([first, ...rest].flatMap((finding) => (finding ? [readerOf(finding)] : []))).slice(1);
  const forms = unlike([first, ...rest].flatMap((finding) => finding?.params.form ?? [])).slice(1);
  return {
    readers: readers.flatMap(([document, part]) => (document && part ? [{ document, part }] : [])),
    forms,
  };
}

/**
 * Findings of one cause as one: the same thing said of the same place, `placeOf`, by several readers, or of several forms. It
 * has the places of all, and each mend once, with what it takes to mend them all. The order of the first ones stays. Pure.
 */
export function gatherTogether(
  findings: readonly TogetherFinding[],
  placeOf: (finding: TogetherFinding) => Place,
): TogetherFinding[] {
  const groups = new Map<string, TogetherFinding[]>();
  for (const finding of findings) {
    const name = JSON.stringify([causeOf(finding), placeOf(finding)]);
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length === 1) return first ?? [];
    const places = unlike(group.flatMap((finding) => finding.places)) as TogetherFinding['places'];
    return [{ ...first, places, mends: together(group.flatMap(({ mends }) => mends)), also: others(group) }];
  });
}
