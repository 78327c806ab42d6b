// What the browser does beside Streamlit for a visit from its first page to its last.
let told; // what the page said last
let ask; // has the page run anew

function app() {
  return document.querySelector("[data-testid='stApp']");
}

function connected() {
  return app().dataset.testConnectionState === "CONNECTED";
}

// What is asked for just as the line breaks may reach nobody, or its answer may stop halfway, and
// Streamlit takes the page for whole: whenever the line is back, it is asked for again.
let whole = connected();
new MutationObserver(() => {
  const back = connected() && !whole;
  whole = connected();
  if (back) ask();
}).observe(app(), { attributeFilter: ["data-test-connection-state"] });

// Streamlit takes a view's own choices out of the address before it puts the next view's into the
// history, which leaves two entries of the view and none to come back to. The next view's is
// there already when it does so.
const LINKS = "a:is([data-testid^='stTopNav'], [data-testid^='stSidebarNav'])";
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.(LINKS);
    const apart = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || apart || !connected() || link.pathname === location.pathname) return;
    // What does not stand on the next view is left here, or Streamlit would take it out there and
    // put an entry into the history to which Back leads again and again.
    const address = new URL(link.href);
    const stands = [...told.shared, ...(told.acting[address.pathname.split("/").pop()] ?? [])];
    const shared = [...new URLSearchParams(location.search)].filter(
      ([name]) => stands.includes(name) || name.startsWith("embed"),
    );
    address.search = new URLSearchParams(shared);
    history.pushState({}, "", address);
  },
  true,
);

// Who logs out leaves no draft to whoever comes next.
document.addEventListener("click", ({ target }) => {
  if (!target.closest?.(`.st-key-${told.leaving}`)) return;
  try {
    sessionStorage.removeItem(told.draft);
  } catch {
    // a browser may be told to store nothing
  }
});

export default function ({ data, setTriggerValue }) {
  told = data;
  ask = () => setTriggerValue("again", true);
}
