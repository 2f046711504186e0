import { fill, fullText, isUsableName, type LocalizedText } from '@caseway/form-schemas';
import { type RenameObstacleCode, renameEverywhere } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, DraftOut, RenameBody, RenamePreviewOut } from '../../contract/index.ts';
import { hasRole } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { currentLocale } from '../../http/request-context.ts';
import { CONFIGURATION_EDITORS } from './configuration-access.ts';
import { Documents } from './documents.service.ts';
import { Drafts } from './drafts.service.ts';
import { FieldUses, type WorkedOn } from './field-uses.service.ts';

type Code = RenameObstacleCode | 'unreadable' | 'not-yours';

const OBSTACLES: Record<Code, LocalizedText> = {
  taken: {
    'zh-CN': '表单“{title}”已有名为“{to}”的字段。',
    en: 'The form “{title}” already has a field called “{to}”.',
  },
  read: {
    'zh-CN': '“{title}”已按名称“{to}”读取另一字段，改名后两者无法区分。',
    en: '“{title}” reads another field by the name “{to}” already: the two could not be told apart.',
  },
  reserved: {
    'zh-CN': '“{to}”是平台自有事实的名称，请换一个名称。',
    en: '“{to}” is the name of a fact of the platform: choose another name.',
  },
  unwritable: {
    'zh-CN': '名称“{to}”无法写入“{title}”，请换一个只含文字、数字、下划线和连字符的名称。',
    en: 'The name “{to}” cannot be written in “{title}”: choose one of letters, digits, underscores and hyphens.',
  },
  fixed: {
    'zh-CN': '表单“{title}”中没有这个字段，或该字段只能在源码中修改，请先在源码中改名。',
    en: 'In the form “{title}” there is no such field, or it can be changed in the source alone: rename it there first.',
  },
  unreadable: {
    'zh-CN': '“{title}”的草稿尚不完整，无法读取。请先补全或放弃该草稿。',
    en: 'The draft of “{title}” cannot be read as it stands: complete or discard it first.',
  },
  'not-yours': {
    'zh-CN': '“{title}”由上级维护，您不能修改。请由其维护者改名。',
    en: '“{title}” is kept by somebody else, and you may not change it: have the field renamed by them.',
  },
};

interface Stop {
  code: Code;
  kind: ConfigKind;
  key: string;
  title: LocalizedText;
}

type Asked = Pick<RenameBody, 'pointer' | 'to'>;

/** A field under another name in its form and in all that names it: in everybody's drafts, all of them or none. */
@Injectable()
export class FieldRenames {
  constructor(
    private readonly fields: FieldUses,
    private readonly documents: Documents,
    private readonly drafts: Drafts,
    private readonly transactions: Transactions,
  ) {}

  async preview(key: string, asked: Asked): Promise<RenamePreviewOut> {
    const { changes, obstacles } = await this.plan(key, asked);
    const locale = currentLocale();
    const person = await this.documents.people(changes.map(({ row }) => row.draftUpdatedBy));
    return {
      documents: changes.map(({ row, tag, title, parts }) => ({
        kind: row.kind,
        key: row.key,
        title: fullText(title)?.[locale] ?? row.key,
        parts: parts.map((part) => fullText(part)?.[locale] ?? ''),
        tag,
        draft: row.draftUpdatedAt && {
          updatedBy: person(row.draftUpdatedBy),
          updatedAt: row.draftUpdatedAt.toISOString(),
        },
      })),
      obstacles,
    };
  }

  /** Writes the drafts that were shown, as they were shown; `stale` where one is another by now, or others name the field. */
  async rename(key: string, { pointer, to, documents }: RenameBody, tag: string): Promise<DraftOut> {
    await this.documents.findEditable('forms', key);
    const { changes, obstacles } = await this.plan(key, { pointer, to });
    if (obstacles.length > 0) {
      throw new DomainError(
        'invalid',
        {},
        obstacles.map(({ message }) => ({ pointer: '/to', message })),
      );
    }
    const nameOf = (kind: string, of: string) => `${kind}/${of}`;
    const seen = new Map(documents.map((one) => [nameOf(one.kind, one.key), one.tag]));
    seen.set(nameOf('forms', key), tag);
    const isSeen = ({ row, tag: now }: WorkedOn) => seen.get(nameOf(row.kind, row.key)) === now;
    if (seen.size !== changes.length || !changes.every(isSeen)) throw new DomainError('stale');
    let renamed: DraftOut | undefined;
    // In one order whoever renames what: two at once do not wait for each other.
    for (const { row, tag: now, next } of changes.toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1))) {
      const recorded = { action: 'draft.rename', form: key, field: pointer, to };
      const draft = await this.drafts.write(row.kind, row.key, next, now, recorded);
      if (row.kind === 'forms' && row.key === key) renamed = draft;
    }
    if (!renamed) throw new DomainError('stale');
    return renamed;
  }

  private async plan(key: string, { pointer, to }: Asked) {
    await this.documents.find('forms', key);
    const all = await this.fields.all();
    const locale = currentLocale();
    const plan = renameEverywhere(this.fields.together(all, 'written'), { form: key, pointer, to });
    const changes = plan.documents.flatMap(({ kind, key: of, title, parts, content }) => {
      const document = all.find(({ row }) => row.kind === kind && row.key === of);
      return document ? [{ ...document, title, parts, next: content }] : [];
    });
    const { principal } = this.transactions;
    const mayEdit = ({ row }: WorkedOn) =>
      principal.userId === null || hasRole(principal, CONFIGURATION_EDITORS, row.scopePath);
    const stops: Stop[] = [
      ...plan.obstacles,
      ...changes.flatMap((change): Stop[] => {
        const { kind, key: of } = change.row;
        const stop = { kind, key: of, title: change.title };
        if (!mayEdit(change)) return [{ ...stop, code: 'not-yours' }];
        return change.unreadable ? [{ ...stop, code: 'unreadable' }] : [];
      }),
    ];
    if (stops.length === 0 && !isUsableName(to)) {
      const title = changes[0]?.title ?? { 'zh-CN': key, en: key };
      stops.push({ code: 'unwritable', kind: 'forms', key, title });
    }
    const obstacles = stops.map(({ code, title, ...of }) => ({
      ...of,
      message: fill(OBSTACLES[code][locale], { to, title: fullText(title)?.[locale] ?? of.key }),
    }));
    return { changes: obstacles.length > 0 ? [] : changes, obstacles };
  }
}
