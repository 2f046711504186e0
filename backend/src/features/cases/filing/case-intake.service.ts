import { bindingValue, type FormData, fill, type Json, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { type PathState, startPath } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { LinkKind, RecusalAnswer } from '../../../contract/index.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import type { ActiveConfiguration } from '../../configuration/active-configuration.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { caseFacts } from '../../decisions/case-facts.ts';
import { type CaseDecision, decideCase } from '../../decisions/decide-case.ts';
import { type Scope, Scopes } from '../../townships/scopes.service.ts';
import { type KeptOut, NOBODY, together } from '../case/kept-out.ts';
import { liesAt } from '../case/lies-at.ts';
import { CaseLinks, type WantedLink } from '../earlier/case-links.service.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import type { EarlierCase } from '../people/people-store.ts';
import { type Stranger, strangerIn } from '../review/on-behalf.ts';
import { type ReviewRequest, Reviews } from '../review/reviews.service.ts';
import { type Offered, TakenOverData } from '../review/taken-over.service.ts';
import { type Registration, Registrations } from './registrations.service.ts';

const OPENS_NONE: LocalizedText = {
  'zh-CN': '表单“{form}”在环节中填写，不能用来登记案件：请用登记表登记。',
  en: 'Form “{form}” is filled in with a step and opens no case: register by a form that is for it.',
};

/** What somebody wants to file. */
export interface Intake extends RecusalAnswer {
  township: string;
  form: string;
  data: FormData;
  /** Pointers of fields left empty that are to stand as in the case that a request is about. */
  asInCase?: readonly string[];
  /** Earlier cases that it belongs to, by id or number. */
  links?: readonly { case: string; kind: LinkKind }[];
  /** In what capacity somebody asks who did not bring the case that it is about. */
  onBehalf?: string;
  /** Names what was in force when whoever files it saw the form. */
  configuration?: string;
}

/** A case read and decided, not stored. `errors` tell what is wrong with the data; the decision is there all the same. */
export interface ReadIntake extends Registration {
  /** Whom the data itself keeps out; `recused`: also whoever had part in what is to be reviewed. */
  named: KeptOut;
  township: Scope;
  configuration: ActiveConfiguration;
  form: Versioned<'forms'>;
  links: WantedLink[];
  /** Cases of the same people, and linked ones: all of the township's, also those that the user may not see. */
  earlier: EarlierCase[];
  /** What it asks to have reviewed; null where it is a matter of its own. */
  review: ReviewRequest | null;
  /** Whom it names did not bring the case that it is about. */
  stranger: Stranger | null;
  /** What the case that it asks about offers to be taken over; null where it asks about none. */
  offered: Offered | null;
  /** Fields that stand as in that case, with values that whoever files it never sent. */
  taken: string[];
  repeatCount: number;
  facts: Record<string, Json>;
  decided: CaseDecision;
  state: PathState;
}

/** Reads what is to be filed: validates it, finds its place and its past, and lets the rules decide. Stores nothing. */
@Injectable()
export class CaseIntake {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly registrations: Registrations,
    private readonly persons: CasePersons,
    private readonly links: CaseLinks,
    private readonly reviews: Reviews,
    private readonly takenOver: TakenOverData,
  ) {}

  /** `hold`: until the transaction ends nothing else comes into force in the township. */
  async read(intake: Intake, now: Date, locale: Locale, { hold = false } = {}): Promise<ReadIntake> {
    const township = await this.scopes.byKeyOrId(intake.township);
    if (hold) await this.reader.hold(township.id);
    const configuration = await this.reader.inForce(township.id, 'now');
    const form = configuration.form(intake.form);
    if (form.content.use !== 'case') {
      const message = fill(OPENS_NONE[locale], { form: form.content.title[locale] });
      throw new DomainError('invalid', {}, [{ pointer: '/form', message }]);
    }
    const offered = await this.takenOver.offered(form.content, intake.data, township);
    const completed = this.takenOver.completed(intake.data, intake.asInCase ?? [], offered, locale);
    const read = await this.registrations.read({ township, form, data: completed.data }, now, locale);
    const { data, place, compared, receivedAt, receivedOn } = read;
    const asked = await this.reviews.read(form.content, bindingValue(form.content, data, 'about'), {
      township,
      calendar: configuration.calendar.content,
      on: receivedOn,
    });
    const untaken = completed.errors.map(({ pointer }) => pointer);
    const errors = [...completed.errors, ...read.errors.filter(({ pointer }) => !untaken.includes(pointer))];
    if (asked && 'problem' in asked) {
      const pointer = form.content.bindings?.about ?? '';
      errors.push({ pointer, keyword: 'about', message: asked.problem[locale] });
    }
    const review = asked && 'request' in asked ? asked.request : null;
    const isStranger =
      review !== null && (await this.persons.areOthers(review.about.id, township.scopePath, compared.people));
    const wanted = await this.links.wanted(intake.links ?? []);
    // What it asks about belongs to it already, and is no repetition.
    const links = wanted.filter(({ other }) => other.id !== review?.about.id);
    const linkedAs = (kind: LinkKind) => links.flatMap((link) => (link.kind === kind ? link.other.id : []));
    const earlier = await this.persons.earlier({
      ...compared,
      placeId: place?.id ?? null,
      townshipPath: township.scopePath,
      sameMatter: linkedAs('same-matter'),
      related: linkedAs('related'),
      before: null,
    });
    const repeatCount = earlier.filter(({ repeats }) => repeats).length;
    const facts = caseFacts(form.content, data, {
      township: township.key,
      place: place?.key ?? null,
      receivedAt,
      receivedOn,
      now,
      repeatCount,
      review: review?.review ?? null,
    });
    const decided = await decideCase(configuration, form.key, facts);
    return {
      ...read,
      errors,
      // A review lies with the authority that decides it.
      scopePath:
        review?.authority.scopePath ?? liesAt({ form: form.content, routing: decided.routing, township, place }),
      named: read.recused,
      recused: together(read.recused, review?.recused ?? NOBODY),
      review,
      stranger: isStranger ? strangerIn(form.content, review.about.number) : null,
      offered: review && offered,
      taken: completed.taken,
      township,
      configuration,
      form,
      links,
      earlier,
      repeatCount,
      facts,
      decided,
      state: startPath(decided.path.content, { receivedAt, registeredAt: now }),
    };
  }
}
