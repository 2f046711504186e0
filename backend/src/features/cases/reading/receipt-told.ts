import type { Json, Locale, LocalizedText } from '@caseway/form-schemas';
import { localDay, type PathEvent } from '@caseway/rule-sets';
import type { ReceiptOut } from '../../../contract/index.ts';
import { KEPT_BACK } from '../case/case-texts.ts';
import type { TimelineRow } from '../timeline/timeline-store.ts';

type Told = Pick<ReceiptOut, 'told' | 'noted' | 'unreached'>;
type Entry = Pick<TimelineRow, 'kind' | 'at' | 'details'>;

const isLocalized = (value: Json | undefined): value is LocalizedText & Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'zh-CN' in value;

/**
 * What a petitioner has been told, first to last, by the day on which it reached them; what was written to them and has
 * not reached them, with the days (YYYY-MM-DD) of the attempts that failed and of giving it up; and what stands there for them
 * to read, of which nobody has recorded that it was told. A letter that was made is nothing told.
 */
export function receiptTold(entries: readonly Entry[], history: readonly PathEvent[], locale: Locale): Told {
  const told: ReceiptOut['told'] = [];
  const noted: ReceiptOut['noted'] = [];
  const unreached: ReceiptOut['unreached'] = [];
  for (const { kind, at, details } of entries) {
    if (kind !== 'notice' || !isLocalized(details.text)) continue;
    const text = details.text[locale];
    const made = localDay(new Date(at));
    const letter = history.find(
      (event) => event.told && event.at === details.toldAt && event.action === details.action,
    );
    if (!letter?.told) noted.push({ on: made, text });
    else if (letter.told.deliveredOn !== null) told.push({ on: letter.told.deliveredOn, text });
    else {
      const tried = entries.filter(
        (entry) =>
          entry.kind === 'delivery' && entry.details.toldAt === letter.at && entry.details.action === letter.action,
      );
      const { givenUpAt } = letter.told;
      unreached.push({
        on: made,
        text,
        attempts: tried.map(({ at: recorded, details: { triedOn } }) =>
          typeof triedOn === 'string' ? triedOn : localDay(new Date(recorded)),
        ),
        givenUpOn: givenUpAt === undefined ? null : localDay(new Date(givenUpAt)),
      });
    }
  }
  return { told, noted, unreached };
}

/** The same to whom what was written is not for: that there is something, and when. */
export function withoutWords({ told, noted, unreached }: Told, locale: Locale): Told {
  const bare = <T extends { text: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, text: KEPT_BACK[locale] }));
  return { told: bare(told), noted: bare(noted), unreached: bare(unreached) };
}
