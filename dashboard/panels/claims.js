// The passages of a text that hold price claims: each claim is underlined by its verdict, and a
// click opens it. All that is told comes as text.
function marked({ text, mark, verdict, opened }, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = verdict.replaceAll(/[^a-z]+/g, "-");
  button.textContent = text;
  button.title = verdict;
  button.dataset.mark = mark;
  button.setAttribute("aria-pressed", String(opened));
  button.setAttribute("aria-label", `${text}: ${verdict}`);
  button.addEventListener("click", () => open(mark));
  return button;
}

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector(".claims");
  const focused = place.querySelector("button:focus")?.dataset.mark;
  const open = (mark) => setStateValue("opened", [data.digest, mark]);
  const passages = data.passages.map((parts) => {
    const passage = document.createElement("p");
    passage.append(...parts.map((one) => (one.mark === null ? one.text : marked(one, open))));
    return passage;
  });
  place.replaceChildren(...passages);
  if (focused !== undefined) place.querySelector(`[data-mark="${focused}"]`)?.focus();
}
