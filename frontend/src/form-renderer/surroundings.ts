import type { FieldType, FormDefinition, Json, LocalizedText } from '@caseway/form-schemas';
import { createContext, useContext } from 'react';
import type { EarlierCase } from './as-in-case.ts';
import type { FieldControl } from './fields/contract.ts';
import type { Filling } from './filling/filling.ts';

export interface UnfitChoice {
  answer: Json;
  reason: LocalizedText;
}

/** What the fields of a form need to know besides their own value: with any of it another one, all of them are drawn anew. */
export interface FormSurroundings {
  form: FormDefinition;
  filling: Filling;
  /** One a field type. Handed down, not imported: groups and lists are controls that hold fields themselves. */
  controls: Record<FieldType, FieldControl>;
  /** Key of the township, for its places and people. */
  township: string;
  /** Choices that would be refused as things stand, with the reason, by pointer. */
  unfit: ReadonlyMap<string, readonly UnfitChoice[]>;
  /** The earlier case that the form is about, where it says something of what is asked here. */
  earlier: EarlierCase | null;
  /** True once the user has tried to submit: every error is shown, not only those of fields they have left. */
  showAll: boolean;
}

export const FormSurroundingsContext = createContext<FormSurroundings | null>(null);

export function useFormSurroundings(): FormSurroundings {
  const value = useContext(FormSurroundingsContext);
  if (!value) throw new Error('A field stands outside of a form.');
  return value;
}

/** Ids of controls, made of the pointer: the way from an error to its field. */
export const controlId = (pointer: string): string => `field${pointer.replaceAll('/', '-')}`;
