import { App, Modal, type ModalProps } from 'antd';
import { createContext, type KeyboardEvent, type MouseEvent, useContext, useEffect, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { WithinDialog } from './states.tsx';

const Leaving = createContext<() => void>(() => undefined);

/** Leaves the dialog around, as its X does: what Cancel within a dialog calls. */
export const useLeave = (): (() => void) => useContext(Leaving);

const CHOSEN = '.ant-select-item-option, .ant-picker-cell';

/** A list, menu or calendar that lies over the page, and is not just going. */
const OPEN_LIST = ['select-dropdown', 'picker-dropdown', 'dropdown', 'popover']
  .map((name) => `.ant-${name}:not(.ant-${name}-hidden, [class*='-leave'])`)
  .join();

/** The Escape that closes a list within. Known before the list hears of it: once it is closed, it says so no longer. */
function useListsEscape(open: boolean): { current: Event | null } {
  const lists = useRef<Event | null>(null);
  useEffect(() => {
    if (!open) return;
    const note = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector(OPEN_LIST)) lists.current = event;
    };
    window.addEventListener('keydown', note, true);
    return () => window.removeEventListener('keydown', note, true);
  }, [open]);
  return lists;
}

interface Props extends Omit<ModalProps, 'onCancel' | 'keyboard' | 'mask'> {
  onCancel: () => void;
}

/**
 * A dialog that people type in: nothing typed is lost by a key or a click. Escape, X and Cancel leave it where nothing was
 * typed; else they ask first. Escape closes an open list within, and no more.
 */
export function Dialog({ onCancel, children, open = false, ...props }: Props) {
  const { t } = useWords();
  const { modal } = App.useApp();
  // Not drawn: typing is not to draw the dialog anew.
  const typed = useRef(false);
  if (!open) typed.current = false;
  const listsEscape = useListsEscape(open);
  const close = (event: MouseEvent | KeyboardEvent) => {
    if (listsEscape.current !== ('nativeEvent' in event ? event.nativeEvent : event)) leave();
  };
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
    <Modal {...props} open={open} onCancel={close} mask={{ closable: false }}>
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
