import { App, Modal, type ModalProps } from 'antd';
import { createContext, useContext, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { WithinDialog } from './states.tsx';

const Leaving = createContext<() => void>(() => undefined);

/** Leaves the dialog around, as its X does: what Cancel within a dialog calls. */
export const useLeave = (): (() => void) => useContext(Leaving);

const CHOSEN = '.ant-select-item-option, .ant-picker-cell';

interface Props extends Omit<ModalProps, 'onCancel' | 'keyboard' | 'mask'> {
  onCancel: () => void;
}

/**
 * A dialog that people type in: nothing typed is lost by a key or a click. Escape, X and Cancel leave it where nothing was
 * typed; else they ask first.
 */
export function Dialog({ onCancel, children, open = false, ...props }: Props) {
  const { t } = useWords();
  const { modal } = App.useApp();
  // Not drawn: typing is not to draw the dialog anew.
  const typed = useRef(false);
  if (!open) typed.current = false;
  const leave = () => {
    if (!typed.current) return onCancel();
    modal.confirm({
      title: t('common.leaveTyped'),
      content: t('common.leaveTypedHelp'),
      okText: t('common.leave'),
      cancelText: t('common.goOnTyping'),
      okButtonProps: { danger: true },
      autoFocusButton: 'cancel',
      onOk: onCancel,
    });
  };
  const note = () => {
    typed.current = true;
  };
  return (
    <Modal {...props} open={open} onCancel={leave} mask={{ closable: false }}>
      <Leaving.Provider value={leave}>
        <div
          onInput={note}
          onClickCapture={({ target }) => {
            // What is chosen from a list or a calendar is no input of the browser.
            if (target instanceof Element && target.closest(CHOSEN)) note();
          }}
        >
          <WithinDialog>{children}</WithinDialog>
        </div>
      </Leaving.Provider>
    </Modal>
  );
}
