import { readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import { proveForm } from '@caseway/rule-sets';
import { FormProofs } from './form-proofs.service.ts';

const FORM: FormDefinition = JSON.parse(readFileSync('form-schemas/library/delivery-record-form.json', 'utf8'));
const branch = (value: string) => ({
  if: { properties: { deliveryWay: { const: 'public-announcement' } }, required: ['deliveryWay'] },
  then: { properties: { deliveryResult: { const: value } } },
});
const deadEnd: FormDefinition = {
  ...FORM,
  schema: {
    ...FORM.schema,
    allOf: [...(FORM.schema.allOf ?? []), branch('delivery-failed'), branch('delivery-succeeded')],
  },
};

test('a form is proved in a thread of its own as on this one, and a version that was proved is not proved again', async () => {
  const proofs = new FormProofs();
  try {
    const proof = await proofs.of(deadEnd);
    expect(proof).toEqual(proveForm(deadEnd));
    expect(proof.findings.map(({ code }) => code)).toContain('unpickable');
    expect(await proofs.of(deadEnd)).toBe(proof);
    expect((await proofs.of(FORM)).findings).toEqual([]);
  } finally {
    await proofs.onModuleDestroy();
  }
}, 60_000);
