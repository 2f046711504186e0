import type { FindingOut } from '@caseway/backend/contract';
import { type CompletionSource, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonLanguage } from '@codemirror/lang-json';
import { forceParsing, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec, Transaction } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { getJsonPointers, jsonCompletion, stateExtensions } from 'codemirror-json-schema';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { useAppearance } from './appearance.tsx';

export interface JsonEditorHandle {
  /** Brings the place of a pointer into view and puts the cursor there. */
  goTo: (pointer: string) => void;
}

interface Props {
  ref?: Ref<JsonEditorHandle>;
  value: string;
  onChange: (text: string) => void;
  schema?: object;
  findings?: readonly FindingOut[];
  readOnly?: boolean;
  label: string;
  /** Whose history takes changes back, where it is not the editor's own: then there is one history, not two. */
  undo?: { undo: () => void; redo: () => void };
}

/** Colours of the theme, for a page in the light and in the dark alike. */
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
]);

/** How long the whole of a text may be read for the places in it, in milliseconds; beyond, places further down are not known yet. */
const READ_MS = 500;
/** Findings are marked when the keys have rested so long, in milliseconds: marks move with the text, and finding places takes its time. */
const MARKS_MS = 250;
/** After so many measurings a place far away is in view. */
const SCROLLS = 4;

const complete = jsonCompletion() as CompletionSource;
const NUMBER = /[\s:,[]-?\d[\d.]*/;

/** What may stand here by the schema. Nothing is offered for a number unasked: in a long text the search takes its time. */
const COMPLETION: CompletionSource = (context) =>
  !context.explicit && context.matchBefore(NUMBER) ? null : complete(context);

/** Where pointers stand in the text; one that leads nowhere, at its nearest parent that is there. */
function placesIn(view: EditorView): (pointer: string) => { from: number; to: number } {
  // An editor reads only what is in view; places are wanted everywhere.
  forceParsing(view, view.state.doc.length, READ_MS);
  const known = getJsonPointers(view.state, 'json4' as never);
  return (pointer) => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const found = known.get(at);
      if (!found) continue;
      if ('valueFrom' in found) return { from: found.keyFrom ?? found.valueFrom, to: found.keyTo ?? found.valueTo };
      return { from: found.keyFrom, to: found.keyTo };
    }
    return { from: 0, to: Math.min(1, view.state.doc.length) };
  };
}

/** The part in which two texts differ: a change from outside moves the cursor only where it must. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** Hands undo and redo to another history, by key and by the browser's own menu. */
function handedOver(history: () => NonNullable<Props['undo']>) {
  const run = (way: 'undo' | 'redo') => () => {
    history()[way]();
    return true;
  };
  return Prec.highest([
    keymap.of([
      { key: 'Mod-z', run: run('undo'), preventDefault: true },
      { key: 'Mod-y', run: run('redo'), preventDefault: true },
      { key: 'Mod-Shift-z', run: run('redo'), preventDefault: true },
    ]),
    EditorView.domEventHandlers({
      beforeinput: ({ inputType }) =>
        inputType === 'historyUndo' ? run('undo')() : inputType === 'historyRedo' ? run('redo')() : false,
    }),
  ]);
}

/** JSON with colours, completion from the meta-schema, and findings at their place. Tab leaves the editor; Escape does not trap. */
export function JsonEditor({ ref, value, onChange, schema, findings = [], readOnly = false, label, undo }: Props) {
  const { dark } = useAppearance();
  const { locale } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<EditorView | null>(null);
  const latest = useRef({ value, onChange, undo });
  latest.current = { value, onChange, undo };
  const isHandedOver = undo !== undefined;

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          isHandedOver ? handedOver(() => latest.current.undo ?? { undo: () => undefined, redo: () => undefined }) : [],
          syntaxHighlighting(COLOURS),
          basicSetup,
          history(),
          closeBrackets(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          json(),
          lintGutter(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ 'aria-label': label, lang: locale }),
          EditorView.theme({}, { dark }),
          schema ? [stateExtensions(schema as never), jsonLanguage.data.of({ autocomplete: COMPLETION })] : [],
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    // Scrolled with the keyboard, too: where nothing may be edited, the text itself takes no focus.
    made.scrollDOM.tabIndex = 0;
    setEditor(made);
    return () => {
      made.destroy();
      setEditor(null);
    };
  }, [schema, readOnly, label, dark, locale, isHandedOver]);

  useEffect(() => {
    if (!editor) return;
    const before = editor.state.doc.toString();
    if (before === value) return;
    editor.dispatch({ changes: difference(before, value), annotations: Transaction.addToHistory.of(false) });
  }, [editor, value]);

  useEffect(() => {
    if (!editor) return;
    const timer = setTimeout(() => {
      const placeOf = placesIn(editor);
      const diagnostics = findings.map(
        ({ pointer, severity, message }): Diagnostic => ({ ...placeOf(pointer), severity, message }),
      );
      editor.dispatch(setDiagnostics(editor.state, diagnostics));
    }, MARKS_MS);
    return () => clearTimeout(timer);
  }, [editor, findings]);

  useImperativeHandle(ref, () => ({
    goTo: (pointer) => {
      if (!editor) return;
      const { from, to } = placesIn(editor)(pointer);
      editor.dispatch({ selection: { anchor: from, head: to } });
      editor.focus();
      // How high lines are that were never in view is a guess: it is mended while they come into view.
      const bring = (times: number) => {
        if (!editor.dom.isConnected) return;
        editor.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'center' }) });
        if (times > 1) requestAnimationFrame(() => bring(times - 1));
      };
      bring(SCROLLS);
    },
  }));

  return <div className="editor" ref={host} />;
}
