import { importForm } from '@caseway/form-schemas';
import { SYSTEM_FACTS } from '@caseway/rule-sets';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import { ImportBody, ImportOut } from '../../contract/index.ts';
import { Access, AnswersOnly } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CONFIGURATION_EDITORS } from './configuration-access.ts';

/** Forms of elsewhere as forms of ours. Here and not in the page: what is made is checked, and checking makes code. */
@Controller('forms/import')
export class FormImportsController {
  @Post()
  @AnswersOnly()
  @Access([...CONFIGURATION_EDITORS])
  @HttpCode(200)
  @Returns(200, ImportOut)
  bring(@Body({ schema: api(ImportBody) }) { text, file }: Static<typeof ImportBody>): ImportOut {
    const given = file === undefined ? (text ?? '') : new Uint8Array(Buffer.from(file, 'base64'));
    const made = importForm(given, { reserved: Object.keys(SYSTEM_FACTS) });
    return made.kind === null
      ? { kind: null, why: made.why, form: null, told: [] }
      : { kind: made.kind, form: made.form, told: made.told };
  }
}
