import { formOf } from './schema.mjs';

/** Once what was drawn is on the screen. */
const shown = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  });

/** What the bench asks of a page. `draw` gives what tells the values. */
export function contend(draw) {
  let values;
  window.contender = {
    /** Milliseconds until all inputs of the form stand on the screen. */
    open: async (size, inputs) => {
      const begun = performance.now();
      values = draw(formOf(size), document.body.appendChild(document.createElement('main')));
      for (;;) {
        const now = await shown();
        if (document.querySelectorAll('input[type=text], input:not([type])').length >= inputs) return now - begun;
        if (now - begun > 30_000) throw new Error(`There are ${document.querySelectorAll('input').length} inputs.`);
      }
    },
    /** Puts the cursor at the end of what stands in the field with that text. */
    reach: (text) => {
      const input = [...document.querySelectorAll('input')].find((one) => one.value === text);
      if (!input) throw new Error(`No field holds ${text}.`);
      input.scrollIntoView({ block: 'center' });
      input.focus();
      input.setSelectionRange(text.length, text.length);
    },
    /** From now on the milliseconds from each key to the frame that shows it. */
    listen: () => {
      const times = [];
      addEventListener(
        'keydown',
        () => {
          const begun = performance.now();
          void shown().then((now) => times.push(now - begun));
        },
        { capture: true },
      );
      window.contender.times = times;
    },
    holds: (text) => JSON.stringify(values()).includes(JSON.stringify(text).slice(1, -1)),
  };
}
