import { type Json, pointerTokens } from '@caseway/form-schemas';

interface Place {
  listeners: Set<() => void>;
  parts: Map<string, Place>;
}

const newPlace = (): Place => ({ listeners: new Set(), parts: new Map() });

const partOf = (value: Json | undefined, name: string): Json | undefined =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, Json>)[name]
    : undefined;

/** Who listens where in a form's data. Whoever listens at a place hears of that place and of what stands in it. */
export class Places {
  private readonly root = newPlace();

  /** Answers how to stop. */
  listen(pointer: string, listener: () => void): () => void {
    let at = this.root;
    for (const token of pointerTokens(pointer)) {
      const part = at.parts.get(token) ?? newPlace();
      at.parts.set(token, part);
      at = part;
    }
    at.listeners.add(listener);
    return () => at.listeners.delete(listener);
  }

  /** Tells whoever listens where the one is not the other. Costs what is different, and a look at what lies beside it. */
  tellChanged(before: Json | undefined, now: Json | undefined): void {
    const concerned: (() => void)[] = [];
    const visit = (place: Place, then: Json | undefined, value: Json | undefined): void => {
      if (then === value) return;
      concerned.push(...place.listeners);
      for (const [name, part] of place.parts) visit(part, partOf(then, name), partOf(value, name));
    };
    visit(this.root, before, now);
    for (const listener of concerned) listener();
  }

  /** Tells whoever listens at one place. */
  tell(pointer: string): void {
    let at: Place | undefined = this.root;
    for (const token of pointerTokens(pointer)) at = at?.parts.get(token);
    for (const listener of [...(at?.listeners ?? [])]) listener();
  }
}
