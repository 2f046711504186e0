import { asForm, checkForm, type FormBindings, type FormDefinition, fullText } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  isHandlingPath,
  isJsonObject,
  type RuleSet,
  type Together,
  usesOfForm,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, FieldUsesOut } from '../../contract/index.ts';
import { currentLocale } from '../../http/request-context.ts';
import { ConfigurationStore, type ListedDocument } from './configuration-store.ts';
import { Documents } from './documents.service.ts';
import { draftTag } from './draft-tag.ts';
import { hasShape } from './together.ts';
import { Uses } from './uses.ts';

/** A document as it is worked on. */
export interface WorkedOn {
  row: ListedDocument;
  /** Of the draft, else of the latest version; of that, too, where the draft has not the shape of its kind. */
  content: Record<string, unknown>;
  /** Names the draft, or the version that a first change is a change of. */
  tag: string;
  /** The draft cannot be read: what stands in it is not known. */
  unreadable: boolean;
}

/** Filters of the ledger by what a field stands for. Views filter by nothing else that a form says. */
const FILTERS: Partial<Record<keyof FormBindings, readonly string[]>> = {
  title: ['q'],
  place: ['place', 'noPlace'],
  receivedOn: ['receivedFrom', 'receivedTo'],
};

const READ = ['forms', 'rule-sets', 'paths', 'calendars'] as const;

function isReadable(kind: ConfigKind, content: unknown): boolean {
  if (kind === 'forms') return hasShape(checkForm(content));
  if (kind === 'paths') return isHandlingPath(content);
  return isJsonObject(content);
}

function workedOn(row: ListedDocument): WorkedOn | undefined {
  const { kind, draft, published, draftRevision } = row;
  const now = draft ?? published;
  if (!now) return undefined;
  const tag = draftTag({ revision: draftRevision ?? 0, content: now });
  if (!draft || isReadable(kind, draft)) return { row, content: now, tag, unreadable: false };
  return published ? { row, content: published, tag, unreadable: true } : undefined;
}

/** What goes by which field of a form. */
@Injectable()
export class FieldUses {
  constructor(
    private readonly store: ConfigurationStore,
    private readonly documents: Documents,
    private readonly uses: Uses,
  ) {}

  async of(key: string): Promise<FieldUsesOut> {
    await this.documents.find('forms', key);
    const whole = this.together(await this.all());
    const locale = currentLocale();
    const bindings = whole.forms.find((form) => form.key === key)?.bindings ?? {};
    const views: FieldUsesOut['views'] = [];
    for (const [name, filters] of Object.entries(FILTERS)) {
      const field = bindings[name as keyof FormBindings];
      const count = field === undefined ? 0 : await this.uses.office.viewsBy(filters);
      if (field !== undefined && count > 0) views.push({ field, count });
    }
    return {
      uses: usesOfForm(key, whole).map(({ field, place, document, part, as }) => ({
        field,
        ...place,
        as,
        document: fullText(document)?.[locale] ?? place.key,
        part: fullText(part)?.[locale] ?? '',
      })),
      views,
    };
  }

  /** Everything that the user sees, as it is worked on. */
  async all(): Promise<WorkedOn[]> {
    const found: WorkedOn[] = [];
    for (const kind of READ) {
      for (const row of await this.store.documents(kind)) {
        const document = workedOn(row);
        if (document) found.push(document);
      }
    }
    return found;
  }

  /** As what stands together; forms as `written`, or with all that is derived. */
  together(all: readonly WorkedOn[], forms: 'written' | 'whole' = 'whole'): Together {
    const of = (kind: ConfigKind) => all.filter(({ row }) => row.kind === kind).map(({ content }) => content as object);
    return {
      forms: of('forms').map((content) => (forms === 'whole' ? asForm(content) : (content as FormDefinition))),
      ruleSets: of('rule-sets') as RuleSet[],
      paths: of('paths').filter(isHandlingPath),
      calendars: of('calendars') as BusinessCalendar[],
    };
  }
}
