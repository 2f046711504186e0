import { answerOf, howSaid, type SaidOfWords, wordsAsked } from './keep-out.ts';

const asked = [{ pointer: '/accused', label: '被检举控告的人员', words: [] }];
const data = { accused: '青石镇镇长', where: '东坡村' };
const said: SaidOfWords = { of: wordsAsked(asked, data), how: 'whom', whom: ['userId:a', 'department:land:north'] };

test('an answer is one about the words as they were: other words are asked about anew', () => {
  expect(howSaid(said, asked, data)).toBe('whom');
  expect(howSaid(said, asked, { ...data, where: '西坡村' })).toBe('whom');
  expect(howSaid(said, asked, { ...data, accused: '外号大炮' })).toBeNull();
  expect(howSaid(said, [], data)).toBeNull();
  expect(howSaid(undefined, asked, data)).toBeNull();
});

test('the server is told whom, of people and departments, or that nobody is meant', () => {
  expect(answerOf('whom', said.whom)).toEqual({ keepOut: [{ userId: 'a' }, { department: 'land:north' }] });
  expect(answerOf('nobody', said.whom)).toEqual({ nobodyMeant: true });
  expect(answerOf('whom', [])).toEqual({});
  expect(answerOf(null, said.whom)).toEqual({});
});
