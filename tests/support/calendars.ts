import type { DraftOut } from '../../backend/src/contract/index.ts';
import { activate, type Office } from './office.ts';
import { publishDraft } from './versions.ts';

/** What tests change of a calendar. */
export interface Calendar {
  coverage: { toYear: number };
  days: { date: string; kind: string }[];
}

/** Publishes the calendar as changed and puts it in force in Qingshi. */
export async function putCalendar(office: Office, change: (calendar: Calendar) => void): Promise<void> {
  const policy = await office.as('policy');
  const at = '/api/calendars/china-official';
  const draft = await policy.get<DraftOut>(`${at}/draft`);
  const content = structuredClone(draft.body.content) as unknown as Calendar;
  change(content);
  content.days.sort((a, b) => (a.date < b.date ? -1 : 1));
  const ifMatch = { headers: { 'if-match': draft.headers.get('etag') ?? '' } };
  await policy.ok(policy.put<DraftOut>(`${at}/draft`, { content }, ifMatch));
  const { number } = await policy.ok(publishDraft(policy, at, { note: '放假安排' }));
  const admin = await office.as('admin');
  const { id } = await office.township('qingshi');
  const versions = [{ kind: 'calendars', key: 'china-official', version: number }];
  await activate(admin, id, { versions, reason: '国务院办公厅通知' });
}
/** Makes days holidays. */
export const holidays =
  (...dates: string[]) =>
  (calendar: Calendar) => {
    const title = { 'zh-CN': '放假', en: 'Holiday' };
    for (const date of dates) calendar.days.push({ date, kind: 'holiday', title } as Calendar['days'][number]);
  };
