import { Input, type InputProps } from 'antd';
import type { TextAreaProps } from 'antd/es/input';
import { useWords } from '../i18n/i18n.ts';

/** From this part of the room on, it is said how much is left. */
const NEARLY_FULL = 0.8;

const charactersOf = (text: string): number => [...text].length;

/** Counts the characters of a text against its room; more than there is stays as typed, and is an error. */
export const countedIn = (max: number) => ({
  count: {
    max,
    strategy: charactersOf,
    show: ({ count }: { count: number }) => (count > max * NEARLY_FULL ? `${count} / ${max}` : ''),
  },
});

/** Says that a text is longer than its room. */
function TooLong({ text, room }: { text: unknown; room: number }) {
  const { t } = useWords();
  const count = typeof text === 'string' ? charactersOf(text) : 0;
  return count > room ? (
    <div className="tone-bad" role="alert">
      {t('common.tooLong', { count, room })}
    </div>
  ) : null;
}

const statusIn = (text: unknown, room: number) =>
  typeof text === 'string' && charactersOf(text) > room ? { status: 'error' as const } : {};

/** One line of text with room for so many characters; too long a text is kept and told, never cut. */
export function TextLine({ room, ...props }: Omit<InputProps, 'maxLength' | 'count'> & { room: number }) {
  return (
    <>
      <Input {...statusIn(props.value, room)} {...props} {...countedIn(room)} />
      <TooLong text={props.value} room={room} />
    </>
  );
}

/** The same of several lines. */
export function TextBlock({ room, ...props }: Omit<TextAreaProps, 'maxLength' | 'count'> & { room: number }) {
  return (
    <>
      <Input.TextArea {...statusIn(props.value, room)} {...props} {...countedIn(room)} />
      <TooLong text={props.value} room={room} />
    </>
  );
}
