import type { OutcomeTerm } from '@caseway/backend/contract';
import { Tag } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import { EFFECT_COLOURS } from './effect-colours.ts';

/** What a case came to, in the colour of what that means for who asked. */
export function OutcomeTag({ outcome }: { outcome: OutcomeTerm }) {
  const { say } = useWords();
  return (
    <Tag color={EFFECT_COLOURS[outcome.effect]} data-effect={outcome.effect}>
      {say(outcome.title)}
    </Tag>
  );
}
