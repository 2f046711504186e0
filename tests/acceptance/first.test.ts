import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('the office opens', async () => {
  const clerk = await office.as('clerk.qingshi');
  const { status, body } = await clerk.get('/api/cases');
  expect([status, body]).toEqual([200, { items: [], nextCursor: null, total: 0 }]);
});
