import type { FindingOut } from '@caseway/backend/contract';
import { type Content, type DrawnForm, drawForm, FORM_META_SCHEMA, isPlainSchema } from '@caseway/form-schemas';
import { isJsonObject } from '@caseway/rule-sets';
import { Alert, Drawer, Grid, Segmented } from 'antd';
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { Fallible } from '../common/Fallible.tsx';
import { JsonEditor, type JsonEditorHandle } from '../common/JsonEditor.tsx';
import { documentText, type EditedDocument, typeText, withContent } from '../editor-kit/document.ts';
import { type PanelTab, PanelTabs } from '../editor-kit/PanelTabs.tsx';
import { UndoButtons } from '../editor-kit/UndoButtons.tsx';
import type { EditHistory } from '../editor-kit/use-history.ts';
import { useUndoKeys } from '../editor-kit/use-undo-keys.ts';
import { useWords } from '../i18n/i18n.ts';
import { Canvas } from './Canvas.tsx';
import './form-designer.css';
import { type Designer, DesignerProvider, type FieldReaders, placeOf, type Selection } from './designer-context.ts';
import { FieldSheet } from './FieldSheet.tsx';
import { LogicView } from './LogicView.tsx';
import { FormSheet, SectionSheet } from './SectionSheet.tsx';
import { isSameSelection, selectionAt } from './selection-at.ts';
import { TranslationView } from './TranslationView.tsx';

export type View = 'canvas' | 'logic' | 'translation' | 'source';
const VIEWS: View[] = ['canvas', 'logic', 'translation', 'source'];

interface Props {
  ref?: Ref<JsonEditorHandle>;
  /** Content and source with everything that led to them. */
  history: EditHistory<EditedDocument>;
  findings: readonly FindingOut[];
  mayEdit: boolean;
  readers: FieldReaders;
  /** What stands beside the drawing, besides the sheet of what is in hand; one of them `findings`. */
  panels: readonly PanelTab[];
  /** Shown above the source where its text is no JSON. */
  brokenSource: ReactNode;
}

/** The form drawn; null where it is too far from being one: whatever parses can be mended in its source. */
function drawnOf(content: Content): DrawnForm | null {
  if (isPlainSchema(content) || !isJsonObject(content.schema)) return null;
  try {
    return drawForm(content);
  } catch {
    // What is wrong with it stands among the findings.
    return null;
  }
}

/** Fields whose inputs keep a past of their own: a form that is tried out. */
const OWN_PAST = '.fd-own-past';

