// A question, its choices or a field for a number, and a button to commit. The kernel judges the guess: until it has,
// nothing on the page knows the answer. All text goes in as text, never as markup; formulas between dollar signs are
// typeset afterwards.

import { freshId, make, shareKeys } from "../stage/page/dom.js";
import { setFormulas } from "../stage/page/formulas.js";
import { advice } from "../stage/page/gone.js";
import { numeric } from "../stage/page/numbers.js";

const PATIENCE = 4000; // ms until an answer is missed

function render({ model, el }) {
  const [question, choices, unit, phrases] = ["question", "choices", "unit", "phrases"].map((name) => model.get(name));
  const id = freshId();
  const fold = foldOf(model, el, question);
  const form = make("form", fold.name ? "" : "jaclib-predict", fold.box, { novalidate: "" });
  const earlier = make("p", "jaclib-earlier", form);
  const set = make("fieldset", "", form, fold.name ? { "aria-labelledby": fold.name } : {});
  if (!fold.name) make("legend", "", set, { id }, question);
  const inputs = choices.map((choice) => {
    const label = make("label", "jaclib-choice", set);
    const named = choice.includes("$") ? { "aria-label": choice.replaceAll("$", "") } : {};
    const input = make("input", "", label, { ...named, type: "radio", name: id });
    make("span", "", label, {}, choice);
    return input;
  });
  if (!choices.length) {
    const label = make("label", "jaclib-choice", set, {}, phrases.yours);
    inputs.push(make("input", "", label, { type: "text", inputmode: "decimal", autocomplete: "off", size: "8" }));
    make("span", "", label, {}, unit);
  }
  const button = make("button", "jaclib-commit", form, { type: "submit" }, phrases.commit);
  const missing = make("span", "jaclib-missing", form, { role: "alert" });
  const outcome = make("div", "jaclib-outcome", form, { role: "status", "aria-live": "polite", tabindex: "-1" });
  const again = make("button", "jaclib-commit", form, { type: "button" }, phrases.again);
  const next = make("button", "jaclib-commit", form, { type: "button" }, "Next question");
  let waits = 0; // for the kernel: a timer
  let pressed = false; // here, and not on another view of the question

  function chosen() {
    if (!choices.length) return numeric(inputs[0].value);
    return choices[inputs.findIndex((input) => input.checked)];
  }

  function commit(event) {
    event.preventDefault();
    const value = chosen();
    if (value === undefined) missing.textContent = "Choose one first: any guess is better than none.";
    else if (Number.isNaN(value)) missing.textContent = "Type a number first, such as 0.5 or 1/2.";
    else say({ kind: "guess", value });
  }

  function say(message) {
    missing.textContent = "";
    pressed = true;
    const missed = () => { missing.textContent = `The kernel doesn't answer. If it isn't just busy: ${advice()}`; };
    clearTimeout(waits);
    waits = setTimeout(missed, PATIENCE);
    try {
      model.send(message);
    } catch (error) { // the server has ended the kernel
      console.warn(error);
      clearTimeout(waits);
      missed();
    }
  }

  function tell() {
    const { guess, right, agrees, words = [] } = model.get("outcome");
    const known = words.length > 0;
    clearTimeout(waits);
    missing.textContent = "";
    set.disabled = button.hidden = known;
    again.hidden = !known || !phrases.again;
    next.hidden = !known || !fold.next();
    fold.mark(known && (agrees ? "✓ right" : "✗ missed"));
    inputs.forEach((input, i) => input.parentNode.classList.toggle("jaclib-true", known && choices[i] === right));
    if (known && choices.length) inputs[choices.indexOf(guess)].checked = true;
    else if (known) inputs[0].value = guess;
    outcome.replaceChildren();
    for (const each of words) make("p", "", outcome, {}, each);
    setFormulas(model, outcome);
    if (pressed) (known ? outcome : inputs.find((input) => input.checked) ?? inputs[0]).focus({ preventScroll: true });
    pressed = false;
  }

  function remind() {
    earlier.textContent = model.get("earlier") && `You guessed: ${model.get("earlier")}. And now?`;
    earlier.hidden = !earlier.textContent;
  }

  form.addEventListener("submit", commit);
  form.addEventListener("keydown", (event) => { // JupyterLab keeps Enter in a field from the form
    if (event.key === "Enter" && event.target.matches("input")) commit(event);
  });
  again.addEventListener("click", () => say({ kind: "anew" }));
  next.addEventListener("click", () => {
    const following = fold.next();
    following.open = true;
    following.firstElementChild.focus();
  });
  model.on("change:outcome", tell);
  model.on("change:earlier", remind);
  setFormulas(model, fold.box);
  remind();
  tell();
  const release = shareKeys(fold.box);
  return () => {
    release();
    clearTimeout(waits);
    model.off("change:outcome", tell);
    model.off("change:earlier", remind);
  };
}

// What holds the question. One of several is folded away while another is open: its box bears the name of their group.
function foldOf(model, el, question) {
  const { group, label, open } = model.get("fold") ?? {};
  if (!group) return { box: el, name: "", next: () => undefined, mark() {} };
  const box = make("details", "jaclib-predict jaclib-fold", el, { name: group, ...(open ? { open: "" } : {}) });
  const summary = make("summary", "", box);
  make("span", "jaclib-place", summary, {}, label);
  const name = freshId();
  make("span", "jaclib-asked", summary, { id: name }, question);
  const state = make("span", "jaclib-state", summary);
  const all = () => [...document.querySelectorAll(`details[name="${group}"]`)];
  return {
    box, name,
    next: () => all()[all().indexOf(box) + 1],
    mark(words) { state.textContent = words || ""; },
  };
}

export default { render };
