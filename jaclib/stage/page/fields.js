// What the controls of a figure and the answer to a question have in common.

// JupyterLab takes arrows, Enter and letters for its own from an element that doesn't carry this.
const KEYS = { "data-lm-suppress-shortcuts": "true" };

// Typesets the formulas between dollar signs, as JupyterLab does; elsewhere they stay as they are typed.
function setFormulas(model, node) {
  const once = new ResizeObserver(() => { // a formula is measured, and so must be on the page
    if (!node.isConnected) return;
    once.disconnect();
    const manager = model.widget_manager;
    const lab = (manager?.rendermime ?? manager?._rendermime)?.latexTypesetter;
    if (lab) lab.typeset(node);
    else globalThis.MathJax?.typesetPromise?.([node]);
  });
  once.observe(node);
}

// 0.5, 0,5, −2, 1/3 or 1e-3; NaN for anything else.
function numeric(text) {
  const [above, below = "1", ...more] = text.replaceAll("−", "-").replaceAll(",", ".").split("/");
  if (more.length || !above.trim() || !below.trim()) return NaN;
  const value = Number(above) / Number(below);
  return Number.isFinite(value) ? value : NaN;
}
