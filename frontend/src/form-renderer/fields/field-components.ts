import type { FieldType } from '@caseway/form-schemas';
import type { ComponentType } from 'react';
import { CaseField } from './CaseField.tsx';
import { BooleanField, ChoiceField, ChoicesField, PlaceField, StaffField } from './ChoiceFields.tsx';
import { DateField, DateTimeField } from './DateFields.tsx';
import type { FieldProps } from './field-props.ts';
import { GroupField, ListField } from './NestedFields.tsx';
import { LongTextField, TextField } from './TextFields.tsx';

/** One component a field type: the compiler demands each. */
export const FIELD_COMPONENTS: Record<FieldType, ComponentType<FieldProps>> = {
  text: TextField,
  'long-text': LongTextField,
  integer: TextField,
  number: TextField,
  boolean: BooleanField,
  date: DateField,
  'date-time': DateTimeField,
  choice: ChoiceField,
  choices: ChoicesField,
  amount: TextField,
  'id-number': TextField,
  mobile: TextField,
  phone: TextField,
  time: TextField,
  'postal-code': TextField,
  'division-code': TextField,
  place: PlaceField,
  staff: StaffField,
  case: CaseField,
  list: ListField,
  group: GroupField,
};
