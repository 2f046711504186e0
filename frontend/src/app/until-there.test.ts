// A page that cannot be fetched waits for the connection; one that is gone says so.
import { untilThere } from './until-there.ts';

const failing = (times: number) => {
  let left = times;
  return async () => {
    if (left-- > 0) throw new TypeError('Failed to fetch dynamically imported module');
    return 'page';
  };
};

test('what could not be fetched comes by itself when there is a connection again', async () => {
  let waited = 0;
  const wait = async () => void waited++;
  await expect(untilThere(failing(2), wait, async () => false)).resolves.toBe('page');
  expect(waited).toBe(2);
});

test('what the server does not have any more is a failure', async () => {
  await expect(
    untilThere(
      failing(1),
      async () => undefined,
      async () => true,
    ),
  ).rejects.toThrow('Failed to fetch');
});
