// The controls as they stand on the page: native inputs, made from what the scene declares. All text goes in as text.

import { button, freshId, make } from "./dom.js";
import { entered, labelled, numberField, written } from "./fields.js";
import { setFormulas } from "./formulas.js";
import { clamp, scale, tidy } from "./numbers.js";

/** Draws the controls in a row, those that are seldom used in `folded`; the main ones come first. */
export function createInputs(engine, row, folded = row) {
  const groups = new Map(); // name → what is drawn of it, and how it is brought in step with a value
  // those that several figures share are drawn `above` them all
  const { above = [], more = [] } = engine.model.get("_settings"), looks = engine.looks();
  const names = Object.keys(looks).filter((each) => !above.includes(each));
  const isMain = (name) => Boolean(looks[name].play);
  for (const name of [...names.filter(isMain), ...names.filter((each) => !isMain(each))]) {
    const box = make("div", "jaclib-control", more.includes(name) ? folded : row);
    box.dataset.name = name;
    groups.set(name, { box, look: null, drawn: "", value: "" });
  }

  let playing = null; // the name of what Play runs through now

  function show() {
    const looks = engine.looks(), state = engine.state();
    for (const [name, group] of groups) {
      const look = looks[name];
      if (group.look !== look && group.drawn !== JSON.stringify(look)) { // the kernel sends all anew where one changes
        const place = [...group.box.querySelectorAll(FOCUSED)].indexOf(document.activeElement);
        group.box.replaceChildren();
        group.box.hidden = !look.shown;
        group.box.classList.toggle("jaclib-main", Boolean(look.play));
        group.box.style.flex = look.flex;
        group.follow = DRAWN[look.kind](group.box, look, input(engine, name));
        group.wrong = make("span", "jaclib-wrong", group.box, { role: "alert" });
        group.drawn = JSON.stringify(look);
        group.look = look;
        tellPlay(name, group);
        group.box.querySelectorAll(FOCUSED)[place]?.focus();
      }
      group.look = look;
      group.follow(state[name]);
      const value = JSON.stringify(state[name]);
      if (group.value !== value) group.wrong.textContent = ""; // it has been moved since, from wherever
      group.value = value;
    }
  }

  function tellPlay(name, { box, look }) {
    const main = look?.play && box.querySelector(".jaclib-play");
    if (!main) return;
    main.style.minWidth = `${main.getBoundingClientRect().width}px`; // what is beside it stays where it is
    main.textContent = name === playing ? "❚❚ Pause" : `▶ ${look.play.label}`;
  }

  return {
    show,
    playing(now) {
      playing = now;
      groups.forEach((group, name) => tellPlay(name, group));
    },
    refuse(name, wrong) {
      if (groups.has(name)) groups.get(name).wrong.textContent = wrong;
    },
  };
}

const FOCUSED = "input, select, button";

// What a control has to say: where it is moved, or what was typed.
function input(engine, name) {
  return {
    put(value) {
      engine.refuse(name, "");
      engine.put(name, value);
    },
    enter: (value, buffers) => engine.enter(name, value, buffers),
    refuse: (wrong) => engine.refuse(name, wrong),
    set: (node) => setFormulas(engine.model, node),
    play: () => engine.play(name),
    step: () => engine.step(name),
    rewind: (value) => engine.rewind(name, value),
  };
}

const DRAWN = {
  slider: drawRange, log_slider: drawRange, whole: drawRange,
  choice: drawChoice, switch: drawSwitch, point: drawPoint, turn: drawPoint, box: drawBox,
  typed: drawTyped, buttons: drawButtons, drawn: drawPoints,
};

function drawRange(box, look, { put, enter, play, step, rewind }) {
  if (look.play) {
    const main = button(box, `▶ ${look.play.label}`, play);
    main.classList.add("jaclib-play");
    main.title = `${look.label} runs through its values until you press again`;
    button(box, "Step", step).title = `${look.label} goes one step on`;
    if (look.play.again) button(box, look.play.again, () => rewind(look.play.values[0]));
  }
  return drawScale(box, look, put, enter);
}

function drawScale(box, look, put, refuse) {
  const { last, at, nearest } = scale(look);
  const name = look.label.split(" ").includes(look.symbol) ? look.label : `${look.label} ${look.symbol}`;
  const range = labelled(box, name, "input", { type: "range", min: 0, max: last, step: 1, "aria-label": name });
  range.style.width = `${look.width}px`;
  range.addEventListener("input", () => put(at(Number(range.value))));
  const step = (value, by) => at(clamp(nearest(value) + by, 0, last));
  const longest = Math.max(...Array.from({ length: Math.min(last, 400) + 1 }, (_, k) => written(at(last - k)).length));
  const field = numberField(range.parentNode, name, { ...look, step, longest }, put, refuse);
  return (value) => {
    range.value = nearest(value);
    range.setAttribute("aria-valuetext", written(value));
    field(value);
  };
}

