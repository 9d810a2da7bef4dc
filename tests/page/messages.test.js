// A message of the kernel that has not what it must have is refused in a sentence, and no one hears it.

import assert from "node:assert/strict";

import { connect, fault } from "../../jaclib/stage/page/messages.js";
import { answer, Model } from "./fake.js";

const PNG = [new DataView(new ArrayBuffer(1))];
const ASKED = { client: "a", seq: 1, key: "k", ahead: 0, sharp: false, state: { t: 1 } };
const FRAME = answer(ASKED);
const without = (message, name) => Object.fromEntries(Object.entries(message).filter(([each]) => each !== name));

Deno.test("a frame with all its fields and its picture is taken, and refused without one", () => {
  assert.equal(fault(FRAME, PNG), "");
  for (const name of Object.keys(without(FRAME, "tried"))) assert.match(fault(without(FRAME, name), PNG), /kernel.*\.$/);
  for (const none of [undefined, [], [new DataView(new ArrayBuffer(0))]]) assert.match(fault(FRAME, none), /bring a picture/);
});

const WRONG = [
  [{ ...FRAME, seq: "1" }, 'In a message "frame" of the kernel seq must be of type number; got "1".'],
  [{ ...FRAME, values: {} }, 'In a message "frame" of the kernel values must be of type array; got {}.'],
  [{ ...FRAME, kind: "later" }, 'In a message "later" of the kernel later must be of type string; got undefined.'],
  [{ ...FRAME, kind: "error", error: 3 }, 'In a message "error" of the kernel error must be of type string; got 3.'],
  [{ kind: "taken", name: "t" }, 'In a message "taken" of the kernel wrong must be of type string; got undefined.'],
  [{ kind: "toString" }, "A message of the kernel must be one of frame, later, error, taken; got toString."],
  [undefined, "A message of the kernel must be one of frame, later, error, taken; got undefined."],
];
for (const [message, said] of WRONG) Deno.test(said, () => assert.equal(fault(message, PNG), said));

Deno.test("what is refused is said in the console and to the page, and what is right is heard", () => {
  const model = new Model(), heard = [], refused = [], logged = [];
  const error = console.error;
  console.error = (words) => logged.push(words);
  const kernel = connect(model, { frame: (message) => heard.push(message.seq) }, { refused: (wrong) => refused.push(wrong) });
  model.trigger("msg:custom", { ...FRAME, seq: null }, PNG);
  model.trigger("msg:custom", FRAME, PNG);
  kernel.close();
  model.trigger("msg:custom", FRAME, PNG);
  console.error = error;
  assert.deepEqual(heard, [1]);
  assert.deepEqual(refused, ['In a message "frame" of the kernel seq must be of type number; got null.']);
  assert.deepEqual(logged, refused);
});
