import type { LocalizedText } from '@caseway/form-schemas';
import { DomainError, type ErrorItem } from '../errors/domain-error.ts';
import { currentLocale } from './request-context.ts';

/** `not-allowed-now`, in words of who asked: what cannot be done, and why. */
export const notNow = (why: LocalizedText, items: ErrorItem[] = []): DomainError =>
  new DomainError('not-allowed-now', { what: why[currentLocale()] }, items);