function drawChoice(box, look, { put, enter }) {
  const select = labelled(box, look.label, "select");
  for (const word of look.options) make("option", "", select, {}, word);
  select.style.width = look.width;
  select.addEventListener("change", () => (look.leads ? enter(select.value) : put(select.value)));
  if (look.upload) {
    const file = labelled(box, look.upload.words, "input", { type: "file", accept: look.upload.accept });
    file.addEventListener("change", async () => {
      for (const each of file.files) enter(each.name, [await each.arrayBuffer()]);
    });
  }
  return (value) => (select.value = value);
}

function drawSwitch(box, look, { put, enter }) {
  const check = labelled(box, look.label, "input", { type: "checkbox" });
  check.parentNode.prepend(check);
  check.addEventListener("change", () => (look.leads ? enter(check.checked) : put(check.checked)));
  return (value) => (check.checked = value);
}

function drawPoint(box, look, { put, enter }) {
  const group = make("span", "jaclib-point", box, { role: "group", "aria-label": look.label });
  make("span", "", group, { "aria-hidden": "true" }, look.label);
  let now = [];
  const bounds = look.kind === "turn" ? [[-180, 180], [-90, 90]] : look.names.map(() => [look.lo, look.hi]);
  const changed = (i, value) => now.map((old, j) => (i === j ? value : old));
  const fields = look.names.map((name, i) => {
    make("span", "jaclib-name", group, { "aria-hidden": "true" }, name);
    const step = (value, by) => tidy(value + by * look.step);
    const [lo, hi] = bounds[i];
    return numberField(group, `${look.label}: ${name}`, { lo, hi, step }, (value) => put(changed(i, value)), (value) => enter(changed(i, value)));
  });
  return (value) => {
    now = value;
    fields.forEach((field, i) => field(value[i]));
  };
}

function drawBox(box, look, { put, enter }) {
  let now = [];
  const changed = (i, value) => now.map((old, j) => (i === j ? value : old));
  const follow = look.scales.map((each, i) => drawScale(box, each, (value) => put(changed(i, value)), (value) => enter(changed(i, value))));
  return (value) => {
    now = value;
    follow.forEach((one, i) => one(value[i]));
  };
}

function drawTyped(box, look, { enter, refuse, set }) {
  const { menu } = look;
  const fields = look.fields.map((each, i) => {
    if (menu && !i) {
      const select = labelled(box, menu.label, "select");
      select.style.width = "15em"; // of most entries: the list that opens is as wide as its longest formula
      for (const [value, words] of [...menu.entries, [menu.own, menu.own]]) make("option", "", select, { value }, words);
      select.value = menu.entry ?? menu.own;
      select.addEventListener("change", () => (select.value === menu.own ? fields[0].focus() : enter(select.value)));
    }
    const field = labelled(box, each.label, "input", { type: "text", autocomplete: "off", spellcheck: "false" });
    field.value = each.text;
    field.placeholder = each.hint ?? "";
    field.title = each.tip ?? "";
    // as wide as what is in it, within bounds: what is beside it has its place, too
    field.style.width = `max(${each.width ?? (menu ? "15em" : "22em")}, min(${each.text.length + 2}ch, 22em))`;
    if (each.offers) {
      const list = make("datalist", "", box, { id: freshId() });
      for (const word of each.offers) make("option", "", list, { value: word });
      field.setAttribute("list", list.id);
    }
    if (each.formula && !menu?.entry) set(make("span", "jaclib-formula", box, {}, each.formula)); // else the list has it
    entered(field, () => {
      const texts = fields.map((it) => it.value.trim());
      if (!menu || texts[0]) enter(texts);
      else refuse("");
    });
    return field;
  });
  return () => {};
}

function drawButtons(box, look, { enter }) {
  for (const { label, buttons } of look.rows) {
    const group = make("span", "jaclib-group", box, { role: "group", "aria-label": label });
    make("span", "", group, { "aria-hidden": "true" }, label);
    for (const each of buttons) {
      const node = button(group, each.words, () => enter(each.text));
      node.title = each.tip ?? "";
      node.hidden = each.shown === false;
      node.disabled = Boolean(each.off);
      node.setAttribute("aria-pressed", String(Boolean(each.on)));
    }
  }
  return () => {};
}

function drawPoints(box, look, { put, enter }) {
  const field = labelled(box, look.label, "input", { type: "text", placeholder: "x, y; x, y; …", autocomplete: "off", spellcheck: "false" });
  field.style.width = "24em";
  entered(field, () => enter(field.value));
  button(box, `clear ${look.label}`, () => put(""));
  return (value) => (field.value = value);
}
