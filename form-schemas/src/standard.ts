import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FormSchema } from './model/form-definition.ts';

const STANDARD = 'https://json-schema.org/draft/2020-12/';

let documents: ReadonlyMap<string, FormSchema> | undefined;

/** The documents of the standard that describe schemas, by name: all of the outside that a schema may refer to. */
export function standardDocuments(): ReadonlyMap<string, FormSchema> {
  documents ??= new Map(
    Object.entries(new Ajv2020().schemas).flatMap(([name, known]) =>
      name.startsWith(STANDARD) && known && typeof known.schema === 'object'
        ? [[name, known.schema as FormSchema] as const]
        : [],
    ),
  );
  return documents;
}

/** Whether a name is one of theirs. */
export const isStandard = (name: string): boolean => name.startsWith(STANDARD);
