import { App } from 'antd';
import { useCallback } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from './problem-message.ts';

/** Does what somebody asked for; where it fails they are told why. Resolves to whether it was done. */
export function useAttempt(): (work: () => Promise<unknown>) => Promise<boolean> {
  const { t } = useWords();
  const { message } = App.useApp();
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (error) {
        message.error(messageOf(error, t));
        return false;
      }
    },
    [message, t],
  );
}
