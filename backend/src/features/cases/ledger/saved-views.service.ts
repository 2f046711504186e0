import { Injectable } from '@nestjs/common';
import type { SavedViewOut } from '../../../contract/index.ts';
import { newId } from '../../../new-id.ts';
import { SavedViewsStore } from './saved-views-store.ts';

/** A person's own saved filters of the ledger. */
@Injectable()
export class SavedViews {
  constructor(private readonly store: SavedViewsStore) {}

  async list(): Promise<SavedViewOut[]> {
    return this.store.list();
  }

  /** The same name again replaces what was saved under it. */
  async save(view: Omit<SavedViewOut, 'id'>): Promise<SavedViewOut> {
    return this.store.save({ id: newId(), ...view });
  }

  async remove(id: string): Promise<void> {
    await this.store.remove(id);
  }
}
