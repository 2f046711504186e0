import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { alike, type Hash, isSamePerson, personKeys } from './person-keys.ts';

const hash: Hash = (use, text) => createHmac('sha256', 'a key').update(`${use}\0${text}`).digest();

test.each([
  // However a person's name was typed: blanks, full-width letters, any of the dots.
  ['name', '王 小明', '王小明'],
  ['name', '\u3000王小\u200b明', '王小明'],
  ['name', '阿不都•热合曼', '阿不都·热合曼'],
  ['name', '阿不都．热合曼', '阿不都·热合曼'],
  ['name', 'Ｊｏｈｎ Smith', 'john smith'],
  ['name', '方\u200c\u200d\u2060\u00ad\u200e\ufe00林', '方林'],
  ['name', '方·林', '方林'],
  // A telephone with or without the country, with any separators.
  ['phone', '138 0000 0000', '13800000000'],
  ['phone', '138\ufe000000\u206a0000', '13800000000'],
  ['phone', '+86 13800000000', '13800000000'],
  ['phone', '0086-138-0000-0000', '13800000000'],
  ['phone', '8613800000000', '13800000000'],
  ['phone', '１３８００００００００', '13800000000'],
  ['phone', '022-63360000', '02263360000'],
  ['phone', '+86 22 6336 0000', '(022)63360000'],
  ['phone', '+86 022 6336 0000', '022 63360000'],
  // An identity number pasted in groups, its last character in either case.
  ['id-number', '110105 19491231 002x', '11010519491231002X'],
  ['id-number', '１１０１０５-19491231-002X', '11010519491231002X'],
] as const)('%s: %j is the same as %j', (part, one, other) => {
  expect(alike(part, one)).toBe(alike(part, other));
});

test.each([
  ['name', '王小明', '王晓明'],
  ['phone', '13800000000', '13800000001'],
  ['phone', '02263360000', '01063360000'],
  ['id-number', '110105194912310021', '11010519491231002X'],
] as const)('%s: %j is another than %j', (part, one, other) => {
  expect(alike(part, one)).not.toBe(alike(part, other));
});

test('what is compared stays as it is when it is compared again', () => {
  const any = fc.string({ unit: fc.constantFrom(...'王明·• \u3000０１8６+-ｘX') });
  fc.assert(
    fc.property(fc.constantFrom('name' as const, 'id-number' as const), any, (part, text) => {
      expect(alike(part, alike(part, text))).toBe(alike(part, text));
    }),
  );
});

test('a person is kept as hashes of each part, none of them the same for two parts', () => {
  const keys = personKeys({ name: '1', phone: '1', 'id-number': '1' }, hash);
  const all = [keys?.name, keys?.phone, keys?.idNumber].map((key) => key?.toString('hex'));
  expect(new Set(all).size).toBe(3);
  expect(personKeys({ name: '王小明' }, hash)).toEqual({
    name: expect.any(Buffer),
    phone: null,
    idNumber: null,
  });
});

test('of blanks and of nothing no person is left', () => {
  expect(personKeys({}, hash)).toBeNull();
  expect(personKeys({ name: '\u3000', phone: '-' }, hash)).toBeNull();
});

test('two are one person by the identity number, else by name and telephone together', () => {
  const person = { name: '王 某', phone: '139-0000-0001' };
  expect(isSamePerson(person, { name: '王某', phone: '+86 13900000001' })).toBe(true);
  expect(isSamePerson(person, { name: '王某' })).toBe(false);
  expect(isSamePerson({ phone: person.phone }, { phone: person.phone })).toBe(false);
  const known = { ...person, 'id-number': '11010119900307001x' };
  expect(isSamePerson(known, { name: '王大某', 'id-number': '11010119900307001X' })).toBe(true);
  expect(isSamePerson(known, { ...person, 'id-number': '110101199003070011' })).toBe(false);
});
