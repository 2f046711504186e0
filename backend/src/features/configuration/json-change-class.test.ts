import { diffJson } from '@caseway/rule-sets';
import { jsonChangeClass } from './json-change-class.ts';

const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const calendar = () => ({
  limits: [
    { key: 'one', title: text('办结'), source: text('《信访工作条例》第三十四条：六十日'), duration: 60 },
    { key: 'other', title: text('延期'), source: text('《信访工作条例》第三十四条：三十日'), duration: 30 },
  ],
});
type Made = ReturnType<typeof calendar>;
type Limit = Made['limits'][number];

test.each<[string, string, (one: Limit, other: Limit, all: Made) => void]>([
  ['words', 'another title', (one) => (one.title = text('办理'))],
  ['words', 'the source in other words', (one) => (one.source = text('依《信访工作条例》第三十四条'))],
  ['needs-migration', 'the title of something else', (one) => (one.title = text('延期'))],
  ['needs-migration', 'another article', (one) => (one.source = text('《信访工作条例》第三十五条：六十日'))],
  ['needs-migration', 'no source', (one) => delete (one as Partial<Limit>).source],
  ['needs-migration', 'a value', (one) => (one.duration = 600)],
  ['needs-migration', 'one limit less', (_, __, all) => all.limits.splice(1)],
])('%s: %s', (expected, _, change) => {
  const [old, now] = [calendar(), calendar()];
  const [one, other] = now.limits as [Limit, Limit];
  change(one, other, now);
  const classes = diffJson(old, now).map((each) => jsonChangeClass(each, old, now));
  expect(classes.length).toBeGreaterThan(0);
  expect(classes).toContain(expected);
  if (expected === 'words') expect(new Set(classes)).toEqual(new Set(['words']));
});
