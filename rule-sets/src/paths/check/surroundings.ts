import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { PathCode, PathFinding } from './path-findings.ts';

/** What a path stands among; what is not given is not checked against. */
export interface PathSurroundings {
  calendar?: BusinessCalendar | undefined;
  /** Every form: those of steps, and those that open cases, whose data conditions may read. */
  forms?: readonly FormDefinition[];
  outcomes?: { departments?: readonly string[]; sessions?: readonly string[] };
}

export type Report = (
  code: PathCode,
  pointer: string,
  params?: Record<string, string>,
  more?: Pick<PathFinding, 'words' | 'witness'>,
) => void;
