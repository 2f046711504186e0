import type { FormData } from '@caseway/form-schemas';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import { FileCaseBody, FiledCase, PreviewOut } from '../../../contract/index.ts';
import { Access, AnswersOnly } from '../../../http/access.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { FILERS } from '../case/case-access.ts';
import { Present } from '../case/present.ts';
import { RegistrationDrafts } from '../drafts/registration-drafts.service.ts';
import { EarlierMatters } from '../earlier/earlier-matters.service.ts';
import { CaseDecisions } from '../reading/case-decisions.service.ts';
import { CaseFiling } from './case-filing.service.ts';
import { CaseIntake } from './case-intake.service.ts';
import { FilingViews } from './filing-views.service.ts';
import { SeenConfiguration } from './seen-configuration.service.ts';

@Controller('cases')
export class FilingController {
  constructor(
    private readonly intake: CaseIntake,
    private readonly seen: SeenConfiguration,
    private readonly filing: CaseFiling,
    private readonly views: FilingViews,
    private readonly decisions: CaseDecisions,
    private readonly matters: EarlierMatters,
    private readonly present: Present,
    private readonly drafts: RegistrationDrafts,
  ) {}

  @Post('preview')
  @AnswersOnly()
  @Access([...FILERS])
  @HttpCode(200)
  @Returns(200, PreviewOut)
  async preview(@Body({ schema: api(FileCaseBody) }) body: Static<typeof FileCaseBody>): Promise<PreviewOut> {
    const now = await this.present.now();
    const read = await this.intake.read({ ...body, data: body.data as FormData }, now, currentLocale());
    await this.seen.require(body.configuration, read, now, currentLocale());
    const { place, compared, review } = read;
    // What a request is about hangs together with it as it is.
    const earlier = read.earlier.filter(({ id }) => id !== review?.about.id);
    const sought = { earlier, placeId: place?.id ?? null, matter: compared.matter, self: null };
    return {
      ...(await this.views.preview(read, now, currentLocale())),
      ...(await this.matters.offered(sought, currentLocale())),
    };
  }

  @Post()
  @Access([...FILERS])
  @Returns(201, FiledCase)
  async file(@Body({ schema: api(FileCaseBody) }) body: Static<typeof FileCaseBody>): Promise<FiledCase> {
    const locale = currentLocale();
    const file = () => this.filing.file({ ...body, data: body.data as FormData }, locale);
    const row = await (body.draft === undefined ? file() : this.drafts.filing(body.draft, file));
    return this.views.filed(row, await this.decisions.of(row, locale), locale);
  }
}
