// Typesets the formulas between dollar signs, as JupyterLab does; elsewhere they stay as they are typed.
export function setFormulas(model, node) {
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
