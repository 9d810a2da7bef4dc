// All that crosses between the page and the kernel, and nothing without being looked at: what comes here is checked
// here, what goes there in jaclib/stage/messages.py.

/**
 * @typedef {{frames: number, rate: number, trip: number, drawing: number, encoding: number}} Drag what a drag was like:
 *   the pictures seen, how many a second, and the ms there and back, of a draw and of its encoding
 * @typedef {{seq: number, key: string, ahead: number, sharp: boolean}} Asked what an answer repeats, with the client
 * @typedef {{width: number, ratio: number, dark: boolean, covered: boolean}} Layout
 * @typedef {object} Sent the kinds of messages that the page sends, and the fields of each
 * @property {Asked & {client: string, state: object, layout: Layout}} draw
 * @property {{state: object}} rested
 * @property {{name: string, value: any}} entered
 * @property {{still: string[]}} awaits what the figure still waits for
 * @property {Drag} dragged
 * @typedef {<K extends keyof Sent>(kind: K, fields: Sent[K], buffers?: ArrayBuffer[]) => void} Send
 */

const ANSWER = {
  client: "string", seq: "number", key: "string", ahead: "number", sharp: "boolean", ms: "number", held: "number",
};
const KINDS = {
  frame: {
    ...ANSWER, say: "string", values: "array", call: "string", judged: "array", places: "array", width: "number",
    ink: "string", encoding: "number",
  },
  later: { ...ANSWER, later: "string" },
  error: { ...ANSWER, error: "string" },
  taken: { name: "string", wrong: "string" },
};

/** @type {(message: any, buffers?: any[]) => string} what is wrong with a message of the kernel; nothing, mostly */
export function fault(message, buffers = []) {
  const kind = message?.kind;
  if (!Object.hasOwn(KINDS, kind)) return `A message of the kernel must be one of ${Object.keys(KINDS).join(", ")}; got ${kind}.`;
  const is = (value) => (Array.isArray(value) ? "array" : typeof value);
  for (const [name, wanted] of Object.entries(KINDS[kind]))
    if (is(message[name]) !== wanted)
      return `In a message "${kind}" of the kernel ${name} must be of type ${wanted}; got ${JSON.stringify(message[name])}.`;
  return kind === "frame" && !buffers[0]?.byteLength ? 'A message "frame" of the kernel must bring a picture.' : "";
}

/**
 * Hears what the kernel says: `hear` has a function for each kind, of the message and its buffers; the others are not
 * heard. `refused` is told what is wrong with a message, `lost` that none can be sent any more.
 * @param {any} model
 * @param {Object<string, (message: any, buffers: DataView[]) => void>} hear
 * @param {{refused?: (wrong: string) => void, lost?: () => void}} told
 */
export function connect(model, hear, { refused = () => {}, lost = () => {} } = {}) {
  const heard = (message, buffers) => {
    const wrong = fault(message, buffers);
    if (!wrong) return hear[message.kind]?.(message, buffers);
    console.error(wrong);
    refused(wrong);
  };
  model.on("msg:custom", heard);
  return {
    /** @type {Send} */
    send(kind, fields, buffers) {
      try {
        model.send({ kind, ...fields }, undefined, buffers);
      } catch (error) { // the server has ended the kernel, of which no other word comes
        console.warn(error);
        lost();
      }
    },
    close: () => model.off("msg:custom", heard),
  };
}
