import { equalJson, type FormData, type Json, readPointer } from '@caseway/form-schemas';
import type { FormikTouched, FormikValues } from 'formik';
import { startTransition, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type FieldState, Filling } from './filling.ts';

const UNTOUCHED: FormikTouched<FormikValues> = {};

/** A form to be filled in, the same for as long as whoever asks stands on the page. What it begins with is read once. */
export function useFilling(begin: () => FormData, touched?: () => FormikTouched<FormikValues>): Filling {
  const [filling] = useState(() => new Filling({ values: begin(), touched: touched?.() ?? UNTOUCHED }));
  return filling;
}

/** Something of what is filled in that is told apart by identity: drawn anew only where it is another one. */
export function useFilled<T>(filling: Filling, pointer: string, read: (values: FormData) => T): T {
  const listen = useCallback((listener: () => void) => filling.listen(pointer, listener), [filling, pointer]);
  return useSyncExternalStore(listen, () => read(filling.values));
}

export function useIsSubmitting(filling: Filling): boolean {
  return useSyncExternalStore(filling.listenToSubmits, () => filling.isSubmitting);
}

/** The values as they were when something that these pointers lead to changed last. Pointers: the same list each time. */
export function useValuesRead(filling: Filling, pointers: readonly string[]): FormData {
  const seen = useRef({ filling, pointers, values: filling.values });
  const listen = useCallback(
    (listener: () => void) => {
      const stops = pointers.map((pointer) => filling.listen(pointer, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [filling, pointers],
  );
  return useSyncExternalStore(listen, () => {
    const { values } = filling;
    const { current: last } = seen;
    const same =
      last.filling === filling &&
      last.pointers === pointers &&
      pointers.every((pointer) => readPointer(last.values, pointer) === readPointer(values, pointer));
    if (!same) seen.current = { filling, pointers, values };
    return seen.current.values;
  });
}

const isSame = (one: FieldState, other: FieldState): boolean =>
  one.value === other.value &&
  one.touched === other.touched &&
  one.error === other.error &&
  one.question === other.question &&
  one.lacks === other.lacks &&
  equalJson(one.stands as Json | undefined, other.stands as Json | undefined);

/** What one field shows. */
export function useField(filling: Filling, pointer: string, holdsFields: boolean): FieldState {
  const last = useRef<FieldState | null>(null);
  const listen = useCallback((listener: () => void) => filling.listenToField(pointer, listener), [filling, pointer]);
  return useSyncExternalStore(listen, () => {
    const now = filling.fieldAt(pointer, holdsFields);
    if (!last.current || !isSame(last.current, now)) last.current = now;
    return last.current;
  });
}

/** What is filled in once it has stood still for so long (milliseconds), and a way not to wait for that. */
export function useSettled(filling: Filling, delay: number): [settled: FormData, settle: () => void] {
  const [settled, setSettled] = useState(filling.values);
  const settle = useCallback(() => setSettled(filling.values), [filling]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      // Who goes on typing meanwhile is not kept waiting.
      timer = setTimeout(() => startTransition(settle), delay);
    };
    const stop = filling.listen('', later);
    // What was filled in while this was not drawn yet.
    later();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [filling, settle, delay]);
  return [settled, settle];
}
