import { placeWords } from './place-words.ts';

const FORM = {
  schema: {
    properties: {
      plate: { maxLength: 7, 'x-title': { 'zh-CN': '车牌号', en: 'Plate' } },
      bare: { properties: { inner: { title: 'Inner' } } },
    },
  },
  ui: { sections: [{ key: 'all', title: { 'zh-CN': '内容', en: 'All' } }] },
};

test.each([
  ['', '/', '/'],
  ['/schema/properties/plate/maxLength', 'schema › 车牌号 › maxLength', 'schema › Plate › maxLength'],
  ['/schema/properties/bare/properties/inner', 'schema › bare › Inner', 'schema › bare › Inner'],
  ['/schema/properties/gone/title', 'schema › gone › title', 'schema › gone › title'],
  ['/ui/sections/0/title', 'ui › sections › 内容 › title', 'ui › sections › All › title'],
  ['/ui/sections/4', 'ui › sections › #5', 'ui › sections › #5'],
])('place %s is said as people know it', (pointer, zh, en) => {
  expect([placeWords(FORM, pointer, 'zh-CN'), placeWords(FORM, pointer, 'en')]).toEqual([zh, en]);
});
