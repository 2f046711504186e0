import { App, Modal, type ModalProps } from 'antd';
import { createContext, type KeyboardEvent, type MouseEvent, useContext, useEffect, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { useFocusBack } from './focus-back.ts';
import { WithinDialog } from './states.tsx';

const Leaving = createContext<() => void>(() => undefined);

/** Leaves the dialog around, as its X does: what Cancel within a dialog calls. */
export const useLeave = (): (() => void) => useContext(Leaving);

const CHOSEN = '.ant-select-item-option, .ant-picker-cell';

/** What somebody fills in, in a dialog. */
const FIELD = ['input', 'textarea', '[role="combobox"]', '[contenteditable="true"]']
  .map((field) => `${field}:not([type="hidden"], :disabled, [readonly])`)
  .join();
/** A form that is fetched is there by then; after that the hand is somewhere else. */
const FIELD_WITHIN_MS = 3_000;

/** Puts the focus into the first field within, now or as soon as there is one; not where somebody has gone elsewhere. */
function focusFirst(within: HTMLElement | null): () => void {
  const first = () => within?.querySelector<HTMLElement>(FIELD);
  const moved = () => within?.contains(document.activeElement) && document.activeElement !== within;
  if (!within || moved()) return () => undefined;
  const field = first();
  if (field) field.focus();
  if (field) return () => undefined;
  const watch = new MutationObserver(() => {
    const there = first();
    if (!there && !moved()) return;
    watch.disconnect();
    if (!moved()) there?.focus();
  });
  watch.observe(within, { childList: true, subtree: true });
  const timer = window.setTimeout(() => watch.disconnect(), FIELD_WITHIN_MS);
  return () => {
    window.clearTimeout(timer);
    watch.disconnect();
  };
}

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
  /** What is typed is kept elsewhere, and is there again when it is opened anew: nothing is asked. */
  keeps?: boolean;
}

/**
 * A dialog that people type in: nothing typed is lost by a key or a click. Escape, X and Cancel leave it where nothing was
 * typed or it is kept; else they ask first. Escape closes an open list within, and no more.
 */
export function Dialog({ onCancel, keeps = false, children, open = false, afterOpenChange, ...props }: Props) {
  const { t } = useWords();
  const { modal } = App.useApp();
  // Not drawn: typing is not to draw the dialog anew.
  const typed = useRef(false);
  if (!open) typed.current = false;
  useFocusBack();
  const listsEscape = useListsEscape(open);
  const content = useRef<HTMLDivElement>(null);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const opened = (is: boolean) => {
    stop.current();
    if (is) stop.current = focusFirst(content.current);
    afterOpenChange?.(is);
  };
  const close = (event: MouseEvent | KeyboardEvent) => {
    if (listsEscape.current !== ('nativeEvent' in event ? event.nativeEvent : event)) leave();
  };
  const leave = () => {
    if (keeps || !typed.current) return onCancel();
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
    <Modal {...props} open={open} onCancel={close} mask={{ closable: false }} afterOpenChange={opened}>
      <Leaving.Provider value={leave}>
        <div
          ref={content}
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
