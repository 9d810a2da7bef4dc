// A figure on a page whose kernel is the test's own process: `kernel` there takes a message, and gives its answers.

import { Model } from "./fake.js";
import widget from "./stage.js";

const bytes = (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);

export function open(el, state) {
  const model = new Model(state);
  let turn = Promise.resolve(); // one answer after the other
  model.kernel = (message) => { turn = turn.then(async () => hear(await globalThis.kernel(message))); };
  const hear = ({ said, moved }) => {
    model.set(moved);
    for (const [answer, buffers] of said) model.trigger("msg:custom", answer, buffers.map(bytes));
  };
  const made = widget();
  made.initialize({ model });
  made.render({ el });
  Object.assign(globalThis, { model, hear, engine: [...globalThis.jaclibStages].at(-1) });
}
