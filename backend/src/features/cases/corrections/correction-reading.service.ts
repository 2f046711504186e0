import {
  type DataError,
  type FormData,
  type Locale,
  mergeSensitive,
  readPointer,
  recusedIn,
  unmaskSensitive,
} from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { Users } from '../../users/users.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { type Registration, Registrations } from '../filing/registrations.service.ts';
import { type FieldChange, fieldChanges } from './correction-changes.ts';
import { ANOTHER_REVIEW, CLOSED_DAY, MASKED, NOTHING_CHANGED } from './correction-texts.ts';

/** A correction read, nothing of it stored. */
export interface ReadCorrection {
  errors: DataError[];
  changes: FieldChange[];
  registration: Registration;
  /** The case with what is registered as it is to be, and decided as it is. */
  row: CaseRow;
}

/** Reads a correction by the form's version that the case was filed in. */
@Injectable()
export class CorrectionReading {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly registrations: Registrations,
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly cipher: FieldCipher,
  ) {}

  /** `data`: all that is registered, as it is to be; personal values may stand as the masks that they were shown as. */
  async read(before: CaseRow, data: FormData, at: Date, locale: Locale): Promise<ReadCorrection> {
    const form = await this.reader.version('forms', before.formVersionId);
    const township = await this.scopes.byId(before.townshipId);
    const stored = before.sensitive
      ? mergeSensitive(before.data, this.cipher.open(before.sensitive) as FormData)
      : before.data;
    const { data: whole, unclear } = unmaskSensitive(form.content, data, stored);
    const { placeId, receivedAt, receivedOn, createdAt } = before;
    const registered = { at: createdAt, placeId, receivedAt, receivedOn, data: stored };
    const read = await this.registrations.read({ township, form, data: whole, registered }, at, locale);
    const staff = [...recusedIn(form.content, stored).staff, ...read.recused.people];
    const changes = fieldChanges(form.content, stored, read.data, await this.names(staff));
    const masks = unclear.map((pointer) => ({ pointer, keyword: 'masked', message: MASKED[locale] }));
    const errors = [...masks, ...read.errors.filter(({ pointer }) => !unclear.includes(pointer))];
    if (before.status === 'closed' && read.receivedOn !== before.receivedOn) {
      const pointer = form.content.bindings?.receivedOn ?? '';
      errors.push({ pointer, keyword: 'closed', message: CLOSED_DAY[locale] });
    }
    const about = form.content.bindings?.about;
    if (about !== undefined && readPointer(read.data, about) !== readPointer(stored, about)) {
      errors.push({ pointer: about, keyword: 'about', message: ANOTHER_REVIEW[locale] });
    }
    if (changes.length === 0) errors.push({ pointer: '', keyword: 'unchanged', message: NOTHING_CHANGED[locale] });
    const row: CaseRow = {
      ...before,
      placeId: read.place?.id ?? null,
      // A review lies with the authority that decides it, wherever the matter is; what was laid at the township stays there
      // until it is decided anew.
      scopePath: before.review || before.scopePath === township.scopePath ? before.scopePath : read.scopePath,
      title: read.title,
      data: read.open,
      sensitive: Object.keys(read.sensitive).length > 0 ? this.cipher.seal(read.sensitive) : null,
      petitionerMasked: read.petitionerMasked,
      headcount: read.headcount,
      receivedAt: read.receivedAt,
      receivedOn: read.receivedOn,
      updatedAt: at,
    };
    return { errors, changes, registration: read, row };
  }

  private async names(staff: readonly string[]) {
    const places = new Map((await this.scopes.all()).map(({ key, title }) => [key, title]));
    const people = await this.users.namesOf(staff);
    return (type: 'place' | 'staff', key: string) => {
      const name = people.get(key)?.displayName;
      return type === 'place' ? places.get(key) : name === undefined ? undefined : { 'zh-CN': name, en: name };
    };
  }
}
