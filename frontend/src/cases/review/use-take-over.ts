import { type FormData, type FormDefinition, type Json, readPointer } from '@caseway/form-schemas';
import { useEffect, useMemo, useRef } from 'react';
import type { EarlierCase } from '../../form-renderer/as-in-case.ts';
import type { Filling } from '../../form-renderer/filling/filling.ts';
import { useFilled } from '../../form-renderer/filling/use-filling.ts';
import { type Offer, standings, type Taken, takeOne, takeOver } from './take-over.ts';

interface Use {
  form: FormDefinition;
  filling: Filling;
  taken: Taken | null;
  setTaken: (taken: Taken | null) => void;
  /** What the server said last, maybe of another case. */
  offer: Offer | null;
  /** What stands in the form before anybody wrote in it: what is taken over is nobody's writing. */
  untouched: FormData;
  setUntouched: (values: FormData) => void;
}

/** The case that data of a form asks about. */
export const aboutOf = ({ bindings }: FormDefinition, data: FormData): Json | undefined =>
  bindings?.about === undefined ? undefined : readPointer(data, bindings.about);

/**
 * Fills a form from the case that it is about once that is chosen, wherever it was chosen. Answers what its fields show of that;
 * null where it is about no case that says anything.
 */
export function useTakeOver(use: Use): EarlierCase | null {
  const { form, filling, taken, offer, untouched } = use;
  const pointer = form.bindings?.about;
  const about = useFilled(filling, pointer ?? '', (values) => aboutOf(form, values));
  const put = useRef(use);
  put.current = use;
  useEffect(() => {
    const { values } = filling;
    const filled = takeOver(values, taken, about, offer);
    if (filled.taken !== taken) put.current.setTaken(filled.taken);
    if (filled.values === values) return;
    filling.setValues(filled.values);
    if (values === untouched) put.current.setUntouched(filling.values);
  }, [filling, taken, about, offer, untouched]);

  return useMemo((): EarlierCase | null => {
    if (!offer || pointer === undefined) return null;
    return {
      number: offer.case.number,
      standings: (values) => standings({ values, taken }, offer, pointer),
      reads: [pointer, ...offer.fields.map((field) => field.pointer)],
      take: (at) => {
        const next = takeOne({ values: filling.values, taken }, offer, at);
        put.current.setTaken(next.taken);
        filling.setValues(next.values);
      },
      leave: (at) => taken && put.current.setTaken({ ...taken, personal: taken.personal.filter((one) => one !== at) }),
    };
  }, [pointer, filling, taken, offer]);
}
