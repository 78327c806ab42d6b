// The sentence that answers, and four tiles under it: each a number, what it is compared with, and
// a small picture. All that is told comes as text.
const SVG = "http://www.w3.org/2000/svg";
const WIDE = 120;
const HIGH = 40;

function made(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.textContent = text;
  return element;
}

function drawn(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  parent.append(element);
  return element;
}

// What is between two ends of a scale, as a place across the picture.
function across(value, [low, high]) {
  return 4 + ((WIDE - 8) * (value - low)) / (high - low || 1);
}

const PICTURES = {
  range(svg, { low, high, close, before }) {
    const ends = [Math.min(low, before ?? low), Math.max(high, before ?? high)];
    const place = (value) => across(value, ends);
    drawn("rect", { x: place(low), y: 16, width: place(high) - place(low), height: 8, class: "band" }, svg);
    if (before !== null) drawn("rect", { x: place(before) - 1, y: 10, width: 2, height: 20, class: "rule" }, svg);
    drawn("circle", { cx: place(close), cy: 20, r: 5, class: "share" }, svg);
  },
  bars(svg, { values }) {
    const reach = Math.max(...values.map(Math.abs)) || 1;
    const nought = across(0, [-reach, reach]);
    values.forEach((value, row) => {
      const end = across(value, [-reach, reach]);
      const [x, width] = [Math.min(nought, end), Math.abs(end - nought)];
      drawn("rect", { x, y: 5 + 17 * row, width, height: 13, class: value < 0 ? "negative" : "positive" }, svg);
    });
    drawn("rect", { x: nought - 0.5, y: 0, width: 1, height: HIGH, class: "rule" }, svg);
  },
  interval(svg, { low, mean, high, plain, label }) {
    const ends = [-1, 1];
    const at = across(mean, ends);
    drawn("rect", { x: 4, y: 19, width: WIDE - 8, height: 1, class: "rule" }, svg);
    drawn("rect", { x: across(0, ends), y: 12, width: 1, height: 16, class: "rule" }, svg);
    if (low !== null) {
      const width = across(high, ends) - across(low, ends);
      drawn("rect", { x: across(low, ends), y: 16, width, height: 8, class: `${label} faded` }, svg);
    }
    const tick = across(plain, ends);
    drawn("line", { x1: tick, x2: tick, y1: 8, y2: 32, class: "plain" }, svg);
    const shapes = {
      positive: `M${at - 6} 26 L${at + 6} 26 L${at} 14 Z`,
      negative: `M${at - 6} 14 L${at + 6} 14 L${at} 26 Z`,
      neutral: `M${at - 5} 20 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0`,
    };
    drawn("path", { d: shapes[label], class: label }, svg);
  },
  strip(svg, { counts, at }) {
    const most = Math.max(...counts, 1);
    const wide = (WIDE - 8) / counts.length;
    counts.forEach((count, place) => {
      const height = (26 * count) / most;
      drawn("rect", { x: 4 + wide * place, y: 36 - height, width: wide * 0.8, height, class: "day" }, svg);
    });
    const x = 4 + (WIDE - 8) * at;
    drawn("line", { x1: x, x2: x, y1: 8, y2: 36, class: "event" }, svg);
    drawn("path", { d: `M${x} 2 l5 5 l-5 5 l-5 -5 Z`, class: "event" }, svg);
  },
};

function tile({ name, value, unit, beside, meaning, notes, picture, action }, act) {
  const box = made("section", { class: "tile", "aria-label": name });
  const told = made("div");
  told.append(made("div", { class: "name" }, name));
  const number = made("div", { class: "value" }, value);
  if (unit) number.append(made("span", { class: "unit" }, ` ${unit}`));
  told.append(number);
  const under = action
    ? made("button", { type: "button", class: "beside" }, beside)
    : made("div", { class: `beside ${meaning ?? ""}` }, beside);
  if (action) under.addEventListener("click", () => act(action));
  told.append(under);
  box.append(told);
  const side = made("div", { class: "side" });
  if (picture) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDE} ${HIGH}`);
    svg.setAttribute("aria-hidden", "true");
    PICTURES[picture.kind](svg, picture);
    side.append(svg);
  }
  (notes ?? []).forEach((note) => side.append(made("div", { class: "note" }, note)));
  if (side.children.length) box.append(side);
  return box;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".answer");
  const tiles = made("div", { class: "tiles" });
  tiles.append(...data.tiles.map((one) => tile(one, (action) => setTriggerValue("asked", action))));
  place.replaceChildren(made("h1", {}, data.sentence), tiles);
}
