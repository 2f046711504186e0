import { readTypedJson } from './typed-json.ts';

test.each([
  ['{"a":1.0}', { value: { a: 1 } }],
  ['{"a":', { problem: 'ruleTests.notJson' }],
  ['{"a":1e999}', { problem: expect.stringMatching(/1e999.*make it smaller/) }],
  ['12345678901234567890', { problem: expect.stringMatching(/write it as text/) }],
])('%s', (text, read) => expect(readTypedJson(text, (key) => key, 'en')).toEqual(read));
