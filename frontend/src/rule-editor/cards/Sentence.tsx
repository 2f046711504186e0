import type { SentencePart } from '@caseway/rule-sets';

/** A sentence about rules, in which names of facts and values are told apart by type. */
export function Sentence({ parts }: { parts: readonly SentencePart[] }) {
  return (
    <span className="re-sentence">
      {parts.map(({ kind, text }, index) =>
        kind === 'words' ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is read anew as a whole
          <span key={index} className={`re-said-${kind}`}>
            {text}
          </span>
        ),
      )}
    </span>
  );
}
