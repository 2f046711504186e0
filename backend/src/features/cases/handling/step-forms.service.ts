import { type FormData, type FormDefinition, type Json, type Locale, splitSensitive } from '@caseway/form-schemas';
import { localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ErrorItem } from '../../../errors/domain-error.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import type { CaseRow } from '../case/case-row.ts';
import { caseDays } from './case-days.ts';

/** What was filled in with a step. */
export interface StepData {
  form: FormDefinition;
  formVersionId: string;
  /** All that the form keeps: what conditions read, never stored as it is. */
  data: FormData;
  open: FormData;
  /** The personal part, sealed; null where there is none. */
  sealed: string | null;
  errors: ErrorItem[];
}

/** The forms that go with steps, in the version that stands beside the case's path. */
@Injectable()
export class StepForms {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly cipher: FieldCipher,
  ) {}

  /** The form of a step, as it was proven with the path that the case goes. */
  async form({ townshipId, pathVersionId }: CaseRow, key: string): Promise<Versioned<'forms'>> {
    return (await this.reader.standingWith(townshipId, pathVersionId)).form(key);
  }

  /**
   * Reads what was filled in; `pointer` is the member of the request that holds it, for the places of its errors; `at`: when;
   * `toldAt`: when the letter was made that it records the delivery of.
   */
  async read(
    row: CaseRow,
    key: string,
    filled: FormData,
    { locale, pointer, at, toldAt }: { locale: Locale; pointer: string; at: Date; toldAt?: Date },
  ): Promise<StepData> {
    const form = await this.form(row, key);
    const compiled = this.reader.compiledForm(form);
    const told = toldAt && { told: localDay(toldAt) };
    const present = { today: localDay(at), ...caseDays(row), ...told };
    const errors = compiled
      .validate(filled, locale, present)
      .map((error) => ({ pointer: `${pointer}${error.pointer}`, message: error.message }));
    const data = compiled.takeIn(filled, present);
    const { open, sensitive } = splitSensitive(form.content, data);
    const sealed = Object.keys(sensitive).length > 0 ? this.cipher.seal(sensitive).toString('base64') : null;
    return { form: form.content, formVersionId: form.versionId, data, open, sealed, errors };
  }
}

/** As it stands in the history; personal data sealed. */
export function stepDataDetails({ formVersionId, open, sealed }: StepData): Record<string, Json> {
  return { formVersionId, data: open, ...(sealed !== null && { sealed }) };
}
