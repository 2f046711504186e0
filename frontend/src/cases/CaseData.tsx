import { type FormData, type FormDefinition, formatValue, jsonText, resolveForm } from '@caseway/form-schemas';
import { useMemo } from 'react';
import { useScopes } from '../common/session.tsx';
import { FIELD_CONTROLS } from '../form-renderer/fields/registry.ts';
import { useWords } from '../i18n/i18n.ts';
import { CaseLink } from './CaseLink.tsx';

/** What was registered, in the form's own words and order. */
export function CaseData({ form, data }: { form: FormDefinition; data: FormData }) {
  const { say, locale } = useWords();
  const { scopes } = useScopes();
  const sections = useMemo(() => resolveForm(form, data), [form, data]);
  const places = useMemo(() => new Map(scopes.map(({ key, title }) => [key, title])), [scopes]);
  return (
    <div className="stack">
      {sections.map((section) => {
        const filled = section.fields.filter(({ name }) => data[name] !== undefined);
        if (filled.length === 0) return null;
        return (
          <section key={section.key}>
            <h3 className="section-title part-title">{say(section.title)}</h3>
            <dl className="facts">
              {filled.map(({ name, schema, type }) => {
                const value = data[name];
                if (value === undefined) return null;
                const Shown = FIELD_CONTROLS[type].shown;
                const place = type === 'place' ? places.get(jsonText(value)) : undefined;
                return (
                  <div key={name} className="pair">
                    <dt>{say(schema['x-title'])}</dt>
                    <dd>
                      {type === 'case' ? (
                        <CaseLink id={jsonText(value)} />
                      ) : place ? (
                        say(place)
                      ) : Shown ? (
                        <Shown schema={schema} value={value} />
                      ) : (
                        formatValue(schema, value, locale)
                      )}
                    </dd>
                  </div>
                );
              })}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
