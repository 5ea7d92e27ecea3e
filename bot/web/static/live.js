// Live updates. All tabs of a browser share one stream, because a browser opens only six connections to a host:
// the tab that holds the lock listens and tells the others.
"use strict";
(() => {
  const NAME = "ascolto-live";
  const channel = new BroadcastChannel(NAME);
  let since = Number(document.body.dataset.since);
  let leading = false;

  function show(kind, detail) {
    document.dispatchEvent(new CustomEvent(`live:${kind}`, { detail }));
  }

  function tell(kind, detail) {
    show(kind, detail);
    channel.postMessage({ kind, detail, since });
  }

  function listen() {
    leading = true;
    const stream = new EventSource(`/events?since=${since}`);
    stream.addEventListener("open", () => tell("state", { connected: true }));
    stream.addEventListener("change", (event) => {
      since = Math.max(since, Number(event.lastEventId));
      tell("change", JSON.parse(event.data));
    });
    stream.addEventListener("signed-out", () => {
      stream.close();
      tell("signed-out", {});
    });
    stream.addEventListener("error", () => {
      tell("state", { connected: false });
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    });
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.kind === "ask") {
      if (leading) channel.postMessage({ kind: "newest", since });
      return;
    }
    const missed = data.since > since;
    since = Math.max(since, data.since);
    if (data.kind !== "newest") show(data.kind, data.detail);
    else if (missed) show("change", { conversations: null });
  });

  // Locks exist only on https and on this machine itself; elsewhere each tab listens for itself.
  if (navigator.locks) {
    navigator.locks.request(NAME, () => new Promise(listen));
    channel.postMessage({ kind: "ask" });
  } else {
    listen();
  }
})();
