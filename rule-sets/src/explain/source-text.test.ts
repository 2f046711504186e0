import { sourceText } from './explain-decision.ts';

const source = { 'zh-CN': '方案措施八', en: 'Plan, measure 8' };

test.each([
  [{ source }, '方案措施八', 'Plan, measure 8'],
  // What the source does not name is not told as if it did.
  [{ source, assumed: true }, '方案措施八；本单位约定', 'Plan, measure 8; assumption of this office'],
  [{ assumed: true }, '本单位约定', 'assumption of this office'],
  [{}, '', ''],
])('%j is told with what it rests on', (thing, zh, en) => {
  expect([sourceText(thing, 'zh-CN'), sourceText(thing, 'en')]).toEqual([zh, en]);
});
