import { errorText } from '@caseway/form-schemas';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from 'typebox';
import { DomainError, type ErrorItem } from '../errors/domain-error.ts';
import { currentLocale } from './request-context.ts';

/** Queries arrive as text: numbers and booleans are read from it. Defaults are filled in; nothing is dropped silently. */
const ajv = new Ajv2020({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false });
addFormats.default(ajv);

function itemOf({ keyword, instancePath, params }: ErrorObject): ErrorItem {
  const missing = (params as { missingProperty?: string }).missingProperty;
  const pointer = keyword === 'required' && missing !== undefined ? `${instancePath}/${missing}` : instancePath;
  return { pointer, message: errorText(keyword, params, pointer.split('/').at(-1) ?? '', currentLocale()) };
}

type Api<T extends TSchema> = StandardSchemaV1<unknown, Static<T>>;

const known = new WeakMap<TSchema, Api<TSchema>>();

/**
 * A TypeBox schema as a Standard Schema: Ajv validates, Nest takes it in `@Body({schema})` and `@Query({schema})`, and the description of the interface
 * is made of the same JSON Schema. What does not fit is `invalid`, with every place named in the language of the request.
 */
export function api<T extends TSchema>(schema: T): Api<T> {
  const before = known.get(schema);
  if (before) return before as Api<T>;
  const plain = JSON.parse(JSON.stringify(schema));
  let check: ValidateFunction | undefined;
  const jsonSchema = () => plain;
  const made = {
    '~standard': {
      version: 1,
      vendor: 'caseway',
      validate: (value: unknown) => {
        check ??= ajv.compile(plain);
        const input = value === undefined ? {} : value;
        if (check(input)) return { value: input as Static<T> };
        throw new DomainError('invalid', {}, (check.errors ?? []).map(itemOf));
      },
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  } as Api<T>;
  known.set(schema, made as Api<TSchema>);
  return made;
}
