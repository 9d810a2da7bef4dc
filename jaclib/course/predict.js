// A question, its choices or a field for a number, and a button to commit. All text goes in as text, never as markup;
// formulas between dollar signs are typeset afterwards.

import { freshId, make, shareKeys } from "../stage/page/dom.js";
import { setFormulas } from "../stage/page/formulas.js";
import { numeric } from "../stage/page/numbers.js";

// Whether a guess agrees with the answer: judge.agree in Python, which has also worked out the tolerance.
export const agree = (guess, answer, tolerance) => Math.abs(guess - answer) <= tolerance;

function render({ model, el }) {
  const [question, choices, unit, answer] = ["question", "choices", "unit", "answer"].map((name) => model.get(name));
  const id = freshId();
  const form = make("form", "jaclib-predict", el, { novalidate: "" });
  const set = make("fieldset", "", form);
  make("legend", "", set, { id }, question);
  const inputs = choices.map((choice) => {
    const label = make("label", "jaclib-choice", set);
    const named = choice.includes("$") ? { "aria-label": choice.replaceAll("$", "") } : {};
    const input = make("input", "", label, { ...named, type: "radio", name: id });
    make("span", "", label, {}, choice);
    return input;
  });
  if (!choices.length) {
    const label = make("label", "jaclib-choice", set, {}, "Your prediction:");
    inputs.push(make("input", "", label, { type: "text", inputmode: "decimal", autocomplete: "off", size: "8" }));
    make("span", "", label, {}, unit);
  }
  const button = make("button", "jaclib-commit", form, { type: "submit" }, "That is my prediction");
  const missing = make("span", "jaclib-missing", form, { role: "alert" });
  const outcome = make("div", "jaclib-outcome", form, { role: "status", tabindex: "-1" });
  const said = (value) => (choices.length ? value : `${value} ${unit}`.trim());

  function chosen() {
    if (!choices.length) return numeric(inputs[0].value);
    return choices[inputs.findIndex((input) => input.checked)];
  }

  function commit(event) {
    event.preventDefault();
    const value = chosen();
    if (value === undefined) missing.textContent = "Choose one first: any guess is better than none.";
    else if (Number.isNaN(value)) missing.textContent = "Type a number first, such as 0.5 or 1/2.";
    else {
      model.set("prediction", value);
      model.save_changes();
      outcome.focus({ preventScroll: true });
    }
  }

  function reveal() {
    const value = model.get("prediction");
    if (value === null || set.disabled) return;
    missing.textContent = "";
    set.disabled = true;
    button.remove();
    if (choices.length) inputs[choices.indexOf(value)].checked = true;
    else inputs[0].value = value;
    inputs[choices.indexOf(answer)]?.parentNode.classList.add("jaclib-true");
    const agrees = choices.length ? value === answer : agree(value, answer, model.get("tolerance"));
    const told = make("p", "", outcome, {}, agrees ? "Just as you predicted: " : "You predicted: ");
    if (!agrees) told.append(make("b", "", told, {}, said(value)), ". What happens: ");
    told.append(make("b", "", told, {}, said(answer)), ".");
    make("p", "", outcome, {}, model.get("because"));
    setFormulas(model, outcome);
  }

  form.addEventListener("submit", commit);
  form.addEventListener("keydown", (event) => { // JupyterLab keeps Enter in a field from the form
    if (event.key === "Enter" && event.target.matches("input")) commit(event);
  });
  model.on("change:prediction", reveal);
  setFormulas(model, set);
  reveal();
  const release = shareKeys(form);
  return () => {
    release();
    model.off("change:prediction", reveal);
  };
}

export default { render };
