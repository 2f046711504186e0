import { type HandlingPath, stepOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { CaseRow } from './case-row.ts';

/** Of a case and the path that it goes by, what decides who works on it and may know what is in it. */
export interface Ground {
  /** The department that the step of an open case names beside the one that leads it. */
  departmentOfStep: string | null;
  /** Its form asks whom the matter speaks against. */
  accuses: boolean;
}

export const groundOf = (
  { status, step, accuses }: Pick<CaseRow, 'status' | 'step' | 'accuses'>,
  path: HandlingPath,
): Ground => ({
  departmentOfStep: status === 'open' ? (stepOf(path, step).assignee?.department ?? null) : null,
  accuses,
});

/** The same, by the version that the case names. */
@Injectable()
export class CaseGround {
  constructor(private readonly reader: ConfigurationReader) {}

  async of(row: CaseRow): Promise<Ground> {
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    return groundOf(row, path);
  }
}
