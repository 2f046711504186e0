import { type FormData, randomInt, randomPick, sampleData, seededRandom } from '@caseway/form-schemas';
import { DAY_MS, localDay } from '@caseway/rule-sets';
import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CaseFiling } from '../cases/filing/case-filing.service.ts';
import type { Scope } from '../townships/scopes.service.ts';
import type { DemonstrationFile } from './demonstration-file.ts';
import { DemonstrationStore, type Progress } from './demonstration-store.ts';
import { DemonstrationWalk, LOCALE, type RefusedStep } from './demonstration-walk.service.ts';

interface World {
  file: DemonstrationFile;
  townships: Scope[];
  villages: Map<string, Scope[]>;
  now: Date;
  progress: Progress;
  refused: (step: RefusedStep) => void;
}

/** Makes up what is brought to the district, one matter after the other, and can be gone on with where it was cut off. */
@Injectable()
export class DemonstrationCases {
  private readonly logger = new Logger(DemonstrationCases.name);

  constructor(
    private readonly filing: CaseFiling,
    private readonly walk: DemonstrationWalk,
    private readonly store: DemonstrationStore,
    private readonly transactions: Transactions,
  ) {}

  /** In the running transaction: so many are to be made, over the time before `now`. */
  plan(now: Date, of: number): Promise<void> {
    return this.store.keep({ now: now.toISOString(), made: 0, of });
  }

  /** In the running transaction; null where none were ever to be made. */
  progress(): Promise<Progress | null> {
    return this.store.progress();
  }

  /** Makes what is not there yet. Of the caller's no transaction: each case has its own. */
  async make(world: World): Promise<void> {
    const { file, townships, now, progress } = world;
    const { of: count, made } = progress;
    const { months, seed } = file.cases;
    // The days are drawn first, and so the same ones whenever it is gone on with.
    const days = seededRandom(seed);
    const moments = Array.from({ length: count }, () => {
      const ago = randomInt(days, [0, months * 30]);
      // In the hours in which an office is open, 9:00 to 17:00 in Asia/Shanghai.
      return new Date(now.getTime() - ago * DAY_MS - randomInt(days, [0, 3_600_000]));
    }).sort((a, b) => a.getTime() - b.getTime());
    const refused = (step: RefusedStep): void => {
      const { number, action, error } = step;
      this.logger.warn({ msg: 'a demonstration case stays where it is', number, action, code: error.code });
      world.refused(step);
    };
    const random = made === 0 ? days : seededRandom(seed + made);
    for (const [index, at] of moments.entries()) {
      if (index < made) continue;
      const township = randomPick(random, townships);
      const template = randomPick(
        random,
        file.caseTemplates,
        file.caseTemplates.map(({ weight }) => weight),
      );
      const village = randomPick(random, world.villages.get(township.id) ?? [township]);
      const data = this.placed(sampleData(template.data, { random, today: localDay(at) }) as FormData, village.key);
      // All that is told is made up: whom it names is nobody.
      const intake = { township: township.id, form: template.form, data, nobodyMeant: true };
      const row = await this.transactions.run(SYSTEM, async () => {
        const filed = await this.filing.file(intake, LOCALE, at);
        await this.store.keep({ ...progress, made: index + 1 });
        return filed;
      });
      await this.walk.take(row, { ...world, random, refused });
    }
    this.logger.log({ msg: 'demonstration cases made', count });
  }

  /** `$place` anywhere in a template stands for the village that the case is about. */
  private placed(data: FormData, village: string): FormData {
    return JSON.parse(JSON.stringify(data).replaceAll('"$place"', JSON.stringify(village)));
  }
}
