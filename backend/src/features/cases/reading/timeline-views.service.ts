import {
  type FormData,
  fieldAt,
  fill,
  formatValue,
  type Json,
  type Locale,
  type LocalizedText,
  maskSensitive,
} from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { LinkKind, TimelineEntry } from '../../../contract/index.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Users } from '../../users/users.service.ts';
import { AccusedShown } from '../case/accused-shown.service.ts';
import { CaseData } from '../case/case-data.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { KEPT_BACK } from '../case/case-texts.ts';
import { KnownCases } from '../case/known-cases.service.ts';
import { Terms } from '../case/terms.service.ts';
import { type TimelineKind, type TimelineRow, TimelineStore } from '../timeline/timeline-store.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const SENTENCES: Record<TimelineKind, LocalizedText> = {
  filed: text('登记：{form}', 'Registered: {form}'),
  action: text('{title} → {to}', '{title} → {to}'),
  decision: text('更正诉求类别：{before} → {category}', 'Kind corrected: {before} → {category}'),
  deadline: text('{clock}：{what}（应于 {due}）', '{clock}: {what} (due {due})'),
  escalation: text('触发规则：{rules}', 'Rules applied: {rules}'),
  task: text('完成任务：{title}', 'Task done: {title}'),
  answer: text('{department}答复：{title}', '{department} answered: {title}'),
  'task-back': text('收回“已完成”：{title}', 'Not done after all: {title}'),
  'task-closed': text('不再等待：{title}（{department}）', 'No longer waited for: {title} ({department})'),
  attachment: text('上传附件：{name}', 'Attachment added: {name}'),
  unmasked: text('查看了敏感信息', 'Personal data was looked at'),
  recusal: text('回避：{whom}', 'Recused: {whom}'),
  'nobody-meant': text(
    '登记人确认：“{field}”不涉及本系统的工作人员和部门',
    'Confirmed at registration: "{field}" means nobody of the staff and no department',
  ),
  'on-behalf': text(
    '登记人确认：申请人不是案件{number}登记的诉求人，以“{capacity}”的身份提出',
    'Confirmed at registration: who asks did not bring case {number}, and asks as: {capacity}',
  ),
  'passed-over': text('{message}', '{message}'),
  laid: text('{message}', '{message}'),
  'led-elsewhere': text('{message}', '{message}'),
  assignment: text('交办：承办人 {handler}，包案领导 {caseLead}', 'Assigned: handler {handler}, case lead {caseLead}'),
  'stands-in': text(
    '{department}在当地没有承办人员，由{handler}代为承办',
    '{department} has nobody at the place: {handler} handles it in its stead',
  ),
  'task-given': text('“{title}”指派给{person}（{department}）', '"{title}" was given to {person} ({department})'),
  notice: text('供诉求人查询的说明：{text}', 'For the petitioner to look up: {text}'),
  corrected: text('更正登记内容', 'Registration corrected'),
  linked: text('与{other}关联：{link}', 'Linked with {other}: {link}'),
  unlinked: text('取消与{other}的关联', 'No longer linked with {other}'),
  searched: text('按诉求人信息查到本案', 'Found by a search for a person'),
  review: text('{message}', '{message}'),
  delivery: text('{title}：{what}', '{title}: {what}'),
  undeliverable: text(
    '{title}：书面告知无法送达，不再送达',
    '{title}: cannot be delivered in writing, no more attempts',
  ),
  recomputed: text('重新计算“{clock}”：{from} → {to}', '"{clock}" worked out again: {from} → {to}'),
  'deadline-kept': text(
    '“{clock}”期限保持{from}（更正后的日历为{to}）',
    '"{clock}" stays due on {from} (by the corrected calendar {to})',
  ),
};

const LABELS: Record<string, LocalizedText> = {
  reasons: text('理由', 'Reasons'),
  outstanding: text('未等答复的理由', 'Why not all answers were waited for'),
  reason: text('理由', 'Reason'),
  result: text('结果', 'Result'),
  legalBasis: text('法律依据', 'Legal basis'),
  policyBasis: text('政策依据', 'Policy basis'),
  outcome: text('处理意见', 'Outcome'),
  dueAt: text('应于', 'Due'),
};

/** Of an accusation these are told to everybody who may open it; what people wrote themselves may name who is accused. */
const TERMS: ReadonlySet<string> = new Set(['outcome', 'dueAt']);
/** The same of what stands in a sentence. */
const WRITTEN_BY_PEOPLE: ReadonlySet<string> = new Set(['notice text', 'attachment name']);

