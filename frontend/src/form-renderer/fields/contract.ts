import type { ResolvedField } from '@caseway/form-schemas';
import type { ComponentType } from 'react';
import type { FieldProps } from './field-props.ts';

/** What a type of field is on the page: one object a type, in a folder of its own. */
export interface FieldControl {
  control: ComponentType<FieldProps>;
  /** By what it is called: a label; a legend, as no label can name several controls; or it says its name itself. A label where absent. */
  named?: (field: ResolvedField) => 'label' | 'legend' | 'itself';
}
