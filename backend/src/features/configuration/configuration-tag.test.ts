import fc from 'fast-check';
import { configurationTag, type Stood, versionsNamed } from './configuration-tag.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute));
const stood = (versionId: string, from: number, to: number | null = null): Stood => ({
  versionId,
  from: at(from),
  to: to === null ? null : at(to),
});
const tag = (...ids: string[]) => configurationTag(ids.map((versionId) => ({ versionId })));

test('what stood together is found by its name, whatever came after it', () => {
  const history = [stood('form-1', 0, 10), stood('form-2', 10), stood('rules-1', 0, 20), stood('rules-2', 20, 30)];
  expect(versionsNamed(tag('form-1', 'rules-1'), history)?.sort()).toEqual(['form-1', 'rules-1']);
  expect(versionsNamed(tag('rules-1', 'form-2'), history)?.sort()).toEqual(['form-2', 'rules-1']);
  // Taken out, nothing put in its place.
  expect(versionsNamed(tag('form-2'), history)).toEqual(['form-2']);
});

test('what never stood together has no versions', () => {
  const history = [stood('form-1', 0, 10), stood('form-2', 10), stood('rules-1', 20)];
  for (const never of [tag('form-1', 'rules-1'), tag('form-1', 'form-2'), 'nothing', '']) {
    expect(versionsNamed(never, history)).toBeNull();
  }
});

test('whatever happened, each thing that stood is found again', () => {
  const moves = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(moves, (made) => {
      const history: Stood[] = [];
      const seen: string[][] = [];
      for (const [minute, [document, number]] of made.entries()) {
        const before = history.find(({ versionId, to }) => to === null && versionId.startsWith(document));
        if (before) before.to = at(minute);
        history.push(stood(`${document}${number}`, minute));
        seen.push(history.filter(({ to }) => to === null).map(({ versionId }) => versionId));
      }
      for (const versions of seen) expect(versionsNamed(tag(...versions), history)?.sort()).toEqual(versions.sort());
    }),
  );
});
