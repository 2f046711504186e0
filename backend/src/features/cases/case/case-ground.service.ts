import { type FormDefinition, keepsOutNamed } from '@caseway/form-schemas';
import { type HandlingPath, stepOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { CaseRow } from './case-row.ts';

/** Of the form and path that a case goes by, what decides who works on it and may know what is in it. */
export interface Ground {
  /** The department that the step of an open case names beside the one that leads it. */
  departmentOfStep: string | null;
  /** Its form asks whom the matter speaks against. */
  accuses: boolean;
}

export const groundOf = (
  { status, step }: Pick<CaseRow, 'status' | 'step'>,
  path: HandlingPath,
  form: Pick<FormDefinition, 'schema'>,
): Ground => ({
  departmentOfStep: status === 'open' ? (stepOf(path, step).assignee?.department ?? null) : null,
  accuses: keepsOutNamed(form),
});

/** The same, by the versions that the case names. */
@Injectable()
export class CaseGround {
  constructor(private readonly reader: ConfigurationReader) {}

  async of(row: CaseRow): Promise<Ground> {
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    return groundOf(row, path, (await this.reader.version('forms', row.formVersionId)).content);
  }
}
