import fc from 'fast-check';
import type { Settings } from '../config/settings.ts';
import { FieldCipher } from './field-cipher.ts';

const cipher = new FieldCipher({ secret: 'one secret of this test' } as Settings);
const other = new FieldCipher({ secret: 'another secret of this test' } as Settings);

test('what is sealed is opened as it was, and never twice alike', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value));
      const sealed = cipher.seal(json);
      expect(cipher.open(sealed)).toEqual(json);
      expect(cipher.seal(json).equals(sealed)).toBe(false);
    }),
  );
});

test('one changed bit, or another secret, opens nothing', () => {
  const sealed = cipher.seal({ name: '王某某' });
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => cipher.open(changed)).toThrow();
  }
  expect(() => other.open(sealed)).toThrow();
});

test('the same text hashes the same, by the secret and by its use', () => {
  const hash = (it: FieldCipher, use: string) => it.keyedHash(use, '110101199003070011').toString('hex');
  expect(hash(cipher, 'one')).toBe(hash(cipher, 'one'));
  expect(hash(cipher, 'one')).not.toBe(hash(cipher, 'two'));
  expect(hash(cipher, 'one')).not.toBe(hash(other, 'one'));
});
