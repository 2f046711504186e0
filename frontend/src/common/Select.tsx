// biome-ignore lint/style/noRestrictedImports: this is the list that all others are.
import { Select as AntSelect, type SelectProps } from 'antd';
import type { BaseOptionType, DefaultOptionType } from 'antd/es/select';
import { useState } from 'react';

/** With more choices than that, one looks for the right one also where searching brings a keyboard over half of the screen. */
const FEW = 8;

const isTouched = (): boolean => window.matchMedia('(pointer: coarse)').matches;

/**
 * A list in which nothing is chosen that nobody chose: passing through it with Tab, or opening and leaving it, leaves it as it
 * was; what is typed finds its choice, in a short list as well. (antd marks the first choice as soon as a list opens, and takes
 * what is marked with Tab.)
 */
export function Select<Value = unknown, Option extends BaseOptionType | DefaultOptionType = DefaultOptionType>(
  props: SelectProps<Value, Option>,
) {
  const [typed, setTyped] = useState('');
  const { onOpenChange, options = [], showSearch = !isTouched() || options.length > FEW } = props;
  const search = showSearch === true ? { optionFilterProp: 'label' } : showSearch;
  return (
    <AntSelect<Value, Option>
      {...props}
      defaultActiveFirstOption={typed !== ''}
      showSearch={
        search && {
          ...search,
          onSearch: (text) => {
            setTyped(text);
            search.onSearch?.(text);
          },
        }
      }
      onOpenChange={(open) => {
        if (!open) setTyped('');
        onOpenChange?.(open);
      }}
    />
  );
}
