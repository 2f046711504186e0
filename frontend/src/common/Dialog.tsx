import { App, Modal, type ModalProps } from 'antd';
import { createContext, useContext, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';

const Leaving = createContext<() => void>(() => undefined);

/** Leaves the dialog around, as its X does: what Cancel within a dialog calls. */
export const useLeave = (): (() => void) => useContext(Leaving);

const CHOSEN = '.ant-select-item-option, .ant-picker-cell';

interface Props extends Omit<ModalProps, 'onCancel' | 'keyboard' | 'mask'> {
  onCancel: () => void;
}

/**
 * A dialog that people type in: nothing typed is lost by a key or a click. Escape leaves it only where nothing was typed; X
 * and Cancel ask first.
 */
export function Dialog({ onCancel, children, open = false, ...props }: Props) {
  const { t } = useWords();
  const { modal } = App.useApp();
  // Not drawn: typing is not to draw the dialog anew.
  const typed = useRef(false);
  if (!open) typed.current = false;
  const leave = (event?: { key?: string }) => {
    if (!typed.current) return onCancel();
    if (event?.key === 'Escape') return;
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
    <Modal {...props} open={open} onCancel={(event) => leave(event as { key?: string })} mask={{ closable: false }}>
      <Leaving.Provider value={() => leave()}>
        <div
          onInput={note}
          onClickCapture={({ target }) => {
            // What is chosen from a list or a calendar is no input of the browser.
            if (target instanceof Element && target.closest(CHOSEN)) note();
          }}
        >
          {children}
        </div>
      </Leaving.Provider>
    </Modal>
  );
}
