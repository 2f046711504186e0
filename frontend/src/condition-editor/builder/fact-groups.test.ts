import { REPAIR_FORM, TEST_FACTS } from '../testing/repair-form.ts';
import { factGroups } from './fact-groups.ts';

test('facts are offered by section of the form, those of the system last', () => {
  const groups = factGroups(TEST_FACTS, [REPAIR_FORM], 'repair');
  expect(groups.map(({ key }) => key)).toEqual(['repair/what', 'repair/who', 'repair', '']);
  expect(groups[0]?.facts.map(({ fact, path }) => path ?? fact)).toEqual(['kind', 'signs', 'note', 'machine', '$.age']);
  expect(groups.flatMap(({ facts }) => facts)).toHaveLength(TEST_FACTS.length);
});
