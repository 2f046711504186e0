import { equalJson, type FormData, type Json, readPointer } from '@caseway/form-schemas';
import type { FormikTouched, FormikValues } from 'formik';
import type { FormEvent } from 'react';
import type { AsInCase } from '../as-in-case.ts';
import { putValue } from '../put-value.ts';
import { Places } from './places.ts';

/** What is wrong with data as entered, by pointer into them, in words. */
export interface Judged {
  of: FormData;
  errors: ReadonlyMap<string, string>;
}

/** What is told beside fields, by pointer. */
interface Notes {
  judged: Judged;
  /** What somebody is asked to look at again: nothing is refused for it. */
  asked: Judged;
  /** Why a calculated field has no value yet, in words. */
  lacking: ReadonlyMap<string, string>;
  /** How fields stand to the earlier case that the form is about. */
  standings: ReadonlyMap<string, AsInCase>;
}

/** The Formik that holds what is filled in, as far as it is written to. */
export interface Holder {
  setValues: (values: FormikValues, validate: false) => unknown;
  setTouched: (touched: FormikTouched<FormikValues>, validate: false) => unknown;
  resetForm: (to: { values: FormData; touched: FormikTouched<FormikValues> }) => void;
  handleSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  isSubmitting: boolean;
}

/** What one field shows. The same object as long as it is the same. */
export interface FieldState {
  value: Json | undefined;
  touched: boolean;
  error: string | undefined;
  question: string | undefined;
  lacks: string | undefined;
  stands: AsInCase | undefined;
}

const NOTHING: Judged = { of: {}, errors: new Map() };

type Derive = (next: FormData, before: FormData) => FormData;

/**
 * A form being filled in. Formik holds the values; everything is written to it through here and is known here at once, so that
 * whoever shows a place is told of that place alone.
 */
export class Filling {
  private readonly places = new Places();
  /** Of what is told beside fields. */
  private readonly tellings = new Places();
  private readonly submits = new Set<() => void>();
  private held: FormData;
  private left: FormikTouched<FormikValues>;
  private notes: Notes = { judged: NOTHING, asked: NOTHING, lacking: new Map(), standings: new Map() };
  private holder: Holder | null = null;
  private derive: Derive = (next) => next;

  constructor(readonly initial: { values: FormData; touched: FormikTouched<FormikValues> }) {
    this.held = initial.values;
    this.left = initial.touched;
  }

  /** @param derive What a change brings with it. */
  heldBy(holder: Holder, derive: Derive): void {
    const was = this.isSubmitting;
    this.holder = holder;
    this.derive = derive;
    if (was !== this.isSubmitting) for (const listener of [...this.submits]) listener();
  }

  get values(): FormData {
    return this.held;
  }

  get touched(): FormikTouched<FormikValues> {
    return this.left;
  }

  get isSubmitting(): boolean {
    return this.holder?.isSubmitting ?? false;
  }

  at(pointer: string): Json | undefined {
    return readPointer(this.held, pointer);
  }

  /** Listens to what stands at a place, and to all that stands in it; answers how to stop. */
  readonly listen = (pointer: string, listener: () => void): (() => void) => this.places.listen(pointer, listener);

  /** The same, and to what is told beside the field there. */
  readonly listenToField = (pointer: string, listener: () => void): (() => void) => {
    const stops = [this.places, this.tellings].map((places) => places.listen(pointer, listener));
    return () => {
      for (const stop of stops) stop();
    };
  };

  readonly listenToSubmits = (listener: () => void): (() => void) => {
    this.submits.add(listener);
    return () => this.submits.delete(listener);
  };

  readonly submit = (event?: FormEvent<HTMLFormElement>): void => this.holder?.handleSubmit(event);

  /** Writes one value; undefined: nothing is given there. */
  change(pointer: string, value: Json | undefined): void {
    this.setValues(putValue(this.held, pointer, value));
  }

  /** Writes what somebody or something filled in, with what follows from it. */
  setValues(given: FormData): void {
    if (given === this.held) return;
    const before = this.held;
    this.held = this.derive(given, before);
    this.holder?.setValues(this.held, false);
    this.places.tellChanged(before, this.held);
  }

  /** Begins again: nothing follows, and nothing has been left. */
  reset(values: FormData): void {
    const [before, left] = [this.held, this.left];
    this.held = values;
    this.left = {};
    this.holder?.resetForm({ values, touched: {} });
    this.places.tellChanged(before, values);
    this.tellings.tellChanged(left as Json, {});
  }

  /** Somebody left the field: from now on it is told what is wrong with it. */
  touch(pointer: string): void {
    if (this.isTouched(pointer)) return;
    const before = this.left;
    this.left = putValue(before as FormData, pointer, true) as FormikTouched<FormikValues>;
    this.holder?.setTouched(this.left, false);
    this.tellings.tell(pointer);
  }

  private isTouched(pointer: string): boolean {
    return readPointer(this.left as Json, pointer) === true;
  }

  /** Tells something else beside the fields. */
  note(more: Partial<Notes>): void {
    const before = this.notes;
    this.notes = { ...before, ...more };
    const pointers = new Set(
      [before, this.notes].flatMap(({ judged, asked, lacking, standings }) => [
        ...judged.errors.keys(),
        ...asked.errors.keys(),
        ...lacking.keys(),
        ...standings.keys(),
      ]),
    );
    for (const pointer of pointers) this.tellings.tell(pointer);
  }

  /** What was told of a place, as long as the same stands there as when it was looked at. */
  private still({ of, errors }: Judged, pointer: string): string | undefined {
    const told = errors.get(pointer);
    return told !== undefined && equalJson(readPointer(of, pointer), this.at(pointer)) ? told : undefined;
  }

  /**
   * What the field at a place shows now.
   *
   * @param holdsFields Its value is shown by fields in it.
   */
  fieldAt(pointer: string, holdsFields: boolean): FieldState {
    const { judged, asked, lacking, standings } = this.notes;
    return {
      value: holdsFields ? undefined : this.at(pointer),
      touched: this.isTouched(pointer),
      error: this.still(judged, pointer),
      question: this.still(asked, pointer),
      lacks: lacking.get(pointer),
      stands: standings.get(pointer),
    };
  }
}
