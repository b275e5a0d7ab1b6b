// Brings the page up to date; without it the page is complete, and stays as it was drawn.
setInterval(async () => {
  if (document.hidden || !document.getSelection().isCollapsed) return;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!next.querySelector("main")) return; // a proxy's page, say
    document.title = next.title;
    const focused = document.activeElement?.getAttribute("href");
    document.querySelector("main").replaceWith(next.querySelector("main"));
    if (focused) document.querySelector(`main a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  } catch {
    // The monitor is away; the page says of when it is.
  }
}, 30_000);
