import { type FormData, type FormDefinition, type Json, readPointer } from '@caseway/form-schemas';
import { useEffect, useMemo, useRef } from 'react';
import type { EarlierCase } from '../../form-renderer/as-in-case.ts';
import { type Offer, standings, type Taken, takeOne, takeOver } from './take-over.ts';

interface Use {
  form: FormDefinition;
  values: FormData;
  setValues: (next: (now: FormData) => FormData) => void;
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
  const { form, values, taken, offer, untouched } = use;
  const latest = useRef(values);
  latest.current = values;
  const about = aboutOf(form, values);
  const pointer = form.bindings?.about;
  const put = useRef(use);
  put.current = use;
  useEffect(() => {
    const filled = takeOver(latest.current, taken, about, offer);
    if (filled.taken !== taken) put.current.setTaken(filled.taken);
    if (filled.values === latest.current) return;
    const nobodyWrote = latest.current === untouched;
    // Whatever was typed since this was drawn is looked at, too.
    put.current.setValues((now) =>
      now === latest.current ? filled.values : takeOver(now, taken, about, offer).values,
    );
    if (nobodyWrote) put.current.setUntouched(filled.values);
  }, [taken, about, offer, untouched]);

  return useMemo((): EarlierCase | null => {
    const fields = pointer === undefined ? new Map() : standings({ values, taken }, offer, pointer);
    if (!offer || fields.size === 0) return null;
    return {
      number: offer.case.number,
      fields,
      take: (at) => {
        const next = takeOne({ values: latest.current, taken }, offer, at);
        put.current.setTaken(next.taken);
        if (next.values !== latest.current)
          put.current.setValues((now) => takeOne({ values: now, taken }, offer, at).values);
      },
      leave: (at) => taken && put.current.setTaken({ ...taken, personal: taken.personal.filter((one) => one !== at) }),
    };
  }, [pointer, values, taken, offer]);
}
