import { findLost, type Lost } from '@caseway/form-schemas';
import { isJsonObject } from '@caseway/rule-sets';
import { jsonErrorAt } from './json-error.ts';
import { shareStructure } from './share-structure.ts';

export type Content = Record<string, unknown>;

/**
 * A configuration as it is being edited: its content, and the text by which somebody wrote it where that differs from
 * the usual one. While the text is no JSON, `content` is the last that was.
 */
export interface EditedDocument {
  content: Content;
  /** Text as typed; absent where the usual rendering of `content` says the same. */
  typed?: string;
  /** The line near which the text is no JSON object; absent where it is one. */
  brokenLine?: number;
  /** What stands at that line and would not be kept as it is written, where the text is JSON otherwise. */
  lossy?: Lost;
}

const rendered = new WeakMap<Content, string>();

/** The usual text of a content: two spaces, keys in their order. */
export function renderContent(content: Content): string {
  const known = rendered.get(content);
  if (known !== undefined) return known;
  const text = JSON.stringify(content, null, 2);
  rendered.set(content, text);
  return text;
}

export const documentOf = (content: Content): EditedDocument => ({ content });

export function documentText({ content, typed }: EditedDocument): string {
  return typed ?? renderContent(content);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Text as a JSON object, or the line near which it is none, or where something of it would be changed in silence. */
export function parseContent(text: string): { content: Content } | { line: number; lossy?: Lost } {
  const wrong = jsonErrorAt(text);
  if (wrong !== undefined) return { line: lineAt(text, wrong) };
  const [lossy] = findLost(text, 1);
  if (lossy) return { line: lineAt(text, lossy.at), lossy };
  const content: unknown = JSON.parse(text);
  return isJsonObject(content) ? { content } : { line: 1 };
}

/** The document after somebody typed in its text. Text that is no JSON is kept, beside the last content that was. */
export function typeText(document: EditedDocument, text: string): EditedDocument {
  if (text === documentText(document)) return document;
  const parsed = parseContent(text);
  if ('line' in parsed) {
    const { line, lossy } = parsed;
    return { content: document.content, typed: text, brokenLine: line, ...(lossy && { lossy }) };
  }
  const content = shareStructure(document.content, parsed.content) as Content;
  return text === renderContent(content) ? { content } : { content, typed: text };
}

/** The document with another content, in its usual text. */
export function withContent(document: EditedDocument, content: Content): EditedDocument {
  return content === document.content && document.brokenLine === undefined ? document : { content };
}
