import type { FieldType } from '@caseway/form-schemas';
import { amount } from './amount/index.ts';
import { boolean } from './boolean/index.ts';
import { pastCase } from './case/index.ts';
import { choice } from './choice/index.ts';
import { choices } from './choices/index.ts';
import type { FieldControl } from './contract.ts';
import { date } from './date/index.ts';
import { dateTime } from './date-time/index.ts';
import { divisionCode } from './division-code/index.ts';
import { email } from './email/index.tsx';
import { explanation } from './explanation/index.ts';
import { group } from './group/index.ts';
import { idNumber } from './id-number/index.ts';
import { integer } from './integer/index.tsx';
import { link } from './link/index.tsx';
import { list } from './list/index.ts';
import { longText } from './long-text/index.ts';
import { mobile } from './mobile/index.tsx';
import { number } from './number/index.tsx';
import { period } from './period/index.ts';
import { phone } from './phone/index.ts';
import { place } from './place/index.ts';
import { postalCode } from './postal-code/index.tsx';
import { staff } from './staff/index.ts';
import { text } from './text/index.ts';
import { time } from './time/index.tsx';

/** One line a type: the compiler demands each. */
export const FIELD_CONTROLS: Record<FieldType, FieldControl> = {
  text,
  'long-text': longText,
  link,
  integer,
  number,
  amount,
  date,
  'date-time': dateTime,
  time,
  period,
  boolean,
  choice,
  choices,
  case: pastCase,
  'id-number': idNumber,
  mobile,
  phone,
  email,
  staff,
  place,
  'postal-code': postalCode,
  'division-code': divisionCode,
  list,
  group,
  explanation,
};
