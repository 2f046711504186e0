import { factsNamed } from './facts-named.ts';

test('facts are found in groups, in named conditions and in what is compared with; each once', () => {
  const ruleSet = {
    rules: [
      {
        conditions: {
          all: [{ fact: 'a', operator: 'equal', value: 1 }, { not: { fact: 'b', path: '$.c', value: 2 } }],
        },
      },
      { conditions: { any: [{ fact: 'a', operator: 'equal', value: { fact: 'd' } }, { condition: 'named' }] } },
    ],
    conditions: { named: { fact: 'e', operator: 'in', value: ['f'] } },
  };
  expect(factsNamed(ruleSet)).toEqual([
    { fact: 'a', path: null },
    { fact: 'b', path: '$.c' },
    { fact: 'd', path: null },
    { fact: 'e', path: null },
  ]);
});

test.each([
  // Nothing at all, as an editor has it at first.
  [undefined],
  [null],
  ['text'],
  // Half written.
  [{ rules: [null, {}, { conditions: null }, { conditions: { fact: 7 } }] }],
])('what is no rule set yet names no fact: %j', (content) => {
  expect(factsNamed(content)).toEqual([]);
});
