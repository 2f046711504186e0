import type { LocalizedText } from '@caseway/form-schemas';

/** Words of articles 35 and 36 of the Regulations on Petition Work by which somebody is told that they may ask for a review. */
const ASKED = /申请(复查|复核)/;

/** Whether a text tells who reads it that they may ask for a review or re-review: the Chinese text is read. */
export const offersReview = (text: LocalizedText | null | undefined): boolean => ASKED.test(text?.['zh-CN'] ?? '');
