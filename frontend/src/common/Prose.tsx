import { Fragment } from 'react';

/** What is read as one word: a day, also with its time, as texts write it, and a number with its unit of time. */
const WHOLE =
  /(\d{4}年\d{1,2}月\d{1,2}日(?:\d{2}:\d{2})?|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{1,2} [A-Z][a-z]+ \d{4}(?:, \d{2}:\d{2})?|\d+(?:个工作日|小时|分钟|日|天| (?:working )?days?| hours?| minutes?))/;

/** A text whose days and lengths of time are never broken between two lines. */
export function Prose({ children }: { children: string }) {
  return children.split(WHOLE).map((part, index) => {
    // Parts stand in their order for good: what is split off is each second one.
    const key = `${index}`;
    return index % 2 === 0 ? (
      <Fragment key={key}>{part}</Fragment>
    ) : (
      <span className="whole" key={key}>
        {part}
      </span>
    );
  });
}
