import { checkForm } from '../check-form.ts';
import { drawForm, drawnFields } from './draw-form.ts';
import { blankForm, broughtForm } from './new-form.ts';

const named = { key: 'shared-parking', title: { 'zh-CN': '共享停车', en: 'Shared parking' }, use: 'case' as const };

describe('a new form', () => {
  test.each(['case', 'step'] as const)('begins with nothing to mend: %s', (use) => {
    expect(checkForm(blankForm({ ...named, use }))).toEqual([]);
  });

  test('is a JSON Schema as it stands, under the name it is given', () => {
    const schema = { type: 'object', title: 'Other', properties: { plate: { type: 'string', title: 'Plate' } } };
    const form = broughtForm(schema, named);
    expect(form).toMatchObject({ key: 'shared-parking', title: named.title, schema });
    expect(drawnFields(drawForm(form)).map(({ name }) => name)).toEqual(['plate']);
  });

  test('is a copy of another form with a key of its own', () => {
    const other = { ...blankForm(named), key: 'other' };
    expect(broughtForm(other, named)).toEqual(blankForm(named));
  });

  test.each([[[1, 2]], ['text'], [null], [{ anything: 1 }]])('is not made of what is neither: %j', (brought) => {
    expect(broughtForm(brought, named)).toBeNull();
  });
});
