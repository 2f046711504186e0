import { findLost, lossyNumberText } from '@caseway/form-schemas';
import { Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { Dialog } from '../../common/Dialog.tsx';
import { jsonErrorAt } from '../../editor-kit/json-error.ts';
import { listIn, useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { missingValues, pasteRules, readCopied } from '../model/clipboard.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { paramTitle } from '../model/vocabulary.ts';

/** Takes rules copied from another rule set, or written for any json-rules-engine, and says what comes with them. */
export function PasteDialog({
  first,
  onClose,
  onPasted,
}: {
  first: string;
  onClose: () => void;
  onPasted: (names: string[]) => void;
}) {
  const { t, say, locale } = useWords();
  const { current, edit, frame } = useSurroundings();
  const id = useId();
  const [text, setText] = useState(first);
  const [declare, setDeclare] = useState(true);
  const copied = readCopied(text);
  const [lossy] = copied || jsonErrorAt(text) !== undefined ? [] : findLost(text, 1);
  const missing = copied ? missingValues(current(), copied) : [];
  const named = Object.keys(copied?.conditions ?? {});
  const paste = () => {
    if (!copied) return;
    const { ruleSet, pointers } = pasteRules(current(), copied, declare ? missing : []);
    edit(t('ruleEditor.editPaste', { count: copied.rules.length }), () => ruleSet);
    onPasted(pointers);
  };
  return (
    <Dialog
      open
      title={t('ruleEditor.paste')}
      okText={t('ruleEditor.pasteIn')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !copied }}
      onOk={paste}
      onCancel={onClose}
    >
      <div className="re-dialog">
        <label htmlFor={id}>{t('ruleEditor.pasteHelp')}</label>
        <Input.TextArea
          id={id}
          value={text}
          autoSize={{ minRows: 4, maxRows: 12 }}
          onChange={({ target }) => setText(target.value)}
        />
        {text.trim() !== '' && !copied && (
          <span className="tone-bad">{lossy ? lossyNumberText(lossy, locale) : t('ruleEditor.pasteNothing')}</span>
        )}
        {copied && (
          <ul className="re-plain">
            {copied.rules.map((rule) => (
              <li key={rule.name}>{ruleTitle(rule, locale)}</li>
            ))}
          </ul>
        )}
        {named.length > 0 && (
          <span className="secondary">{t('ruleEditor.pasteNamed', { names: listIn(named, locale) })}</span>
        )}
        {missing.length > 0 && (
          <Checkbox checked={declare} onChange={({ target }) => setDeclare(target.checked)}>
            {t('ruleEditor.pasteValues', {
              values: listIn(
                missing.map(({ param, value }) =>
                  t('common.pair', { label: say(paramTitle(frame, param)), text: say(value.title) }),
                ),
                locale,
              ),
            })}
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}