/** What tells of who brings a case by what else they bring. */
const BY_PEOPLE: ReadonlySet<TimelineKind> = new Set(['searched', 'linked', 'unlinked']);

const LINKS: Record<LinkKind, LocalizedText> = {
  'same-matter': text('同一事项', 'the same matter'),
  related: text('相关事项', 'a related matter'),
};
const WHOLE = text('{department}（整个部门）', '{department} (the whole department)');
/** A letter tells nobody before it arrives. */
const WRITTEN = text('书面告知的内容：{text}', 'Written to the petitioner: {text}');
const OTHER_MASK = text('（内容已改）', ' (changed)');
const NOT_GIVEN = text('未填写', 'not given');

/** What came of an attempt to deliver something in writing. */
const DELIVERED = text('书面告知已于 {day} 送达', 'delivered in writing on {day}');
const NOT_DELIVERED = text('书面告知未能送达', 'could not be delivered in writing');

const NOBODY_ELSE = text(
  '登记人确认：“{field}”中未查到的其他人员或单位，不涉及本系统的工作人员和部门',
  'Confirmed at registration: what "{field}" names beside those found means nobody of the staff and no department',
);

const BECAME_SO = text('登记内容有变化（自此时起）', 'What is registered has changed, from now on');

function sentenceOf({ kind, details }: Pick<TimelineRow, 'kind' | 'details'>): LocalizedText {
  if (kind === 'nobody-meant' && details.besides === true) return NOBODY_ELSE;
  if (kind === 'corrected' && details.since === 'now') return BECAME_SO;
  return kind === 'notice' && details.toldAt !== undefined ? WRITTEN : SENTENCES[kind];
}

/** Part of what was filled in is personal data. */
export const isSealed = ({ details }: TimelineRow): boolean => typeof details.sealed === 'string';

const isLocalized = (value: Json | undefined): value is LocalizedText =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'zh-CN' in value;

/** The history of a case in words. */
@Injectable()
export class TimelineViews {
  constructor(
    private readonly store: TimelineStore,
    private readonly reader: ConfigurationReader,
    private readonly users: Users,
    private readonly terms: Terms,
    private readonly accused: AccusedShown,
    private readonly data: CaseData,
    private readonly cases: KnownCases,
  ) {}

  /**
   * First to last; nothing of another case that the reader does not see, or whose people they may not know, not even that there
   * is one. Nor what leads from such a case to others: that it was found by its people, and with what.
   */
  async ofCase(row: CaseRow, locale: Locale): Promise<TimelineEntry[]> {
    const all = await this.store.ofCase(row.id);
    const others = all.flatMap(({ details }) => (typeof details.otherId === 'string' ? [details.otherId] : []));
    const numbers = new Map((await this.cases.byIds(others)).map(({ id, number }) => [id, number]));
    const knows = await this.cases.knows(row);
    const entries = all.filter(
      ({ kind, details: { otherId } }) =>
        (knows || !BY_PEOPLE.has(kind)) && (typeof otherId !== 'string' || numbers.has(otherId)),
    );
    const ids = entries.flatMap(({ actorId, details }) => [
      actorId,
      ...['userId', 'handlerId', 'caseLeadId'].map((name) => details[name]),
    ]);
    const people = await this.users.namesOf(ids.filter((id): id is string => typeof id === 'string'));
    const book = (await this.terms.booksOf([row.id]))(row.id);
    const person = (id: Json | undefined) => (typeof id === 'string' ? (people.get(id)?.displayName ?? '—') : '—');
    const works = await this.accused.toReader(row);
    const keepsBack = (await this.accused.withheld(row)).length > 0;
    const views: TimelineEntry[] = [];
    for (const entry of entries) {
      const { details } = entry;
      const values: Record<string, string> = {
        person: person(details.userId),
        handler: person(details.handlerId),
        caseLead: person(details.caseLeadId),
        other: numbers.get(String(details.otherId)) ?? '—',
        link: LINKS[details.link as LinkKind]?.[locale] ?? '',
      };
      for (const [name, value] of Object.entries(details)) {
        if (keepsBack && WRITTEN_BY_PEOPLE.has(`${entry.kind} ${name}`)) values[name] = KEPT_BACK[locale];
        else if (isLocalized(value)) values[name] = value[locale];
        else if (typeof value === 'string') values[name] ??= value;
      }
      for (const name of ['category', 'before']) {
        const key = details[name];
        if (typeof key === 'string') values[name] = book.term('category', key).title[locale];
        else values[name] ??= '—';
      }
      if (typeof details.department === 'string') {
        values.department = book.term('department', details.department).title[locale];
      }
      if (entry.kind === 'recusal') {
        const { department = '—' } = values;
        values.whom = !works
          ? KEPT_BACK[locale]
          : details.userId
            ? person(details.userId)
            : fill(WHOLE[locale], { department });
      }
      if (entry.kind === 'delivery') {
        const day = details.deliveredOn;
        values.what = typeof day === 'string' ? fill(DELIVERED[locale], { day }) : NOT_DELIVERED[locale];
      }
      views.push({
        id: entry.id,
        at: entry.at.toISOString(),
        kind: entry.kind,
        actor: entry.actorId ? (people.get(entry.actorId) ?? null) : null,
        text: fill(sentenceOf(entry)[locale], (name) => values[name] ?? '—'),
        details: await this.detailsOf(entry, locale, keepsBack),
        masked: !keepsBack && isSealed(entry),
      });
    }
    return views;
  }

