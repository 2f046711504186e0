import { CopyOutlined, LayoutOutlined, PlusOutlined, SearchOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Badge, Button, Input, Segmented } from 'antd';
import { memo, useId } from 'react';
import { Select } from '../../common/Select.tsx';
import { UndoButtons } from '../../editor-kit/UndoButtons.tsx';
import type { EditHistory } from '../../editor-kit/use-history.ts';
import { useWords } from '../../i18n/i18n.ts';

export type View = 'cards' | 'table' | 'source';
export type Filter = 'all' | 'findings' | 'off';
export const VIEWS: View[] = ['cards', 'table', 'source'];
const FILTERS: Filter[] = ['all', 'findings', 'off'];

interface Props
  extends Pick<EditHistory<unknown>, 'undo' | 'redo' | 'canUndo' | 'canRedo' | 'undoLabel' | 'redoLabel'> {
  view: View;
  onView: (view: View) => void;
  search: string;
  onSearch: (text: string) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  /** How many rules are shown of how many. */
  shown: number;
  total: number;
  /** Rules may be changed here and now. */
  mayEdit: boolean;
  /** Whether findings and panels are beside the rules. */
  beside: boolean;
  onBeside: () => void;
  errors: number;
  onAdd: () => void;
  onPaste: () => void;
  onCopy: () => void;
}

/** Ways to look at the rules, back and forth, to find some and add some. */
export const Toolbar = memo(function Toolbar(props: Props) {
  const { view, onView, search, onSearch, filter, onFilter, shown, total, mayEdit } = props;
  const { t } = useWords();
  const keys = useId();
  return (
    <div className="re-toolbar" role="toolbar" aria-label={t('ruleEditor.tools')} aria-describedby={keys}>
      <Segmented<View>
        aria-label={t('ruleEditor.view')}
        value={view}
        options={VIEWS.map((value) => ({ value, label: t(`ruleEditor.view_${value}`) }))}
        onChange={onView}
      />
      <UndoButtons history={props} named />
      {view !== 'source' && (
        <>
          <Input
            className="re-search"
            prefix={<SearchOutlined aria-hidden="true" />}
            aria-label={t('ruleEditor.search')}
            placeholder={t('ruleEditor.search')}
            value={search}
            allowClear
            onChange={({ target }) => onSearch(target.value)}
            onKeyDown={({ key }) => key === 'Escape' && onSearch('')}
          />
          <Select<Filter>
            aria-label={t('ruleEditor.filter')}
            value={filter}
            popupMatchSelectWidth={false}
            options={FILTERS.map((value) => ({ value, label: t(`ruleEditor.filter_${value}`) }))}
            onChange={onFilter}
          />
          <span className="secondary re-count" role="status">
            {t('ruleEditor.countOf', { shown, total })}
          </span>
        </>
      )}
      <span className="re-tool-end">
        {view !== 'source' && (
          <>
            <Button
              icon={<CopyOutlined />}
              title={t('ruleEditor.copyShown', { count: shown })}
              aria-label={t('ruleEditor.copyShown', { count: shown })}
              disabled={shown === 0}
              onClick={props.onCopy}
            />
            {mayEdit && (
              <Button
                icon={<SnippetsOutlined />}
                title={t('ruleEditor.paste')}
                aria-label={t('ruleEditor.paste')}
                onClick={props.onPaste}
              />
            )}
          </>
        )}
        <Badge count={props.beside ? 0 : props.errors} size="small" color="var(--bad)">
          <Button
            icon={<LayoutOutlined />}
            title={t('ruleEditor.beside')}
            aria-label={t('ruleEditor.beside')}
            aria-pressed={props.beside}
            onClick={props.onBeside}
          />
        </Badge>
        {view !== 'source' && mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={props.onAdd}>
            {t('ruleEditor.addRule')}
          </Button>
        )}
      </span>
      <span id={keys} className="re-keys">
        {t('ruleEditor.keys')}
      </span>
    </div>
  );
});
