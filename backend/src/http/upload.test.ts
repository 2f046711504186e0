import type { FastifyRequest } from 'fastify';
import { receiveFile } from './upload.ts';

const MIB = 1024 * 1024;
const sending = (toBuffer: () => Promise<Buffer>) =>
  ({
    isMultipart: () => true,
    file: async () => ({ toBuffer, file: {}, filename: 'paper.pdf' }),
  }) as unknown as FastifyRequest;

test.each([
  ['the line broke in the middle', new Error('Unexpected end of form')],
  ['the connection was closed', Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })],
])('an upload that is cut short is the sender’s doing, no fault of the server: %s', async (_, error) => {
  const cut = receiveFile(
    sending(() => Promise.reject(error)),
    MIB,
  );
  await expect(cut).rejects.toMatchObject({ name: 'DomainError', code: 'malformed' });
});

test('what the parser refuses by a limit stays what it is', async () => {
  const error = Object.assign(new Error('too large'), { code: 'FST_REQ_FILE_TOO_LARGE', statusCode: 413 });
  await expect(
    receiveFile(
      sending(() => Promise.reject(error)),
      MIB,
    ),
  ).rejects.toBe(error);
});
