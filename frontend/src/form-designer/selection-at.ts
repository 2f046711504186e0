import { type DrawnForm, drawnFields, pointerTokens } from '@caseway/form-schemas';
import type { Selection } from './designer-context.ts';

const isWithin = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`);

/**
 * What is drawn of a place in the file: the innermost field that is declared around it, the field whose layout it is, the
 * section; undefined where the drawing shows nothing of it.
 */
export function selectionAt(drawn: DrawnForm, pointer: string): Selection | undefined {
  const fields = drawnFields(drawn);
  const around = fields.filter(({ at }) => isWithin(pointer, at)).sort((a, b) => b.at.length - a.at.length);
  const [innermost] = around;
  if (innermost) return { kind: 'field', pointer: innermost.pointer };
  const conditional = fields.find(({ shown }) =>
    shown.some(({ steps }) => isWithin(pointer, ['/schema', ...steps].join('/'))),
  );
  if (conditional) return { kind: 'field', pointer: conditional.pointer };
  const [part, kind, place, list, index] = pointerTokens(pointer);
  if (part === 'ui' && kind === 'fields' && place && fields.some((field) => field.pointer === place)) {
    return { kind: 'field', pointer: place };
  }
  if (part === 'ui' && kind === 'sections') {
    const section = drawn.form.ui.sections[Number(place)];
    const name = list === 'fields' ? section?.fields[Number(index)] : undefined;
    const field = fields.find((one) => one.object === '' && one.name === name);
    if (field) return { kind: 'field', pointer: field.pointer };
    if (section) return { kind: 'section', key: section.key };
  }
  return ['title', 'description', 'use', 'bindings'].includes(part ?? '') ? { kind: 'form' } : undefined;
}

/** Whether two say the same. */
export const isSameSelection = (a: Selection, b: Selection): boolean => JSON.stringify(a) === JSON.stringify(b);