  /** What was written down and filled in with it, line by line. */
  detailsOf(entry: TimelineRow, locale: Locale, keepsBack = false): Promise<TimelineEntry['details']> {
    return this.lines(entry, locale, keepsBack ? 'kept-back' : 'masked');
  }

  private async lines(entry: TimelineRow, locale: Locale, as: 'kept-back' | 'masked' | 'clear') {
    const keepsBack = as === 'kept-back';
    const { details } = entry;
    const words = Object.entries(LABELS).flatMap(([name, label]) => {
      const said = details[name];
      const text = isLocalized(said) ? said[locale] : said;
      if (typeof text !== 'string') return [];
      return [{ label: label[locale], text: keepsBack && !TERMS.has(name) ? KEPT_BACK[locale] : text }];
    });
    const filled = as === 'kept-back' ? [] : await this.formData(entry, locale, as);
    return [...words, ...this.corrections(entry, locale, keepsBack), ...filled];
  }

  /** What was registered, and what stands there now. */
  private corrections({ details }: TimelineRow, locale: Locale, keepsBack: boolean) {
    const { changes } = details;
    if (!Array.isArray(changes)) return [];
    const words = (value: Json | undefined) => (isLocalized(value) ? value[locale] : NOT_GIVEN[locale]);
    return changes.flatMap((change) => {
      if (change === null || typeof change !== 'object' || Array.isArray(change)) return [];
      // A correction made before such fields were masked tells them in its history.
      if (keepsBack) return [{ label: words(change.label), text: KEPT_BACK[locale] }];
      const [before, after] = [words(change.before), words(change.after)];
      // Two masks may look the same.
      const other = change.sensitive === true && before === after ? OTHER_MASK[locale] : '';
      return [{ label: words(change.label), text: `${before} → ${after}${other}` }];
    });
  }

  /**
   * Entries in which personal data was filled in with a step, with it in the clear: for who has said why they look.
   */
  async unmasked(caseId: string, locale: Locale): Promise<{ id: string; details: TimelineEntry['details'] }[]> {
    const entries = (await this.store.ofCase(caseId)).filter(isSealed);
    return Promise.all(
      entries.map(async (entry) => ({ id: entry.id, details: await this.lines(entry, locale, 'clear') })),
    );
  }

  /** What was filled in with an action, field by field. */
  private async formData({ details }: TimelineRow, locale: Locale, as: 'masked' | 'clear') {
    const { formVersionId, data, sealed } = details;
    if (typeof formVersionId !== 'string' || data === null || typeof data !== 'object' || Array.isArray(data))
      return [];
    const { content } = await this.reader.version('forms', formVersionId);
    const sensitive = typeof sealed === 'string' ? Buffer.from(sealed, 'base64') : null;
    const clear = this.data.clear({ data: data as FormData, sensitive });
    const shown = as === 'clear' ? clear : maskSensitive(content, clear).data;
    return content.ui.sections
      .flatMap(({ fields }) => fields)
      .flatMap((name) => {
        const value = shown[name];
        const schema = fieldAt(content, `/${name}`);
        if (value === undefined || !schema) return [];
        return [{ label: schema['x-title']?.[locale] ?? name, text: formatValue(schema, value, locale) }];
      });
  }
}
