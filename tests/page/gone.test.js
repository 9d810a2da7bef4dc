// What one is told to do where no kernel draws: what works on that page.

import assert from "node:assert/strict";

import { advice } from "../../jaclib/stage/page/gone.js";

const page = (className, notebook) => /** @type {any} */ ({ querySelector: (name) => notebook && name === ".jp-Notebook", body: { className } });

Deno.test("in JupyterLab and Notebook 7 the menu's own words lead on", () => {
  assert.match(advice(page("", true)), /Run → Run All Above Selected Cell, then press Shift\+Enter/);
});

Deno.test("VS Code has a button for it", () => {
  assert.match(advice(page("vscode-dark", false)), /Execute Above Cells/);
});

Deno.test("where nothing can be run, the page is loaded again", () => {
  assert.match(advice(page("jp-voila", false)), /^Load the page again/);
});
