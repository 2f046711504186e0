import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Term, TermsOut } from '../../../contract/index.ts';
import type { ActiveConfiguration } from '../../configuration/active-configuration.ts';
import { Documents } from '../../configuration/documents.service.ts';
import { Users } from '../../users/users.service.ts';

/** The words of the configuration for the keys that cases carry. */
export class TermBook {
  private readonly known = new Map<string, Map<string, LocalizedText>>();

  constructor(private readonly configuration: ActiveConfiguration) {
    for (const { content } of configuration.ofKind('rule-sets')) {
      for (const [param, vocabulary] of Object.entries(content.outcomes ?? {})) {
        const values = this.known.get(param) ?? new Map<string, LocalizedText>();
        for (const { key, title } of vocabulary?.values ?? []) if (!values.has(key)) values.set(key, title);
        this.known.set(param, values);
      }
    }
  }

  /** A key with its label; a key that nothing names any more labels itself. */
  term(param: string, key: string): Term {
    return { key, title: this.known.get(param)?.get(key) ?? { 'zh-CN': key, en: key } };
  }

  optional(param: string, key: string | null): Term | null {
    return key === null ? null : this.term(param, key);
  }

  list(param: string): Term[] {
    return [...(this.known.get(param) ?? [])].map(([key, title]) => ({ key, title }));
  }

  get all(): TermsOut {
    const titled = (kind: 'forms' | 'paths') =>
      this.configuration.ofKind(kind).map(({ key, content }) => ({ key, title: content.title }));
    return {
      forms: this.configuration.forms
        .filter(({ content }) => content.use === 'case')
        .map(({ key, content }) => ({ key, title: content.title })),
      categories: this.list('category'),
      paths: titled('paths'),
      departments: this.list('department'),
      levels: this.list('level'),
      marks: this.list('marks'),
    };
  }
}

@Injectable()
export class Terms implements OnModuleInit {
  constructor(
    private readonly documents: Documents,
    private readonly users: Users,
  ) {}

  /** People belong to the departments that the rules name: one list, kept in one place. */
  onModuleInit(): void {
    this.users.departmentsFrom(async () => (await this.book()).list('department').map(({ key }) => key));
  }

  /** The words as of now, from the latest version of everything visible. */
  async book(): Promise<TermBook> {
    return new TermBook(await this.documents.latest());
  }
}
