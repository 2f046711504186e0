import type { FieldUsesOut } from '@caseway/backend/contract';
import type { Content, DrawnField, DrawnForm } from '@caseway/form-schemas';
import { createContext, type ReactNode, useContext } from 'react';
import type { ConditionFinding } from '../condition-editor/condition-finding.ts';

/** What of the form is in hand: the form itself, one of its sections, or one of its fields. */
export type Selection = { kind: 'form' } | { kind: 'section'; key: string } | { kind: 'field'; pointer: string };

/** Another name that somebody gives a field. */
export interface WantedName {
  field: DrawnField;
  to: string;
  /** Gives it in this form alone. */
  alone: () => void;
  /** It was given everywhere: the field stands under another pointer now. */
  done: () => void;
  /** It was taken back everywhere. */
  back: () => void;
}

/** Other documents that go by the fields of the form. */
export interface FieldReaders {
  /** `failed`: they could not be read; undefined: not yet. */
  uses: FieldUsesOut | 'failed' | undefined;
  /** Offers the other name to all that read the field. */
  rename: (wanted: WantedName) => void;
  /** What was renamed last, in what, and the way back. */
  note: ReactNode;
}

/** What every part of the designer knows and does. */
export interface Designer {
  content: Content;
  drawn: DrawnForm;
  mayEdit: boolean;
  /** One step of undo called `label`; quick successions under one `mergeKey` are one step. */
  edit: (label: string, change: (content: Content) => Content, mergeKey?: string) => void;
  selected: Selection;
  /** `focus`: the sheet of what is selected gets the keyboard. */
  select: (selection: Selection, focus?: boolean) => void;
  /** Puts the keyboard on a field in the drawing, once it is there. */
  focusField: (pointer: string) => void;
  findingsOf: (selection: Selection) => readonly ConditionFinding[];
  goToSource: (pointer: string) => void;
  readers: FieldReaders;
}

const DesignerContext = createContext<Designer | null>(null);
export const DesignerProvider = DesignerContext.Provider;

export function useDesigner(): Designer {
  const value = useContext(DesignerContext);
  if (!value) throw new Error('useDesigner outside of the form designer');
  return value;
}

/** The field, its like in order, and where it is among them. */
export interface Placed {
  field: DrawnField;
  siblings: readonly DrawnField[];
  index: number;
  /** Of the section that it or what it stands in is in; undefined: in none. */
  section: string | undefined;
}

/** Where a field stands in the drawing; undefined where there is none of that pointer. */
export function placeOf(drawn: DrawnForm, pointer: string): Placed | undefined {
  const within = (siblings: readonly DrawnField[], section: string | undefined): Placed | undefined => {
    for (const [index, field] of siblings.entries()) {
      if (field.pointer === pointer) return { field, siblings, index, section };
      const inner = within(field.fields, section);
      if (inner) return inner;
    }
    return undefined;
  };
  for (const { key, fields } of drawn.sections) {
    const found = within(fields, key);
    if (found) return found;
  }
  return within(drawn.unplaced, undefined);
}