/** A form, drawn by somebody who has never seen JSON: its drawing, its conditions, its texts and its source, always in step. */
export function FormDesigner({ ref, history, findings, mayEdit: allowed, readers, panels, brokenSource }: Props) {
  const { t } = useWords();
  const wide = Grid.useBreakpoint().lg === true;
  const host = useRef<HTMLDivElement>(null);
  const source = useRef<JsonEditorHandle>(null);
  const side = useRef<HTMLDivElement>(null);
  const { content, brokenLine } = history.value;
  const drawn = useMemo(() => drawnOf(content), [content]);
  const [view, setView] = useState<View>('canvas');
  const [panel, setPanel] = useState('sheet');
  const [selected, setSelected] = useState<Selection>({ kind: 'form' });
  const [fresh, setFresh] = useState<Selection | null>(null);
  const [sheetOpen, setSheetOpen] = useState(false);
  const inStep = brokenLine === undefined;
  const mayEdit = allowed && inStep;
  const { edit: record } = history;

  const goToSource = useCallback((pointer: string) => {
    setView('source');
    requestAnimationFrame(() => requestAnimationFrame(() => source.current?.goTo(pointer)));
  }, []);
  const select = useCallback((selection: Selection, focus = false) => {
    setSelected(selection);
    setFresh(focus ? selection : null);
    setPanel('sheet');
    setSheetOpen(true);
    // Another thing's sheet begins at its top.
    if (side.current) side.current.scrollTop = 0;
  }, []);
  const focusField = useCallback((pointer: string) => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        host.current
          ?.querySelector<HTMLElement>(`[data-field="${CSS.escape(pointer)}"] > .fd-field-line > .fd-field-main`)
          ?.focus(),
      ),
    );
  }, []);
  const goTo = useCallback(
    (pointer: string) => {
      const found = drawn && inStep ? selectionAt(drawn, pointer) : undefined;
      if (!found) {
        goToSource(pointer);
        return;
      }
      setView('canvas');
      select(found);
      if (found.kind === 'field') focusField(found.pointer);
    },
    [drawn, inStep, goToSource, select, focusField],
  );
  useImperativeHandle(ref, () => ({ goTo }), [goTo]);
  useUndoKeys(host, history.undo, history.redo, OWN_PAST);

  const designer = useMemo<Designer | null>(() => {
    if (!drawn) return null;
    const placed = findings.flatMap((finding) => {
      const of = selectionAt(drawn, finding.pointer);
      return of ? [{ of, finding }] : [];
    });
    // What was taken back may have been in hand.
    const isThere =
      selected.kind === 'form' ||
      (selected.kind === 'section'
        ? drawn.sections.some(({ key }) => key === selected.key)
        : placeOf(drawn, selected.pointer) !== undefined);
    return {
      content,
      drawn,
      mayEdit,
      edit: (label, change, mergeKey) =>
        record(label, (document) => withContent(document, change(document.content)), mergeKey),
      selected: isThere ? selected : { kind: 'form' },
      select,
      focusField,
      findingsOf: (selection) => placed.flatMap(({ of, finding }) => (isSameSelection(of, selection) ? [finding] : [])),
      goToSource,
      readers,
    };
  }, [drawn, findings, selected, content, mayEdit, record, select, focusField, goToSource, readers]);

  const sourceView = (
    <div className="stack">
      {brokenSource}
      <JsonEditor
        ref={source}
        label={t('admin.source')}
        value={documentText(history.value)}
        onChange={(next) => record(t('ruleEditor.editJson'), (document) => typeText(document, next), 'source')}
        schema={FORM_META_SCHEMA}
        findings={findings}
        readOnly={!allowed}
        undo={history}
      />
    </div>
  );
  if (!designer) {
    return (
      <div ref={host} className="fd-designer">
        <div className="columns even">
          <div className="stack">
            <Alert type="warning" showIcon title={t('designer.notDrawable')} />
            {sourceView}
          </div>
          <div className="fd-side">
            <PanelTabs
              label={t('designer.beside')}
              tabs={panels}
              active={panel === 'sheet' ? 'findings' : panel}
              onChoose={setPanel}
            />
          </div>
        </div>
      </div>
    );
  }
  const isFresh = fresh !== null && isSameSelection(fresh, designer.selected);
  const placed = designer.selected.kind === 'field' ? placeOf(designer.drawn, designer.selected.pointer) : undefined;
  const sheet =
    designer.selected.kind === 'section' ? (
      <SectionSheet key={designer.selected.key} sectionKey={designer.selected.key} fresh={isFresh} />
    ) : placed ? (
      <FieldSheet key={placed.field.pointer} placed={placed} fresh={isFresh} />
    ) : (
      <FormSheet />
    );
  return (
    <DesignerProvider value={designer}>
      <div ref={host} className="fd-designer">
        <div className="re-toolbar" role="toolbar" aria-label={t('designer.tools')}>
          <Segmented<View>
            aria-label={t('ruleEditor.view')}
            value={view}
            options={VIEWS.map((value) => ({ value, label: t(`designer.view_${value}`) }))}
            onChange={setView}
          />
          <UndoButtons history={history} />
        </div>
        {!inStep && view !== 'source' && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            title={t('ruleEditor.outOfStep')}
            description={t('ruleEditor.outOfStepHelp')}
          />
        )}
        <div className="fd-layout">
          <div className="fd-main">
            {view === 'source' ? (
              sourceView
            ) : (
              <Fallible of={content} instead={sourceView}>
                {view === 'canvas' ? (
                  <Canvas />
                ) : view === 'logic' ? (
                  <LogicView
                    onOpen={(pointer) => {
                      setView('canvas');
                      select({ kind: 'field', pointer });
                      focusField(pointer);
                    }}
                  />
                ) : (
                  <TranslationView />
                )}
              </Fallible>
            )}
          </div>
          <div ref={side} className="fd-side">
            <PanelTabs
              label={t('designer.beside')}
              tabs={[
                ...(wide
                  ? [
                      {
                        key: 'sheet',
                        label: t('designer.properties'),
                        content: (
                          <Fallible of={content} instead={null}>
                            {sheet}
                          </Fallible>
                        ),
                      },
                    ]
                  : []),
                ...panels,
              ]}
              active={wide || panel !== 'sheet' ? panel : (panels[0]?.key ?? '')}
              onChoose={setPanel}
            />
          </div>
        </div>
        {!wide && (
          <Drawer
            open={sheetOpen}
            onClose={() => setSheetOpen(false)}
            placement="bottom"
            size="80vh"
            title={t('designer.properties')}
            destroyOnHidden
          >
            {sheet}
          </Drawer>
        )}
      </div>
    </DesignerProvider>
  );
}
