import type { FactInfo, RuleSet } from '@caseway/rule-sets';
import { Alert, App, Empty, Spin } from 'antd';
import {
  type ClipboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { JsonEditorHandle } from '../common/JsonEditor.tsx';
import { ConditionHostProvider } from '../condition-editor/condition-host.ts';
import type { EditedDocument } from '../editor-kit/document.ts';
import { isWithin, stepsOf } from '../editor-kit/json-at.ts';
import type { EditHistory } from '../editor-kit/use-history.ts';
import { useKeptFocus } from '../editor-kit/use-kept-focus.ts';
import { useRegionKeys } from '../editor-kit/use-region-keys.ts';
import { useStable } from '../editor-kit/use-stable.ts';
import { useUndoKeys } from '../editor-kit/use-undo-keys.ts';
import { useWords } from '../i18n/i18n.ts';
import { cardKeys } from './cards/card-keys.ts';
import { NamedConditions, namedKey } from './cards/NamedConditions.tsx';
import { RuleCards } from './cards/RuleCards.tsx';
import { OtherwiseCard, RuleSetSettings } from './cards/RuleSetSettings.tsx';
import { searchRules } from './cards/search-rules.ts';
import { SurroundingsProvider } from './editor-context.ts';
import { FindingsByPlace } from './findings/merge-findings.ts';
import type { ShownFinding } from './findings/shown-finding.ts';
import { copyRules, readCopied } from './model/clipboard.ts';
import { decidingOrder, type PlacedRule } from './model/order.ts';
import { addRule, blankRule } from './model/rules.ts';
import type { EditorPanel } from './panel-props.ts';
import { SidePanel } from './SidePanel.tsx';
import { SourceView } from './source/SourceView.tsx';
import { DecisionTable } from './table/DecisionTable.tsx';
import { toTable } from './table/table-model.ts';
import { PasteDialog } from './toolbar/PasteDialog.tsx';
import { type Filter, Toolbar, type View } from './toolbar/Toolbar.tsx';
import { useConditionHost } from './use-condition-host.tsx';
import { useGoTo } from './use-go-to.ts';
import type { RuleSetData } from './use-rule-set-data.ts';
import { useSurroundingsOf } from './use-surroundings.ts';

interface Props {
  ref?: Ref<JsonEditorHandle>;
  ruleSetKey: string;
  ruleSet: RuleSet;
  /** False while the source says something that the rules shown do not: they can only be looked at. */
  inStep: boolean;
  history: EditHistory<EditedDocument>;
  findings: readonly ShownFinding[];
  unchecked: string | undefined;
  mayEdit: boolean;
  panels: readonly EditorPanel[];
  ways: (finding: ShownFinding) => ReactNode;
  data: RuleSetData;
  facts: readonly FactInfo[];
}

const SETTINGS = ['/hitPolicy', '/form', '/alsoForms'];
const isOfSettings = ({ pointer }: ShownFinding) => SETTINGS.some((place) => isWithin(pointer, place));
const PLACES_OF_CARDS = ['/rules', '/parked', '/otherwise', '/conditions', ...SETTINGS];

/** Pointer of the rule that a place belongs to; undefined for anything else. */
function rulePointer(pointer: string): string | undefined {
  return /^(?:\/rules\/\d+|\/parked\/\d+\/rule)(?=\/|$)/.exec(pointer)?.[0];
}

/** The rules in the view chosen, with tools above and panels beside. */
export function Workshop({
  ref,
  ruleSetKey,
  ruleSet,
  inStep,
  history,
  findings,
  unchecked,
  mayEdit: allowed,
  panels,
  ways,
  data,
  facts,
}: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const host = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const source = useRef<JsonEditorHandle>(null);
  const byPlace = useRef(new FindingsByPlace());
  const [view, setView] = useState<View>('cards');
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // A table needs the room; beside cards and source there is enough.
  const [beside, setBeside] = useState<Record<View, boolean>>({ cards: true, table: false, source: true });
  const [pasting, setPasting] = useState<string | null>(null);
  const mayEdit = allowed && inStep;
  const show = useGoTo(main);
  const latest = useRef({ ruleSet, view });
  latest.current = { ruleSet, view };

  const onToggle = useCallback((key: string, wanted?: boolean) => {
    setOpen((before) => {
      const next = new Set(before);
      if (wanted ?? !before.has(key)) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);
  const onRenamed = useCallback((before: string, name: string) => {
    setOpen((keys) => new Set([...keys].map((key) => (key === before ? name : key))));
  }, []);
  const goToSource = useCallback((pointer: string) => {
    setView('source');
    // Once the text is there.
    requestAnimationFrame(() => requestAnimationFrame(() => source.current?.goTo(pointer)));
  }, []);
  const goTo = useCallback(
    (pointer: string) => {
      const now = latest.current;
      if (now.view === 'source' || !PLACES_OF_CARDS.some((place) => isWithin(pointer, place))) {
        goToSource(pointer);
        return;
      }
      const rule = rulePointer(pointer);
      const key = rule && cardKeys(decidingOrder(now.ruleSet)).get(rule);
      if (key) onToggle(key, true);
      if (isWithin(pointer, '/conditions')) {
        onToggle(namedKey(stepsOf(pointer)[1] ?? ''), true);
        setView('cards');
      }
      setSearch('');
      setFilter('all');
      show(pointer);
    },
    [goToSource, onToggle, show],
  );
  useImperativeHandle(ref, () => ({ goTo }), [goTo]);
  const surroundings = useSurroundingsOf(ruleSet, history, { ...data, facts }, { mayEdit, ways, goTo, goToSource });
  const conditionHost = useConditionHost(surroundings);
  const { read, edit, editable } = surroundings;
  useUndoKeys(host, history.undo, history.redo, '.re-panel');
  useRegionKeys(host, '.re-toolbar, .re-main, .re-side');
  useKeptFocus(host);

  const all = useMemo(() => decidingOrder(ruleSet), [ruleSet]);
  const shown = useMemo(
    () => searchRules(all, search, filter, filter === 'findings' ? findings : [], read),
    [all, search, filter, findings, read],
  );
  const onOpenCard = useCallback(
    (pointer: string) => {
      setView('cards');
      latest.current.view = 'cards';
      goTo(pointer);
    },
    [goTo],
  );
  const add = useStable(() => {
    const rule = blankRule(ruleSet, { 'zh-CN': '', en: '' });
    const { pointer } = addRule(ruleSet, rule);
    edit(t('ruleEditor.editAdd'), (before) => addRule(before, rule).ruleSet);
    onToggle(rule.name, true);
    setView('cards');
    setSearch('');
    setFilter('all');
    show(`${pointer}/title`);
  });
  const copyShown = useStable(async () => {
    try {
      const pointers = shown.map(({ pointer }) => pointer);
      await navigator.clipboard.writeText(copyRules(ruleSet, pointers));
      message.success(t('ruleEditor.copied'));
    } catch {
      // Browsers refuse it outside of secure pages, and where the person did not allow it.
      message.error(t('ruleEditor.copyRefused'));
    }
  });
  const onCopy = useCallback(() => void copyShown(), [copyShown]);
  const paste = useCallback(() => setPasting(''), []);
  const onBeside = useCallback(() => {
    const now = latest.current.view;
    setBeside((before) => ({ ...before, [now]: !before[now] }));
  }, []);
  const onPaste = (event: ClipboardEvent) => {
    const target = event.target as Element;
    if (!mayEdit || target.closest('input, textarea, [contenteditable="true"]')) return;
    const text = event.clipboardData.getData('text/plain');
    if (!readCopied(text)) return;
    event.preventDefault();
    setPasting(text);
  };
  const cards = (placed: readonly PlacedRule[]) => (
    <RuleCards placed={placed} all={all} findings={findings} open={open} onToggle={onToggle} onRenamed={onRenamed} />
  );
  const isIn = (placed: PlacedRule) => shown.some(({ pointer }) => pointer === placed.pointer);
  return (
    <SurroundingsProvider value={surroundings}>
      <ConditionHostProvider value={conditionHost}>
        <div ref={host} className="re-editor" onPaste={onPaste}>
          <Toolbar
            view={view}
            onView={setView}
            undo={history.undo}
            redo={history.redo}
            canUndo={history.canUndo}
            canRedo={history.canRedo}
            undoLabel={history.undoLabel}
            redoLabel={history.redoLabel}
            search={search}
            onSearch={setSearch}
            filter={filter}
            onFilter={setFilter}
            shown={shown.length}
            total={all.length}
            mayEdit={mayEdit}
            beside={beside[view]}
            onBeside={onBeside}
            errors={findings.filter(({ severity }) => severity === 'error').length}
            onAdd={add}
            onPaste={paste}
            onCopy={onCopy}
          />
          <div className={`re-layout ${beside[view] ? '' : 're-alone'}`}>
            <div ref={main} className="re-main">
              {!inStep && view !== 'source' && (
                <Alert
                  type="warning"
                  showIcon
                  role="alert"
                  title={t('ruleEditor.outOfStep')}
                  description={t('ruleEditor.outOfStepHelp')}
                />
              )}
              {view === 'source' ? (
                <SourceView ref={source} history={history} findings={findings} readOnly={!allowed} />
              ) : !data.forms ? (
                <Spin size="large" description={t('common.loading')}>
                  <div className="re-waiting" />
                </Spin>
              ) : (
                <>
                  <RuleSetSettings findings={byPlace.current.of('settings', findings, isOfSettings)} />
                  {shown.length === 0 && (
                    <Empty description={all.length === 0 ? t('ruleEditor.noRules') : t('ruleEditor.noneFound')} />
                  )}
                  {view === 'cards' ? (
                    cards(shown)
                  ) : (
                    <TableAndRest
                      ruleSet={ruleSet}
                      shown={isIn}
                      findings={findings}
                      onOpenCard={onOpenCard}
                      rest={toTable(ruleSet, editable).rest.filter(isIn)}
                      cards={cards}
                    />
                  )}
                  <NamedConditions ruleSet={ruleSet} findings={findings} open={open} onToggle={onToggle} />
                  <OtherwiseCard otherwise={ruleSet.otherwise} findings={byPlace.current.at('/otherwise', findings)} />
                </>
              )}
            </div>
            <div hidden={!beside[view]}>
              <SidePanel
                ruleSetKey={ruleSetKey}
                ruleSet={ruleSet}
                history={history}
                findings={findings}
                unchecked={unchecked}
                mayEdit={mayEdit}
                mayWrite={allowed}
                panels={panels}
                withSource={view !== 'source'}
              />
            </div>
          </div>
          {pasting !== null && (
            <PasteDialog
              first={pasting}
              onClose={() => setPasting(null)}
              onPasted={(pointers) => {
                setPasting(null);
                const [first] = pointers;
                if (first) show(first);
              }}
            />
          )}
        </div>
      </ConditionHostProvider>
    </SurroundingsProvider>
  );
}

function TableAndRest({
  rest,
  cards,
  ...table
}: Parameters<typeof DecisionTable>[0] & {
  rest: readonly PlacedRule[];
  cards: (placed: readonly PlacedRule[]) => ReactNode;
}) {
  const { t } = useWords();
  return (
    <>
      <DecisionTable {...table} />
      {rest.length > 0 && (
        <section aria-label={t('ruleEditor.rest')}>
          <h3 className="re-group-title">{t('ruleEditor.rest')}</h3>
          <p className="secondary">{t('ruleEditor.restHelp')}</p>
          {cards(rest)}
        </section>
      )}
    </>
  );
}
