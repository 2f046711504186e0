import { type HandlingPath, stepOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { CaseRow } from './case-row.ts';

/** The department that the step of an open case names beside the one that leads it. */
export const departmentOfStep = ({ status, step }: Pick<CaseRow, 'status' | 'step'>, path: HandlingPath) =>
  status === 'open' ? (stepOf(path, step).assignee?.department ?? null) : null;

/** The same, by the path that the case goes. */
@Injectable()
export class StepDepartment {
  constructor(private readonly reader: ConfigurationReader) {}

  async of(row: CaseRow): Promise<string | null> {
    return departmentOfStep(row, (await this.reader.version('paths', row.pathVersionId)).content);
  }
}
