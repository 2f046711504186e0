import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import type { EditHistory } from './use-history.ts';

/** Back and forth in the one history of an editor; each says what it would take back or do again. */
export function UndoButtons({
  history: { undo, redo, canUndo, canRedo, undoLabel, redoLabel },
  named = false,
}: {
  history: Pick<EditHistory<unknown>, 'undo' | 'redo' | 'canUndo' | 'canRedo' | 'undoLabel' | 'redoLabel'>;
  /** What is taken back stands in the button, where there is room. */
  named?: boolean;
}) {
  const { t } = useWords();
  const step = (way: 'undo' | 'redo', label: string | undefined) =>
    label ? t(`ruleEditor.${way}What`, { what: label }) : t(`ruleEditor.${way}`);
  const back = step('undo', undoLabel);
  const forth = step('redo', redoLabel);
  return (
    <span className="re-steps">
      <Button
        icon={<UndoOutlined />}
        disabled={!canUndo}
        title={back}
        aria-label={back}
        aria-keyshortcuts="Control+Z"
        onClick={undo}
      >
        {named && <span className="re-step-label">{back}</span>}
      </Button>
      <Button
        icon={<RedoOutlined />}
        disabled={!canRedo}
        title={forth}
        aria-label={forth}
        aria-keyshortcuts="Control+Shift+Z Control+Y"
        onClick={redo}
      />
    </span>
  );
}
