// The tab's own storage outlives a reload and a server that is started anew. No other tab reads it,
// no server does, and it goes with the tab.
let told; // what the page said last
let typed = {}; // what it may not have heard of yet

function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(told.place));
    return found?.visitor === told.visitor ? found.draft : null;
  } catch {
    return null; // a browser may be told to store nothing
  }
}

function keep(draft) {
  try {
    if (draft?.[told.typed[0]]?.trim()) {
      const held = JSON.stringify({ visitor: told.visitor, draft });
      sessionStorage.setItem(told.place, held);
    } else {
      sessionStorage.removeItem(told.place);
    }
  } catch {
    // a browser may be told to store nothing, or be full
  }
}

function shown(name) {
  return document.querySelector(`.st-key-${name} :is(textarea, input)`)?.value;
}

function nameOf(field) {
  return told.typed.find((one) => field.closest?.(`.st-key-${one}`));
}

// What is typed is kept at once, for the page hears of it only when its field is left.
document.addEventListener("input", ({ target }) => {
  const name = nameOf(target);
  if (!name) return;
  typed[name] = target.value;
  keep({ ...kept(), [name]: target.value });
});

// A line that breaks shuts the field that is typed in, which so loses the focus without being left;
// once it is open again it is left for the reader, or the page would save what it heard before.
new MutationObserver((changes) => {
  for (const { target: field } of changes) {
    const name = told && !field.disabled && nameOf(field);
    if (!name || typed[name] !== field.value || field === document.activeElement) continue;
    const elsewhere = document.activeElement;
    field.focus({ preventScroll: true });
    field.blur();
    (elsewhere === document.body ? field : elsewhere)?.focus({ preventScroll: true });
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["disabled"] });

// What is pasted is read at once: the page takes Ctrl+Enter for the end of writing.
document.addEventListener("paste", ({ target }) => {
  if (!target.closest?.(`.st-key-${told.typed[0]}`)) return;
  const key = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true };
  setTimeout(() => target.dispatchEvent(new KeyboardEvent("keydown", key)), 50);
});

// Has the page take back what it lacks; returns whether there is nothing else to be done.
function broughtBack(say) {
  const [text, title] = told.typed;
  const draft = kept();
  const here = shown(text);
  // A server that was started anew is sent the text, but fills its fields from that again.
  const whole = draft && (here ? title in draft && draft[text] === here : true);
  const differs = ([name, value]) => value !== draft[name];
  if (whole && (!told.draft || Object.entries(told.draft).some(differs))) {
    say(draft);
    return true;
  }
  if (here && !told.draft) {
    keep({ [text]: here }); // somebody was faster than this script
    return true;
  }
  return false;
}

export default function ({ data, setTriggerValue }) {
  told = data;
  if (data.asked && broughtBack((draft) => setTriggerValue("kept", draft))) return;
  const newer = ([name, value]) => data.draft && value === shown(name) && value !== data.draft[name];
  typed = Object.fromEntries(Object.entries(typed).filter(newer));
  keep(data.draft && { ...data.draft, ...typed });
}
