import { whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { Scopes } from '../townships/scopes.service.ts';

/** When people of a place may be told something, by the calendar in force there. */
@Injectable()
export class QuietHours {
  constructor(
    private readonly scopes: Scopes,
    private readonly reader: ConfigurationReader,
  ) {}

  /** `at` itself, or the end of the quiet hours that it falls in; above the townships there are none. */
  async end(scopePath: string, at: Date, urgent: boolean): Promise<Date> {
    if (urgent) return at;
    const places = await this.scopes.all();
    const township = places.find((place) => place.kind === 'township' && scopePath.startsWith(place.scopePath));
    if (!township) return at;
    const [calendar] = (await this.reader.inForce(township.id, at)).ofKind('calendars');
    return calendar ? whenToFire(at, { urgent }, calendar.content) : at;
  }
}
