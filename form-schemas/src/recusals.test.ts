import type { FormSchema, Json } from './model/form-definition.ts';
import { recusedIn } from './recusals.ts';

test('whoever the data keeps out is found wherever the form says so, by what it says', () => {
  const schema: FormSchema = {
    type: 'object',
    properties: {
      about: { type: 'string', 'x-recuses': true },
      others: { type: 'array', 'x-recuses': 'staff', items: { type: 'string' } },
      unit: { type: 'string', enum: ['land', 'none'], 'x-recuses': 'department' },
      units: { type: 'array', items: { $ref: '#/$defs/unit' } },
      accused: {
        type: 'array',
        items: { type: 'object', properties: { who: { type: 'string', 'x-recuses': 'named' } } },
      },
      by: { type: 'string' },
      no: { type: 'string', 'x-recuses': false },
    },
    $defs: { unit: { type: 'string', enum: ['land', 'farm'], 'x-recuses': 'department' } },
  };
  const data: Record<string, Json> = {
    about: 'a',
    others: ['b', 'c', 'a'],
    unit: 'land',
    units: ['farm', 'land'],
    accused: [{ who: '张三' }, { when: 'ever' }],
    by: 'd',
    no: 'e',
  };
  expect(recusedIn({ schema }, data)).toEqual({
    staff: ['a', 'b', 'c'],
    departments: ['land', 'farm'],
    named: ['张三'],
  });
});
