// What to do where the kernel that drew a picture is no more: what really works depends on the page that shows it.

const NOTEBOOK = "Click this cell, choose Run → Run All Above Selected Cell, then press Shift+Enter.";
const EDITOR = "Choose Execute Above Cells on this cell's toolbar, then run the cell.";
const READER = "Load the page again; if that doesn't help, open the notebook where it can be run.";

/** @type {(page?: Document) => string} */
export function advice(page = document) {
  if (page.querySelector(".jp-Notebook")) return NOTEBOOK;
  return /\bvscode-/.test(page.body.className) ? EDITOR : READER;
}
