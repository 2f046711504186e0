import {
  bindingValue,
  type DataError,
  type FormData,
  type FormDefinition,
  isNothing,
  type Locale,
  putPointer,
  readPointer,
  type TakenOver,
  takenOver,
} from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { UUID } from '../../../http/params.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { mayUnmask } from '../case/case-access.ts';
import { CaseData } from '../case/case-data.service.ts';
import { CaseGround } from '../case/case-ground.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { KnownCases } from '../case/known-cases.service.ts';
import { authorityFor, registersAt } from './review-rules.ts';
import { NOT_TAKEN_OVER } from './review-texts.ts';

/** What of an earlier case a request about it may stand with. */
export interface Offered {
  about: CaseRow;
  fields: TakenOver[];
}

/** Data with what was left as in the earlier case, out of that case. */
export interface Completed {
  data: FormData;
  /** Fields that stand as they do there. */
  taken: string[];
  errors: DataError[];
}

/** What a request for review takes over from the case that it is about. */
@Injectable()
export class TakenOverData {
  constructor(
    private readonly cases: KnownCases,
    private readonly data: CaseData,
    private readonly reader: ConfigurationReader,
    private readonly ground: CaseGround,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
  ) {}

  /** Null where the user sees no such case, may not know its people, or may register no request about it. Personal data: where they may have it unmasked. */
  async offered(form: FormDefinition, given: FormData, township: Scope): Promise<Offered | null> {
    const chosen = form.review && bindingValue(form, given, 'about');
    const about = typeof chosen === 'string' && UUID.test(chosen) ? await this.cases.byId(chosen) : null;
    if (about?.townshipId !== township.id) return null;
    const { principal } = this.transactions;
    const above = authorityFor(about, await this.scopes.all());
    if (!above || registersAt(principal, about, above.authority) === null) return null;
    const { content } = await this.reader.version('forms', about.formVersionId);
    const unmasks = mayUnmask(principal, about, await this.ground.of(about));
    const fields = takenOver(content, this.data.clear(about), form);
    return { about, fields: fields.filter(({ personal }) => unmasks || !personal) };
  }

  /** What was typed goes before what was left as in the case. */
  completed(given: FormData, left: readonly string[], offered: Offered | null, locale: Locale): Completed {
    const open = left.filter((pointer) => isNothing(readPointer(given, pointer)));
    const taken = (offered?.fields ?? []).filter(({ pointer }) => open.includes(pointer));
    const pointers = taken.map(({ pointer }) => pointer);
    return {
      data: taken.reduce((data, { pointer, value }) => putPointer(data, pointer, value), given),
      taken: pointers,
      errors: open
        .filter((pointer) => !pointers.includes(pointer))
        .map((pointer) => ({ pointer, keyword: 'as-in-case', message: NOT_TAKEN_OVER[locale] })),
    };
  }
}
