import type { CaseSummary, OutcomeTerm } from '@caseway/backend/contract';
import { Tag } from 'antd';
import { EFFECT_COLOURS } from '../common/effect-colours.ts';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  outcome: OutcomeTerm;
  reviewed?: CaseSummary['reviewed'];
  /** It was told in writing, and has not arrived. */
  onItsWay?: boolean;
}

/** What a case came to, in the colour of what that means for who asked; and what a review made of that. */
export function OutcomeTag({ outcome, reviewed, onItsWay = false }: Props) {
  const { t, say } = useWords();
  const decided = (
    <Tag color={EFFECT_COLOURS[outcome.effect]} data-effect={outcome.effect}>
      {say(outcome.title)}
      {onItsWay && t('case.onItsWay')}
    </Tag>
  );
  if (!reviewed) return decided;
  return (
    <>
      <s>{decided}</s>
      <Tag color={EFFECT_COLOURS[reviewed.effect]} data-effect={reviewed.effect}>
        {t('review.result', { outcome: say(reviewed.title) })}
      </Tag>
    </>
  );
}
