import { contentHash } from './content-hash.ts';

/** Of versions, which never change and are asked about at every change beside them, worked out once. */
const hashes = new WeakMap<object, string>();

/** What tells one content from another, whoever read it from where. */
export function nameOf(content: unknown): string {
  if (typeof content !== 'object' || content === null) return contentHash(content);
  const known = hashes.get(content) ?? contentHash(content);
  hashes.set(content, known);
  return known;
}

/** What was worked out last, by what it was worked out from; beyond `most` the oldest is forgotten. */
export class Recalled<Answer> {
  private readonly answers = new Map<string, Answer>();

  constructor(private readonly most: number) {}

  of(from: readonly string[], workOut: () => Answer): Answer {
    const name = from.join();
    const known = this.answers.get(name);
    if (known !== undefined) return known;
    const answer = workOut();
    this.answers.set(name, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > this.most && oldest !== undefined) this.answers.delete(oldest);
    return answer;
  }
}
