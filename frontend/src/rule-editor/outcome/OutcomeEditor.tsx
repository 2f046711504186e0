import { CloseOutlined } from '@ant-design/icons';
import type { RuleEvent } from '@caseway/rule-sets';
import { pointerTo } from '@caseway/rule-sets';
import { Button } from 'antd';
import { memo, useEffect, useRef } from 'react';
import { Select } from '../../common/Select.tsx';
import { isWithin } from '../../editor-kit/json-at.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { FindingLine } from '../findings/FindingLine.tsx';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { setParam } from '../model/rules.ts';
import { paramTitle } from '../model/vocabulary.ts';
import { ParamEditor } from './ParamEditor.tsx';
import { firstParamValue, offeredParams } from './param-kinds.ts';

/** What an event says, param by param. Params that nobody knows are kept and shown. */
export const OutcomeEditor = memo(function OutcomeEditor({
  pointer,
  event,
  findings,
}: {
  pointer: string;
  event: RuleEvent;
  findings: readonly ShownFinding[];
}) {
  const { t, say } = useWords();
  const { frame, edit, mayEdit } = useSurroundings();
  const host = useRef<HTMLDivElement>(null);
  const added = useRef<string | undefined>(undefined);
  const present = Object.keys(event.params ?? {});
  const own = (at: string) => findings.filter((finding) => isWithin(finding.pointer, at));
  const atParams = present.map((param) => pointerTo(pointer, 'params', param));
  const general = findings.filter(
    (finding) => isWithin(finding.pointer, pointer) && !atParams.some((at) => isWithin(finding.pointer, at)),
  );
  const offered = offeredParams(frame.kind, present);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the control is there once the event has its param
  useEffect(() => {
    if (added.current === undefined) return;
    const row = host.current?.querySelector(`[data-param="${CSS.escape(added.current)}"]`);
    added.current = undefined;
    row?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, [event]);

  return (
    <div ref={host} className="re-outcome" data-pointer={pointer}>
      {present.map((param, index) => {
        const at = atParams[index] ?? pointer;
        const title = say(paramTitle(frame, param));
        const wrong = own(at);
        return (
          <div className="re-param" key={param} data-param={param} data-pointer={at}>
            <span className="re-param-name">{title}</span>
            <span className="re-param-value">
              <ParamEditor
                event={pointer}
                param={param}
                value={event.params?.[param]}
                invalid={wrong.some(({ severity }) => severity === 'error')}
              />
            </span>
            {mayEdit && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('common.pair', { label: t('common.remove'), text: title })}
                onClick={() =>
                  edit(t('ruleEditor.editRemoveOutcome', { param: title }), (ruleSet) =>
                    setParam(ruleSet, pointer, param, undefined),
                  )
                }
              />
            )}
            {wrong.length > 0 && (
              <div className="re-param-findings">
                {wrong.map((finding) => (
                  <FindingLine key={`${finding.code} ${finding.pointer} ${finding.message}`} finding={finding} />
                ))}
              </div>
            )}
          </div>
        );
      })}
      {general.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.pointer} ${finding.message}`} finding={finding} />
      ))}
      {mayEdit && offered.length > 0 && (
        <Select
          aria-label={t('ruleEditor.addOutcome')}
          className="re-add"
          popupMatchSelectWidth={false}
          value={null}
          placeholder={t('ruleEditor.addOutcome')}
          options={offered.map((param) => ({ value: param, label: say(paramTitle(frame, param)) }))}
          onChange={(param: string | null) => {
            if (param === null) return;
            added.current = param;
            edit(t('ruleEditor.editAddOutcome', { param: say(paramTitle(frame, param)) }), (ruleSet) =>
              setParam(ruleSet, pointer, param, firstParamValue(param)),
            );
          }}
        />
      )}
    </div>
  );
});
