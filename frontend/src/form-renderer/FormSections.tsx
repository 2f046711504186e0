import { type FormDefinition, type ResolvedField, type ResolvedSection, sectionsFor } from '@caseway/form-schemas';
import { Card, Form } from 'antd';
import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { Jumps } from '../common/Jumps.tsx';
import { useWords } from '../i18n/i18n.ts';
import { FieldGrid } from './FieldGrid.tsx';
import { FIELD_CONTROLS } from './fields/registry.ts';
import { FormikHolder } from './filling/FormikHolder.tsx';
import type { Filling, Judged } from './filling/filling.ts';
import { sameFields } from './filling/same-fields.ts';
import { useValuesRead } from './filling/use-filling.ts';
import { useDependencies, usePlacedErrors, useSettledNotes } from './notes.ts';
import { type FormSurroundings, FormSurroundingsContext } from './surroundings.ts';
import { type DaysOfCase, usePresent } from './use-present.ts';

interface Props {
  filling: Filling;
  form: FormDefinition;
  township: string;
  /** By pointer into what is kept of the data: rows in which nothing is given are not counted. */
  judged?: Judged;
  showAll: boolean;
  onSubmit?: () => Promise<void>;
  /** Where it is the form of a step. */
  days?: DaysOfCase;
  disabled?: boolean;
  unfit?: FormSurroundings['unfit'];
  /** Where it is about an earlier case. */
  earlier?: FormSurroundings['earlier'];
  /** A page of its own: a way to each section, with what is left in it. */
  jumps?: boolean;
}

/** With fewer sections all of them are in sight. */
const MANY_SECTIONS = 3;

const NOTHING_UNFIT: FormSurroundings['unfit'] = new Map();
const NOTHING_JUDGED: Judged = { of: {}, errors: new Map() };

interface SectionProps extends Pick<ResolvedSection, 'title' | 'help'> {
  fields: readonly ResolvedField[];
  disabled: boolean;
  /** Id of its heading, where something leads to it. */
  heading: string | undefined;
}

const Section = memo(function Section({ title, help, fields, disabled, heading }: SectionProps) {
  const { say } = useWords();
  return (
    <Card
      title={
        <h2 className="section-title" {...(heading && { id: heading, tabIndex: -1 })}>
          {say(title)}
        </h2>
      }
    >
      {help && <p className="secondary section-help">{say(help)}</p>}
      <FieldGrid fields={fields} disabled={disabled} />
    </Card>
  );
});

interface CardsProps {
  sections: readonly SectionAsDrawn[];
  disabled: boolean;
  jumps: boolean;
}

/** Apart from what is told of them: whatever stands in a form of antd is drawn anew with it. */
const Cards = memo(function Cards({ sections, disabled, jumps }: CardsProps) {
  return (
    <Form component="div" layout="vertical" requiredMark={false} className="stack">
      {sections.map(({ key, title, help, fields }) => (
        <Section
          key={key}
          title={title}
          {...(help && { help })}
          fields={fields}
          disabled={disabled}
          heading={jumps ? `section-${key}` : undefined}
        />
      ))}
    </Form>
  );
});

/** The sections that are there for what is filled in. Nothing is worked out anew before something changed that decides that. */
function useSections(form: FormDefinition, filling: Filling): readonly SectionAsDrawn[] {
  const values = useValuesRead(filling, useDependencies(form).shown);
  const drawn = useRef(new Map<string, readonly ResolvedField[]>());
  return useMemo(() => {
    const sections = sectionsFor(form, values).map((section) => ({
      ...section,
      fields: sameFields(drawn.current.get(section.key) ?? [], section.fields),
    }));
    drawn.current = new Map(sections.map(({ key, fields }) => [key, fields]));
    return sections;
  }, [form, values]);
}

type SectionAsDrawn = Omit<ResolvedSection, 'fields'> & { fields: readonly ResolvedField[] };

/** A form as its definition says: sections, and the fields that are there for what has been filled in. */
export const FormSections = memo(function FormSections(props: Props) {
  const { filling, form, township, judged = NOTHING_JUDGED, showAll, onSubmit, days, disabled = false } = props;
  const { unfit = NOTHING_UNFIT, earlier = null, jumps = false } = props;
  const { say } = useWords();
  const sections = useSections(form, filling);
  const errors = usePlacedErrors(filling, judged);
  const present = usePresent(days);
  useSettledNotes(filling, form, present);
  useLayoutEffect(() => {
    const tell = () => filling.note({ standings: earlier ? earlier.standings(filling.values) : new Map() });
    tell();
    const stops = (earlier?.reads ?? []).map((pointer) => filling.listen(pointer, tell));
    return () => {
      for (const stop of stops) stop();
    };
  }, [filling, earlier]);
  const surroundings = useMemo(
    () => ({ form, filling, township, unfit, earlier, showAll, controls: FIELD_CONTROLS }),
    [form, filling, township, unfit, earlier, showAll],
  );
  const wrong = useMemo(() => [...errors.keys()], [errors]);
  /** In a field, or in what stands in it. */
  const hasProblem = (pointer: string) => wrong.some((at) => at === pointer || at.startsWith(`${pointer}/`));
  return (
    <FormSurroundingsContext value={surroundings}>
      <FormikHolder filling={filling} form={form} present={present} onSubmit={onSubmit} />
      <div className="stack">
        {jumps && sections.length >= MANY_SECTIONS && (
          <Jumps
            alarmed={showAll}
            items={sections.map(({ key, title, fields }) => ({
              id: `section-${key}`,
              title: say(title),
              left: fields.filter(({ pointer }) => hasProblem(pointer)).length,
            }))}
          />
        )}
        <Cards sections={sections} disabled={disabled} jumps={jumps} />
      </div>
    </FormSurroundingsContext>
  );
});
