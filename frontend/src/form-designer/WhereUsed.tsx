import type { FieldUseOut } from '@caseway/backend/contract';
import { conditionsReading, type DrawnField, drawnFields, escapeToken } from '@caseway/form-schemas';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../i18n/i18n.ts';
import { type FieldReaders, useDesigner } from './designer-context.ts';
import { useFieldActs } from './use-field-acts.ts';

/** What goes by a field, or by one in it. */
export const usesOfField = (uses: FieldReaders['uses'], pointer: string): readonly FieldUseOut[] =>
  typeof uses === 'object' ? uses.uses.filter(({ field }) => field === pointer || field.startsWith(`${pointer}/`)) : [];

/** The fields of the form itself whose conditions read a field. */
function useFieldsReading(pointer: string): DrawnField[] {
  const { content, drawn } = useDesigner();
  const read = new Set(conditionsReading(content, pointer));
  if (read.size === 0) return [];
  return drawnFields(drawn).filter(({ shown, required }) =>
    [...shown, ...(typeof required === 'string' ? [] : required.flat())].some(({ steps }) =>
      read.has(['', ...steps].map(escapeToken).join('/')),
    ),
  );
}

/** Everything that reads a field, by name and with the way there. */
export function WhereUsed({ field, uses }: { field: DrawnField; uses: readonly FieldUseOut[] }) {
  const { t } = useWords();
  const { readers, select, focusField } = useDesigner();
  const { titleOf } = useFieldActs();
  const reading = useFieldsReading(field.pointer);
  const views =
    typeof readers.uses === 'object' ? readers.uses.views.filter((view) => view.field === field.pointer) : [];
  const documents = new Map<string, FieldUseOut[]>();
  for (const use of uses) {
    const at = `${use.kind}/${use.key}`;
    documents.set(at, [...(documents.get(at) ?? []), use]);
  }
  const none = uses.length === 0 && reading.length === 0 && views.length === 0;
  return (
    <fieldset className="fd-uses">
      <legend>{t('designer.uses')}</legend>
      {readers.uses === 'failed' && <p className="secondary">{t('designer.usesUnknown')}</p>}
      {readers.uses !== 'failed' && none && <p className="secondary">{t('designer.noUses')}</p>}
      {reading.length > 0 && (
        <details open>
          <summary>{t('designer.usesOf', { document: t('designer.usesInForm'), count: reading.length })}</summary>
          <ul>
            {reading.map((one) => (
              <li key={one.pointer}>
                <Button
                  type="link"
                  size="small"
                  onClick={() => {
                    select({ kind: 'field', pointer: one.pointer });
                    focusField(one.pointer);
                  }}
                >
                  {titleOf(one)}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {[...documents].map(([at, of]) => (
        <UsesOf key={at} uses={of} />
      ))}
      {views.map(({ count }) => (
        <p key={count}>{t('designer.usesViews', { count })}</p>
      ))}
    </fieldset>
  );
}

/** One document that reads the field: what of it does, each once. */
function UsesOf({ uses }: { uses: readonly FieldUseOut[] }) {
  const { t } = useWords();
  const parts = [...new Map(uses.map((use) => [`${use.as} ${use.part}`, use])).values()];
  const [first] = parts;
  if (!first) return null;
  return (
    <details>
      <summary>{t('designer.usesOf', { document: first.document, count: parts.length })}</summary>
      <ul>
        {parts.map(({ kind, key, pointer, part, as }) => (
          <li key={`${as} ${part}`}>
            <Link to={`/admin/${kind}/${key}#${encodeURIComponent(pointer)}`}>{part}</Link>
            {as !== 'rule' && <span className="secondary"> {t(`designer.as_${as}`)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
