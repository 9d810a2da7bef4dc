// ipywidgets links a label with a text field, and leaves sliders without a name and logarithmic ones with a wrong
// value for who cannot see them. And JupyterLab takes the arrow keys away from what does not ask for them.
function nameControls(box, state) {
  for (const control of box.querySelectorAll(".jaclib-controls [role=slider], .jaclib-controls input, .jaclib-controls select"))
    control.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const slider of box.querySelectorAll(".jaclib-controls [role=slider]")) {
    const row = slider.closest(".widget-slider");
    slider.setAttribute("aria-label", row?.querySelector(".widget-label")?.textContent ?? "slider");
    const name = [...(row?.classList ?? [])].find((it) => it.startsWith("jaclib-of-"))?.slice("jaclib-of-".length);
    if (name in state) slider.setAttribute("aria-valuetext", state[name]);
  }
}

// Numbers, vectors and matrices as they are set in a book. They are rebuilt only where their shape changes.
function readouts(box, values) {
  const shape = JSON.stringify(values.map(({ label, rows }) => [label, rows.length, rows[0].length]));
  if (box.dataset.shape !== shape) {
    box.dataset.shape = shape;
    box.replaceChildren();
    for (const { label, rows, columns } of values) {
      const item = make("span", "jaclib-value", box);
      make("span", "jaclib-name", item).textContent = `${label} =`;
      const matrix = make("span", rows.length > 1 ? "jaclib-matrix" : "jaclib-row", item, { role: "math" });
      if (columns) matrix.classList.add("jaclib-columns");
      matrix.style.gridTemplateColumns = `repeat(${rows[0].length}, auto)`;
      for (const row of rows) {
        const line = make("span", "jaclib-line", matrix);
        for (const _ of row) make("span", "jaclib-number", line);
      }
    }
  }
  values.forEach(({ label, rows }, i) => {
    const matrix = box.children[i].children[1];
    matrix.setAttribute("aria-label", `${label} = ${rows.map((row) => row.join(", ")).join("; ")}`);
    const numbers = matrix.querySelectorAll(".jaclib-number");
    rows.flat().forEach((text, j) => { numbers[j].textContent = text; });
  });
}

function isDark() {
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  return document.body.classList.contains("vscode-dark") || matchMedia("(prefers-color-scheme: dark)").matches;
}

function make(tag, className, parent, attributes = {}) {
  const node = document.createElement(tag);
  node.className = className;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return parent.appendChild(node);
}

function button(parent, text, press) {
  const node = make("button", "jaclib-button", parent, { type: "button" });
  node.textContent = text;
  node.addEventListener("click", press);
  return node;
}
