import type { FindingOut } from '@caseway/backend/contract';
import { closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { json, jsonLanguage } from '@codemirror/lang-json';
import { forceParsing, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { getJsonPointers, jsonCompletion, stateExtensions } from 'codemirror-json-schema';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { useAppearance } from '../shell/appearance.tsx';

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
}

/** Colours of the theme, for a page in the light and in the dark alike. */
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
]);

/** Where a pointer stands in the text; where it leads nowhere, its nearest parent that is there. */
function rangeOf(state: EditorState, pointer: string): { from: number; to: number } {
  const known = getJsonPointers(state, 'json4' as never);
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = known.get(at);
    if (!found) continue;
    if ('valueFrom' in found) return { from: found.keyFrom ?? found.valueFrom, to: found.keyTo ?? found.valueTo };
    return { from: found.keyFrom, to: found.keyTo };
  }
  return { from: 0, to: Math.min(1, state.doc.length) };
}

/** The part of a text that another replaces: what stands before and after it keeps the cursor and the view. */
function changedPart(old: string, now: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(old.length, now.length);
  let from = 0;
  while (from < shorter && old[from] === now[from]) from++;
  let tail = 0;
  while (tail < shorter - from && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return { from, to: old.length - tail, insert: now.slice(from, now.length - tail) };
}

/** When to look again whether a place is in view, one after the other. */
const SETTLING_MS = [20, 50, 100, 200, 400];

/**
 * Scrolls to a position until it is there: far from what was drawn the editor only guesses the heights of lines, and what
 * it draws next may push the place out of sight again.
 */
function bringIntoView(editor: EditorView, at: number, [wait, ...later]: readonly number[]): void {
  if (!editor.dom.isConnected || at > editor.state.doc.length) return;
  const place = editor.coordsAtPos(at);
  const box = editor.scrollDOM.getBoundingClientRect();
  const isThere = place !== null && place.top >= box.top && place.bottom <= box.bottom;
  if (!isThere) editor.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  if (wait !== undefined) setTimeout(() => bringIntoView(editor, at, later), wait);
}

/** JSON with colours, completion from the meta-schema, and findings at their place. Tab leaves the editor; Escape does not trap. */
export function JsonEditor({ ref, value, onChange, schema, findings = [], readOnly = false, label }: Props) {
  const { dark } = useAppearance();
  const { locale } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
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
          schema ? [stateExtensions(schema as never), jsonLanguage.data.of({ autocomplete: jsonCompletion() })] : [],
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    // Scrolled with the keyboard, too: where nothing may be edited, the text itself takes no focus.
    editor.scrollDOM.tabIndex = 0;
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [schema, readOnly, label, dark, locale]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    // A step of its own: undoing it undoes nothing of what was typed before.
    editor.dispatch({
      changes: changedPart(editor.state.doc.toString(), value),
      annotations: isolateHistory.of('full'),
    });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const diagnostics = findings.map(
      ({ pointer, severity, message }): Diagnostic => ({ ...rangeOf(editor.state, pointer), severity, message }),
    );
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [findings]);

  useImperativeHandle(ref, () => ({
    goTo: (pointer) => {
      const editor = view.current;
      if (!editor) return;
      // A long text is read bit by bit: the place may lie in a part that was not yet.
      forceParsing(editor, editor.state.doc.length, 500);
      const { from, to } = rangeOf(editor.state, pointer);
      editor.dispatch({ selection: { anchor: from, head: to } });
      editor.focus();
      bringIntoView(editor, from, SETTLING_MS);
    },
  }));

  return <div className="editor" ref={host} />;
}
