// Keys, live changes around what a person is typing, and small help. Everything works without it, only less smoothly.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const rows = () => [...document.querySelectorAll("#rows .row")];

  // --- what is being typed is never lost ---------------------------------------------------------------------------
  let leaving = false;
  const isChanged = () => {
    const box = byId("text");
    return Boolean(box && !box.readOnly && box.value !== box.defaultValue);
  };
  const isBusy = () => isChanged() || Boolean(document.querySelector("#item[data-keep], #composer details[open], #why-it-is-here details[open]"));

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isChanged()) event.preventDefault();
  });
  document.addEventListener("submit", () => { leaving = true; });
  document.addEventListener("htmx:afterRequest", () => { leaving = false; });

  // --- live changes ------------------------------------------------------------------------------------------------
  let acting = 0;
  let postponed = false;
  const isAction = (event) => event.detail.requestConfig?.verb === "post";

  // The page asks, not the item: a request that waits for its turn is dropped when its element is replaced.
  function refreshItem() {
    const { item, revision, state, event } = byId("item").dataset;
    if (acting) {
      postponed = true;
    } else if (isBusy()) {
      htmx.ajax("GET", `/items/${item}/news?revision=${revision}&state=${state}`, { source: "#main", swap: "none" });
    } else {
      htmx.ajax("GET", `/items/${item}?event=${event}`, { source: "#main", target: "#main", swap: "innerHTML" });
    }
  }

  document.addEventListener("htmx:beforeSend", (event) => {
    if (!isAction(event)) return;
    acting += 1;
    event.detail.xhr.addEventListener("loadend", () => {
      acting -= 1;
      if (postponed && !acting) {
        postponed = false;
        refreshItem();
      }
    });
  });
  document.addEventListener("live:change", ({ detail }) => {
    const item = byId("item");
    if (item && (!detail.conversations || detail.conversations.includes(Number(item.dataset.conversation)))) refreshItem();
    if (byId("desk")) htmx.trigger("#desk", "desk:change");
  });
  document.addEventListener("live:change", () => htmx.trigger("#pulse", "desk:change"));
  document.addEventListener("live:state", ({ detail }) => {
    document.querySelector("[data-live-state]").hidden = detail.connected;
  });
  document.addEventListener("live:signed-out", () => toast("Your session has ended; sign in again in another tab."));

  // --- danger is told on every page --------------------------------------------------------------------------------
  let danger = null;
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "pulse") return;
    const now = Number(byId("pulse").querySelector("[data-danger]")?.dataset.danger ?? 0);
    if (danger !== null && now > danger) toast("A message that may be about danger has just arrived; danger stands first in the queue.");
    danger = now;
  });

  // --- the thread begins at its end --------------------------------------------------------------------------------
  function showNewest() {
    const thread = byId("thread");
    if (thread) thread.scrollTop = thread.scrollHeight;
  }
  showNewest();
  document.addEventListener("htmx:afterSettle", showNewest);

  // --- the queue keeps its place -----------------------------------------------------------------------------------
  let before = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "desk") return;
    const list = rows();
    before = { ids: new Set(list.map((row) => row.id)), place: list.indexOf(document.activeElement) };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!before || !byId("desk")) return;
    const list = rows();
    const fresh = list.filter((row) => !before.ids.has(row.id));
    fresh.forEach((row) => row.classList.add("is-new"));
    if (fresh.length) byId("announce").textContent = `${fresh.length} new in the queue`;
    if (before.place >= 0 && document.activeElement === document.body) list[Math.min(before.place, list.length - 1)]?.focus();
    before = null;
    countInTitle();
  });
  function countInTitle() {
    const waiting = document.querySelector("#desk [data-waiting]")?.dataset.waiting;
    if (waiting !== undefined) document.title = `${waiting === "0" ? "" : `(${waiting}) `}Queue · Ascolto`;
  }
  countInTitle();

  // --- sentences about failures ------------------------------------------------------------------------------------
  let over = () => false; // whether an answer shows that what the toast says is over
  function toast(sentence, isOver = () => false) {
    const place = byId("toast");
    place.textContent = sentence;
    place.hidden = false;
    over = isOver;
  }
  const UNREACHABLE = "The desk can't be reached; what you typed is still here. Try again in a moment.";
  document.addEventListener("htmx:responseError", (event) => toast(event.detail.xhr.responseText || UNREACHABLE, isAction));
  document.addEventListener("htmx:sendError", () => toast(UNREACHABLE, () => true));
  document.addEventListener("htmx:timeout", () => toast(UNREACHABLE, () => true));
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.xhr.status < 400 && over(event)) byId("toast").hidden = true;
  });

  // --- clicks ------------------------------------------------------------------------------------------------------
  function replaceInText(button) {
    const box = byId("text");
    box.value = button.dataset.fix; // a fix is the whole text put right
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  function carry(address) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    const fields = { text: byId("text").value, csrf: document.querySelector("#write [name=csrf]").value };
    for (const [name, value] of Object.entries(fields)) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(field);
    }
    document.body.append(form);
    leaving = true;
    form.submit();
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-fix], [data-carry], [data-open-help], #toast");
    if (!target) return;
    if (target.id === "toast") target.hidden = true;
    else if (target.dataset.fix !== undefined) replaceInText(target);
    else if (target.dataset.carry) carry(target.dataset.carry);
    else byId("help").showModal();
  });

  // --- keys --------------------------------------------------------------------------------------------------------
  const SWITCH = "ascolto-keys";
  const toggle = document.querySelector("[data-shortcuts]");
  toggle.checked = localStorage.getItem(SWITCH) !== "off";
  toggle.addEventListener("change", () => localStorage.setItem(SWITCH, toggle.checked ? "on" : "off"));

  function move(step) {
    const list = rows();
    const next = list[Math.max(0, Math.min(list.length - 1, list.indexOf(document.activeElement) + step))];
    next?.focus();
  }

  function openReject() {
    const menu = byId("reject-menu");
    if (!menu) return;
    menu.open = true;
    byId("why").focus();
  }

  function editText() {
    const box = byId("text");
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }

  function correctLabel() {
    const first = document.querySelector("#why-it-is-here summary");
    if (!first) return;
    first.parentElement.open = true;
    first.focus();
  }

  const KEYS = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    e: editText,
    a: () => byId("approve")?.click(),
    r: openReject,
    c: correctLabel,
    l: () => byId("labels-right")?.click(),
    n: () => byId("next")?.click(),
    u: () => { location.href = "/"; },
    "?": () => byId("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") byId("toast").hidden = true;
    const writing = event.target.closest("input, textarea, select, dialog[open]");
    if (writing) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && writing.id === "text") {
        event.preventDefault();
        byId("approve")?.click();
      } else if (event.key === "Escape" && writing.tagName !== "DIALOG") {
        writing.blur();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "a") return;
    if (event.key.startsWith("Arrow") && !rows().length) return; // arrows scroll where there is no list
    const act = KEYS[event.key];
    if (!act || !toggle.checked) return;
    event.preventDefault();
    act();
  });
})();
