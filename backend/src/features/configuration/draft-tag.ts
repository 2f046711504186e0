import { DomainError } from '../../errors/domain-error.ts';
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

/** What a change of a draft starts from, as it was read; `stale` where the tag names another. No part of a tag names anything. */
export function requireDraft(tag: string, draft: Tagged): void {
  if (tag !== draftTag(draft)) throw new DomainError('stale');
}
