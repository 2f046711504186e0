import type { FormSchema, Json, ResolvedField } from '@caseway/form-schemas';
import type { ComponentType } from 'react';
import type { FieldProps } from './field-props.ts';

/** A value where it is read and not changed. */
export type FieldShown = ComponentType<{ schema: FormSchema; value: Json }>;

/** What a type of field is on the page: one object a type, in a folder of its own. */
export interface FieldControl {
  control: ComponentType<FieldProps>;
  /** By what it is called: a label; a legend, as no label can name several controls; or it says its name itself. A label where absent. */
  named?: (field: ResolvedField) => 'label' | 'legend' | 'itself';
  /** How it is read where words alone are not enough. Its words where absent. */
  shown?: FieldShown;
  /** It holds fields, which have their values themselves: it is given none, and not drawn anew with them. */
  holdsFields?: true;
}
