import { fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { startPath } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorItem } from '../../../errors/domain-error.ts';
import type { ActiveConfiguration } from '../../configuration/active-configuration.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Differences } from '../../configuration/differences.service.ts';
import type { AnyVersioned } from '../../configuration/versioned.ts';
import { decideCase } from '../../decisions/decide-case.ts';
import { deadlineViews } from '../clocks/deadline-views.ts';
import type { ReadIntake } from './case-intake.service.ts';
import { documentChanges, documentChangeText } from './configuration-words.ts';

const UNKNOWN: LocalizedText = {
  'zh-CN': '您看到的那一份配置（{tag}）在该镇街从未生效：请重新打开表单。',
  en: 'What you name as in force ({tag}) never was in force in this township: open the form again.',
};

type Read = Pick<ReadIntake, 'township' | 'configuration' | 'form' | 'facts' | 'decided' | 'receivedAt'>;

/** What somebody saw when they filled in a form, held against what is in force when they file it. */
@Injectable()
export class SeenConfiguration {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly differences: Differences,
  ) {}

  /**
   * Throws `outdated` with the difference in words where `tag` names something else than what is in force, and another form
   * was shown or another answer would have been given. No tag: nothing was seen, and nothing is asked.
   */
  async require(tag: string | undefined, read: Read, now: Date, locale: Locale): Promise<void> {
    const { configuration: current, form, township } = read;
    if (tag === undefined || tag === current.tag) return;
    const seen = await this.reader.named(township.id, tag);
    if (!seen) {
      const message = fill(UNKNOWN[locale], { tag });
      throw new DomainError('outdated', {}, [{ pointer: '/configuration', message }]);
    }
    const shown = seen.forms.find(({ key }) => key === form.key);
    const other = shown?.versionId !== form.versionId;
    if (!other && (await sameAnswer(seen, read, now, locale))) return;
    const words = documentChanges(deciding(seen, form.key), deciding(current, form.key)).map((change) =>
      documentChangeText(change, locale),
    );
    const { changes } =
      other && shown
        ? await this.differences.between('forms', { ...shown.content }, { ...form.content }, locale)
        : { changes: [] };
    const items: ErrorItem[] = [...words, ...changes.map(({ message }) => message)].map((message) => ({
      pointer: '/configuration',
      message,
    }));
    throw new DomainError('outdated', {}, items);
  }
}

/** What of a configuration decides cases of a form: the form, the rule sets that read it, every path and the calendar. */
function deciding(configuration: ActiveConfiguration, formKey: string): AnyVersioned[] {
  const rules = (['classification', 'routing', 'escalation'] as const).flatMap((kind) =>
    configuration.ruleSetsFor(kind, formKey),
  );
  const forms = configuration.forms.filter(({ key }) => key === formKey);
  return [...forms, ...rules, ...configuration.ofKind('paths'), ...configuration.ofKind('calendars')];
}

/** Whether a case would have been proposed, routed and dated as it is now. */
async function sameAnswer(seen: ActiveConfiguration, read: Read, now: Date, locale: Locale): Promise<boolean> {
  const answerOf = async (configuration: ActiveConfiguration, decided: Read['decided']) => {
    const { path, category, routing } = decided;
    const { clocks } = startPath(path.content, { receivedAt: read.receivedAt, registeredAt: now });
    const dates = deadlineViews(path.content, () => configuration.calendar.content, clocks, now, locale);
    return JSON.stringify([category, routing, path.versionId, dates]);
  };
  const before = await decideCase(seen, read.form.key, read.facts);
  return (await answerOf(seen, before)) === (await answerOf(read.configuration, read.decided));
}
