// The announcements as a table, or as cards where there is little room: sorted by a head, opened by a
// click or stepped through with the arrow keys. All that is told comes as text.
const NEAR = 2; // cards before and after the open one that stand there at first

function made(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.textContent = text;
  return element;
}

function ordered(rows, { column, down }) {
  if (column === null) return rows;
  const least = (value) => (value === null ? Infinity : value);
  const compare = (one, other) => {
    const [a, b] = [one.order[column], other.order[column]];
    if (a === null || b === null) return least(a) === least(b) ? 0 : a === null ? 1 : -1;
    return (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1);
  };
  return [...rows].sort(compare);
}

function head({ name, meaning }, column, sorted, sort) {
  const cell = made("th", { scope: "col", class: `c${column}` });
  if (sorted.column === column) cell.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
  const mark = sorted.column === column ? (sorted.down ? " ↓" : " ↑") : "";
  const button = made("button", { type: "button", title: meaning }, name + mark);
  button.addEventListener("click", () => sort(column));
  cell.append(button);
  return cell;
}

function line(row, place, heads, { opened, near, open, step }) {
  const isOpen = row.key === opened;
  const element = made("tr", { role: "row", class: `${isOpen ? "open" : ""} ${near ? "" : "far"}` });
  row.cells.forEach((text, column) => {
    const sign = row.signs[column] ?? "";
    const cell = made("td", { role: "cell", class: `c${column} ${sign}`, "data-head": heads[column].name });
    if (column === 2) {
      const button = made("button", { type: "button", "data-key": row.key, tabindex: isOpen ? 0 : -1 }, text);
      if (isOpen) button.setAttribute("aria-current", "true");
      button.addEventListener("keydown", (event) => step(event, place));
      cell.append(button);
    } else {
      cell.append(made("span", {}, text));
    }
    element.append(cell);
  });
  element.addEventListener("click", () => open(row.key));
  return element;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".timeline");
  const view = (place.view ??= { column: null, down: false, all: false });
  const open = (key) => key === data.opened || setTriggerValue("opened", key);

  const draw = () => {
    const focused = place.querySelector("button[data-key]:focus")?.dataset.key;
    const rows = ordered(data.rows, view);
    const at = Math.max(0, rows.findIndex((row) => row.key === data.opened));
    const first = Math.max(0, Math.min(at - NEAR, rows.length - 2 * NEAR - 1));
    const step = (event, from) => {
      const ends = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: rows.length - 1 };
      const row = rows[ends[event.key]];
      if (row === undefined) return;
      event.preventDefault();
      view.all ||= ends[event.key] < first || ends[event.key] > first + 2 * NEAR;
      place.querySelector("table").classList.toggle("all", view.all);
      place.querySelector(`[data-key="${CSS.escape(row.key)}"]`).focus();
      open(row.key);
    };
    const sort = (column) => {
      Object.assign(view, { column, down: view.column === column && !view.down });
      draw();
      place.querySelector(`th.c${column} button`).focus();
    };
    const top = made("tr", { role: "row" });
    top.append(...data.heads.map((one, column) => head(one, column, view, sort)));
    const body = made("tbody", { role: "rowgroup" });
    const told = { opened: data.opened, open, step };
    body.append(
      ...rows.map((row, index) =>
        line(row, index, data.heads, { ...told, near: index >= first && index <= first + 2 * NEAR }),
      ),
    );
    const caption = made("caption", {}, data.title);
    const thead = made("thead", { role: "rowgroup" });
    thead.append(top);
    const table = made("table", { role: "table", class: view.all ? "all" : "" });
    table.append(caption, thead, body);
    const box = made("div", { class: "box" });
    box.append(table);
    const more = made("button", { type: "button", class: "more" }, view.all ? data.fewer : data.all);
    more.addEventListener("click", () => {
      view.all = !view.all;
      draw();
      place.querySelector(".more").focus();
    });
    const note = made("p", { class: "note" }, data.note);
    place.replaceChildren(box, ...(rows.length > 2 * NEAR + 1 ? [more] : []), note);
    const opened = place.querySelector("tr.open");
    if (opened) box.scrollTop = opened.offsetTop - box.clientHeight / 2;
    if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  };
  draw();
}
