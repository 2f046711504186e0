import { Button } from 'antd';
import { messageOf } from '../../common/problem-message.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Weights } from './use-weights.ts';

interface Props {
  weights: Weights;
  error: Error | null;
  retry: () => void;
}

/** What must be known of the numbers beside overlaps: that they are a sample, incomplete, or missing. */
export function WeightNotes({ weights: { sample, some }, error, retry }: Props) {
  const { t, gap } = useWords();
  return (
    <>
      {error && (
        <p className="secondary proof-note" role="status">
          {t('proof.notCounted', { message: messageOf(error, t) })}
          {gap}
          <Button size="small" type="link" onClick={retry}>
            {t('common.retry')}
          </Button>
        </p>
      )}
      {sample && (
        <p className="secondary proof-note">
          {t(sample.limited ? 'proof.sampleLimited' : 'proof.sampleGrows', {
            loaded: sample.loaded,
            total: sample.total,
          })}
        </p>
      )}
      {some && <p className="secondary proof-note">{t('proof.someCounted')}</p>}
    </>
  );
}
