import { Input } from 'antd';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { contend } from './contend.mjs';

let values = {};

function Floor({ begin }) {
  const [text, setText] = useState(begin);
  const change = ({ target }) => {
    values = { field0: target.value };
    setText(target.value);
  };
  return <Input value={text} onChange={change} />;
}

contend(({ data }, root) => {
  createRoot(root).render(<Floor begin={data.field0} />);
  return () => values;
});
