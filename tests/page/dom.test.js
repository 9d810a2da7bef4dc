// Which keys a control keeps for itself.

import assert from "node:assert/strict";

import { isOwn } from "../../jaclib/stage/page/dom.js";

const press = (key, more = {}) => isOwn({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, target: {}, ...more });

Deno.test("letters, arrows, Enter and Shift with arrows are the control's", () => {
  for (const key of ["a", "b", "ArrowDown", "Enter", "Home", " "]) assert.ok(press(key));
  assert.ok(press("ArrowLeft", { shiftKey: true }));
});

Deno.test("what has Ctrl, Cmd or Alt, and Shift+Enter, is the page's", () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
    for (const key of ["s", "Enter", "c", "ArrowDown"]) assert.ok(!press(key, more));
  assert.ok(!press("Enter", { shiftKey: true }));
});

Deno.test("in a field one copies, pastes and undoes", () => {
  for (const key of ["a", "c", "v", "x", "z", "C"]) assert.ok(press(key, { ctrlKey: true, target: { type: "text" } }));
  assert.ok(!press("s", { ctrlKey: true, target: { type: "text" } }));
});
