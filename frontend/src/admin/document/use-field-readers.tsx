import type { DraftOut, FieldUsesOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import type { Answer } from '../../api/client.ts';
import { get } from '../../api/client.ts';
import type { FieldReaders, WantedName } from '../../form-designer/designer-context.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Draft } from '../use-draft.ts';
import { type AskedName, RenameDialog, type RenamedDocuments } from './RenameDialog.tsx';
import { RenamedNote } from './RenamedNote.tsx';

interface Renamed {
  asked: AskedName;
  documents: RenamedDocuments;
}

/**
 * What goes by the fields of a form, and the offer to give a field another name in all of it. `dialog` is shown by who calls.
 */
export function useFieldReaders(key: string, draft: Draft): { readers: FieldReaders; dialog: ReactNode } {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<AskedName | null>(null);
  const [renamed, setRenamed] = useState<Renamed | null>(null);
  const uses = useQuery({
    queryKey: ['field-uses', key],
    queryFn: () => get<FieldUsesOut>(`/forms/${key}/uses`),
  });
  const rename = useCallback(
    ({ field, to, alone, done, back }: WantedName) =>
      setAsked({
        pointer: field.pointer,
        object: field.object,
        from: field.name,
        to,
        title: say(field.schema['x-title']) || field.name,
        alone,
        done,
        back,
      }),
    [say],
  );
  const known = uses.isError ? 'failed' : uses.data;
  const taken = (answer: Answer<DraftOut>, documents: RenamedDocuments, of: AskedName) => {
    draft.adopt(answer, t('rename.step', { title: of.title }));
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'rename' });
    of.done();
    setRenamed({ asked: of, documents });
    setAsked(null);
  };
  const note = renamed && (
    <RenamedNote
      {...renamed}
      documentKey={key}
      onBack={() => {
        const { asked: done } = renamed;
        const { object, from, to } = done;
        setRenamed(null);
        setAsked({ ...done, pointer: `${object}/${to}`, from: to, to: from, alone: undefined, done: done.back });
      }}
      onClose={() => setRenamed(null)}
    />
  );
  return {
    readers: { uses: known, rename, note },
    dialog: asked && (
      <RenameDialog documentKey={key} draft={draft} asked={asked} onRenamed={taken} onClose={() => setAsked(null)} />
    ),
  };
}
