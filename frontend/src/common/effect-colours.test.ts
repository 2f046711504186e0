import { OUTCOME_EFFECTS } from '@caseway/form-schemas';
import { EFFECT_COLOURS } from './effect-colours.ts';

test('green is what somebody got, and nothing else', () => {
  expect(OUTCOME_EFFECTS.filter((effect) => EFFECT_COLOURS[effect] === 'green')).toEqual([
    'supported',
    'assisted',
    'agreed',
  ]);
});
