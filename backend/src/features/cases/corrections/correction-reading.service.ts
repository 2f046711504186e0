import {
  type DataError,
  type FormData,
  type FormDefinition,
  type Locale,
  mergeSensitive,
  readPointer,
  recusedIn,
  unmaskSensitive,
} from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { CorrectedSince } from '../../../contract/index.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { Users } from '../../users/users.service.ts';
import { type Ground, groundOf } from '../case/case-ground.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasesStore } from '../case/cases-store.ts';
import { Registering } from '../filing/registering.service.ts';
import { type Registration, Registrations } from '../filing/registrations.service.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import { type Stranger, strangerIn } from '../review/on-behalf.ts';
import { timeFor } from '../review/review-rules.ts';
import { type FieldChange, fieldChanges } from './correction-changes.ts';
import {
  ANOTHER_REVIEW,
  CLOSED_DAY,
  CLOSED_REVIEW,
  DAY_FROM_START,
  MASKED,
  NOTHING_CHANGED,
} from './correction-texts.ts';

/** A correction read, nothing of it stored. */
export interface ReadCorrection {
  errors: DataError[];
  changes: FieldChange[];
  registration: Registration;
  /** The case with what is registered as it is to be, and decided as it is. */
  row: CaseRow;
  /** Whoever is named now, and was not before, did not bring the case that it asks to have reviewed. */
  stranger: Stranger | null;
}

/** Reads a correction by the form's version that the case was filed in. */
@Injectable()
export class CorrectionReading {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly registrations: Registrations,
    private readonly registering: Registering,
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly cipher: FieldCipher,
    private readonly persons: CasePersons,
    private readonly cases: CasesStore,
  ) {}

  /** What decides who may correct it. */
  async ground(row: CaseRow): Promise<Ground> {
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    return groundOf(row, path);
  }

  /** `data`: all that is registered, as it is to be; personal values may stand as the masks that they were shown as. */
  async read(
    before: CaseRow,
    data: FormData,
    at: Date,
    locale: Locale,
    since: CorrectedSince = 'start',
  ): Promise<ReadCorrection> {
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
    const row: CaseRow = {
      ...before,
      ...this.registering.says(read),
      review: await this.review(before, form.content, read.receivedOn),
      // A review lies with the authority that decides it, wherever the matter is; what was laid at the township stays there
      // until it is decided anew.
      scopePath: before.review || before.scopePath === township.scopePath ? before.scopePath : read.scopePath,
      updatedAt: at,
    };
    if (before.status === 'closed' && read.receivedOn !== before.receivedOn) {
      const pointer = form.content.bindings?.receivedOn ?? '';
      const turns = row.review?.late !== before.review?.late;
      errors.push({ pointer, keyword: 'closed', message: (turns ? CLOSED_REVIEW : CLOSED_DAY)[locale] });
    }
    if (since === 'now' && read.receivedOn !== before.receivedOn) {
      const pointer = form.content.bindings?.receivedOn ?? '';
      errors.push({ pointer, keyword: 'since', message: DAY_FROM_START[locale] });
    }
    const about = form.content.bindings?.about;
    if (about !== undefined && readPointer(read.data, about) !== readPointer(stored, about)) {
      errors.push({ pointer: about, keyword: 'about', message: ANOTHER_REVIEW[locale] });
    }
    if (changes.length === 0) errors.push({ pointer: '', keyword: 'unchanged', message: NOTHING_CHANGED[locale] });
    const stranger = await this.stranger(before, form.content, read, township.scopePath, changes);
    return { errors, changes, registration: read, row, stranger };
  }

  /** Whose review it is was settled when it was filed: asked again where another person is named. */
  private async stranger(
    { review }: CaseRow,
    form: FormDefinition,
    { data, compared }: Registration,
    townshipPath: string,
    changes: readonly FieldChange[],
  ): Promise<Stranger | null> {
    const { petitionerName, petitionerId, about: pointer } = form.bindings ?? {};
    const renamed = changes.some((change) => [petitionerName, petitionerId].includes(change.pointer));
    const id = pointer === undefined ? undefined : readPointer(data, pointer);
    if (!review || !renamed || typeof id !== 'string') return null;
    const about = await this.cases.byId(id);
    // Whose matter an accusation is, no correction of another case tells.
    if (!about || about.accuses || !(await this.persons.areOthers(id, townshipPath, compared.people))) return null;
    return strangerIn(form, about.number);
  }

  /** Whether it was asked for in time goes by the day of receipt as corrected. */
  private async review({ review, townshipId }: CaseRow, form: FormDefinition, receivedOn: string) {
    if (!review || !form.review) return review;
    const { calendar } = await this.reader.inForce(townshipId, 'now');
    const { late } = timeFor(review.deliveredOn, form.review.within, calendar.content, receivedOn);
    return { ...review, late };
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
