import { type FormDefinition, fieldAt, fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { DomainError } from '../../../errors/domain-error.ts';
import type { Recorded } from '../case/case-record.service.ts';

/** Whoever a request names is none of the petitioners of the case that it is about. */
export interface Stranger {
  /** Where the request names them. */
  pointer: string;
  label: LocalizedText;
  /** Number of the case that it is about. */
  number: string;
}

const NOT_PETITIONER: LocalizedText = {
  'zh-CN': '“{field}”不是案件{number}登记的诉求人：请写明以什么身份提出申请（如代理人、继承人），或更正。',
  en: '"{field}" names none of those who brought case {number}: say in what capacity they ask (a representative, an heir), or correct it.',
};

/** The field in which a form names who asks; the form itself where it has none. */
export function strangerIn(form: FormDefinition, number: string): Stranger {
  const pointer = form.bindings?.petitionerName ?? form.bindings?.petitionerId ?? '';
  return { pointer, label: fieldAt(form, pointer)?.['x-title'] ?? form.title, number };
}

/** Refuses what leaves open in what capacity somebody asks about another person's case; nobody is refused who says so. */
export function requireCapacity(stranger: Stranger | null, capacity: string | undefined, locale: Locale): void {
  if (!stranger || capacity?.trim()) return;
  const { pointer, label, number } = stranger;
  const message = fill(NOT_PETITIONER[locale], { field: label[locale], number });
  throw new DomainError('petitioner-unclear', {}, [{ pointer: `/data${pointer}`, message }]);
}

/** What the history and the trail say of the answer. */
export function capacitySaid(stranger: Stranger | null, capacity: string | undefined): Recorded[] {
  const said = capacity?.trim();
  if (!stranger || !said) return [];
  return [
    { type: 'timeline', kind: 'on-behalf', details: { capacity: said, number: stranger.number } },
    { type: 'audit', action: 'case.on-behalf', before: null, after: { number: stranger.number } },
  ];
}
