// JupyterLab exchanges the tab's icon whenever a kernel begins or ends to hear a message, and on a server that nobody
// configured that takes a third of a drag's frames. While messages go it finds no icon to exchange.

let held = 0;

export function holdIcon() {
  const mark = (from, to) => document.querySelectorAll(`link.${from}`).forEach((link) => link.classList.replace(from, to));
  clearTimeout(held);
  held = setTimeout(mark, 1000, "jaclib-favicon", "favicon");
  mark("favicon", "jaclib-favicon");
}
