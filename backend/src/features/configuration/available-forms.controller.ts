import { Controller, Get, Query } from '@nestjs/common';
import Type, { type Static } from 'typebox';
import { LocalizedText } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { ConfigurationReader } from './configuration-reader.ts';

const AvailableQuery = Type.Object({ township: Type.String({ minLength: 1, maxLength: 100 }) });
const AvailableForms = Type.Object({
  /** Names what is in force there: what is filed by these forms says it again. */
  configuration: Type.String(),
  items: Type.Array(
    Type.Object({
      key: Type.String(),
      version: Type.Integer(),
      title: LocalizedText,
      description: LocalizedText,
      form: Type.Unknown(),
    }),
  ),
});

/** The forms with which a case can be opened in a township today. */
@Controller('forms/available')
export class AvailableFormsController {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
  ) {}

  @Get()
  @Access('any')
  @Returns(200, AvailableForms)
  async list(@Query({ schema: api(AvailableQuery) }) query: Static<typeof AvailableQuery>) {
    const township = await this.scopes.byKeyOrId(query.township);
    const { forms, tag } = await this.reader.inForce(township.id, 'now');
    const items = forms
      .filter(({ content }) => content.use === 'case')
      .map(({ key, number, content }) => ({
        key,
        version: number,
        title: content.title,
        description: content.description,
        form: content,
      }));
    return { configuration: tag, items };
  }
}
