import { contentHash } from './content-hash.ts';

interface Tagged {
  revision: number;
  content: Record<string, unknown>;
}

/**
 * Names a draft as it stands: revision and content. The revision alone would not do: it starts again once a draft was
 * published or discarded, and who read the draft before would overwrite the one after unseen.
 */
export function draftTag({ revision, content }: Tagged): string {
  return `${revision}-${contentHash(content).slice(0, 20)}`;
}

/** Whether a tag that somebody read names this draft. A bare revision, as in the body of the draft, is taken as well. */
export function isDraftTag(tag: string, draft: Tagged): boolean {
  return tag === draftTag(draft) || tag === String(draft.revision);
}
