import { type FormDefinition, patchSection } from '@caseway/form-schemas';
import { useEffect, useId, useRef } from 'react';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { BothTexts, type FormText } from './BothTexts.tsx';
import { useDesigner } from './designer-context.ts';
import { FindingLines } from './FindingLines.tsx';
import { SwitchLine } from './SwitchLine.tsx';

/** What is said of a section. */
export function SectionSheet({ sectionKey, fresh }: { sectionKey: string; fresh: boolean }) {
  const { t } = useWords();
  const { drawn, mayEdit, edit, findingsOf } = useDesigner();
  const first = useRef<{ focus: () => void; select?: () => void }>(null);
  useEffect(() => {
    if (!fresh) return;
    first.current?.focus();
    first.current?.select?.();
  }, [fresh]);
  const section = drawn.sections.find(({ key }) => key === sectionKey);
  if (!section) return null;
  const put = (patch: Parameters<typeof patchSection>[2], mergeKey: string) =>
    edit(t('designer.editSection'), (before) => patchSection(before, sectionKey, patch), `${mergeKey} ${sectionKey}`);
  return (
    <div className="fd-sheet stack">
      <h2 className="section-title">{t('designer.section')}</h2>
      <FindingLines findings={findingsOf({ kind: 'section', key: sectionKey })} />
      <BothTexts
        label={t('designer.title')}
        value={(section.written ?? section).title}
        disabled={!mayEdit}
        first={first as never}
        onChange={(title) => put({ title: title ?? ({ 'zh-CN': '' } as never) }, 'title')}
      />
      <BothTexts
        label={t('designer.help')}
        value={(section.written ?? section).help}
        disabled={!mayEdit}
        long
        onChange={(help) => put({ help }, 'help')}
      />
      <SwitchLine
        label={t('designer.assessment')}
        checked={section.assessment === true}
        disabled={!mayEdit}
        onChange={(checked) => put({ assessment: checked || undefined }, 'assessment')}
      />
    </div>
  );
}

/** What is said of the form as a whole. */
export function FormSheet() {
  const { t } = useWords();
  const { drawn, content, mayEdit, edit, findingsOf } = useDesigner();
  const id = useId();
  const { form } = drawn;
  const put = (patch: Partial<FormDefinition>, mergeKey: string) =>
    edit(t('designer.editForm'), (before) => ({ ...before, ...patch }), mergeKey);
  return (
    <div className="fd-sheet stack">
      <h2 className="section-title">{t('designer.form')}</h2>
      <FindingLines findings={findingsOf({ kind: 'form' })} />
      <BothTexts
        label={t('designer.title')}
        value={(content.title as FormText | undefined) ?? form.title}
        disabled={!mayEdit}
        onChange={(title) => put({ title: title ?? form.title }, 'title')}
      />
      <BothTexts
        label={t('designer.description')}
        value={(content.description as FormText | undefined) ?? form.description}
        disabled={!mayEdit}
        long
        onChange={(description) => put({ description: description ?? form.title }, 'description')}
      />
      <div>
        <label htmlFor={`${id}-use`}>{t('designer.use')}</label>
        <Select<FormDefinition['use']>
          id={`${id}-use`}
          className="fd-wide"
          value={form.use}
          disabled={!mayEdit}
          options={(['case', 'step'] as const).map((value) => ({ value, label: t(`designer.use_${value}`) }))}
          onChange={(use) => put({ use }, 'use')}
        />
      </div>
      <p className="secondary">{t('designer.chooseHint')}</p>
    </div>
  );
}
