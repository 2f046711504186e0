export type { Finding, Severity } from './model/finding.ts';
export type {
  DataError,
  FieldUi,
  FormBindings,
  FormData,
  FormDefinition,
  FormSchema,
  FormSection,
  FormUi,
  Json,
  Widget,
} from './model/form-definition.ts';
export { LOCALES, type Locale, type LocalizedText } from './model/text.ts';
