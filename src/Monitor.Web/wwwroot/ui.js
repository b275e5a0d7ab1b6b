// What only the browser can do: theme, clock, seconds ago, shortcuts, columns, the latency chart, the map, the wall, coming back.
(function () {
  "use strict";
  const root = document.documentElement;
  const keep = ";path=/;max-age=31536000;samesite=lax";
  let layout = null;      // the .NET side of the shell
  let serverAhead = 0;    // ms by which the server's clock is ahead of ours

  const now = () => Date.now() + serverAhead;
  const cookie = name => (document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)")) || [])[1] || "";
  const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const tell = (method, ...args) => { if (layout) layout.invokeMethodAsync(method, ...args).catch(() => { layout = null; }); };
  const prefers = () => tell("Prefers", root.dataset.theme === "dark", cookie("zone") || "board", ownZone());

  // --- theme ---------------------------------------------------------------------------------------------------
  const system = matchMedia("(prefers-color-scheme: dark)");
  function applyTheme(choice) {
    root.dataset.choice = choice;
    root.dataset.theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
    try { localStorage.setItem("theme", choice); } catch { /* the cookie remains */ }
    document.cookie = "theme=" + choice + keep;
    document.cookie = "system-theme=" + (system.matches ? "dark" : "light") + keep;
    nameToggle();
    prefers();
    document.dispatchEvent(new Event("themechange"));
  }
  const nextTheme = { light: "dark", dark: "system", system: "light" };
  function nameToggle() {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      const choice = root.dataset.choice;
      const name = "Theme: " + choice + ". Switch to " + nextTheme[choice];
      if (button.getAttribute("aria-label") === name) continue;
      button.setAttribute("aria-label", name);
      button.title = name + " (t)";
    }
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      const pressed = String(button.dataset.themeChoice === root.dataset.choice);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
    for (const box of document.querySelectorAll("[data-shortcuts]")) box.checked = shortcuts();
  }
  // Letters typed by mistake, or by speech, must not press buttons (WCAG 2.1.4).
  const shortcuts = () => { try { return localStorage.getItem("shortcuts") !== "off"; } catch { return true; } };
  document.addEventListener("change", e => {
    if (e.target.matches("[data-shortcuts]"))
      try { localStorage.setItem("shortcuts", e.target.checked ? "on" : "off"); } catch { e.target.checked = true; }
  });
  system.addEventListener("change", () => { if (root.dataset.choice === "system") applyTheme("system"); });

  document.addEventListener("click", e => {
    if (e.target.closest("[data-theme-toggle]")) applyTheme(nextTheme[root.dataset.choice] || "light");
    const choice = e.target.closest("[data-theme-choice]");
    if (choice) applyTheme(choice.dataset.themeChoice);
    if (e.target.closest("[data-help]")) tell("Help");
  });

  // --- clock and seconds ago -------------------------------------------------------------------------------------
  function ago(seconds) {
    if (seconds < 1) return "now";
    if (seconds < 100) return Math.floor(seconds) + " s";
    if (seconds < 6000) return Math.floor(seconds / 60) + " m";
    if (seconds < 172800) return Math.floor(seconds / 3600) + " h";
    return Math.floor(seconds / 86400) + " d";
  }
  const agoIn = (seconds, ending) => ago(seconds) + (ending && seconds >= 1 ? ending : "");
  function until(seconds) {
    return seconds <= 0 ? "now" : ago(seconds + 0.999);
  }
  const clocks = new Map();
  function clockFormat(zone) {
    if (!clocks.has(zone)) {
      const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
      try { clocks.set(zone, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone })); }
      catch { clocks.set(zone, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" })); }
    }
    return clocks.get(zone);
  }
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const frozen = () => !!document.querySelector(
    "#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-retrying, .components-reconnect-failed, .components-reconnect-rejected)");
  function tick() {
    const at = now() / 1000;
    for (const element of document.querySelectorAll("[data-ago]"))
      write(element, element.dataset.ago ? agoIn(at - element.dataset.ago, element.dataset.ending) : "");
    for (const element of document.querySelectorAll("[data-until]"))
      write(element, element.dataset.until ? until(element.dataset.until - at) : "");
    if (!frozen())
      for (const element of document.querySelectorAll("[data-clock]"))
        write(element, clockFormat(element.dataset.clock).format(now()));
    nameToggle();
    letSleep();
    showPage();
  }
  // On a phone the bar of pages scrolls.
  let page = "";
  function showPage() {
    if (page === location.pathname) return;
    page = location.pathname;
    document.querySelector(".nav a.active")?.scrollIntoView({ block: "nearest", inline: "center" });
  }
  setInterval(tick, 1000);
  // Numbers that have just arrived do not wait for the next second.
  let scheduled = false;
  new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => { scheduled = false; tick(); });
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ago", "data-until", "data-clock"] });

  // --- a screen that everybody sees does not go to sleep, where the browser lets a page ask for that ------------
  let awake = null;
  const onWall = () => !!document.querySelector(".wall");
  async function stayAwake() {
    if (!onWall() || document.hidden || !navigator.wakeLock || awake?.released === false) return;
    try { awake = await navigator.wakeLock.request("screen"); } catch { /* the browser does not want to */ }
  }
  function letSleep() {
    if (awake?.released === false && !onWall()) awake.release();
  }
  document.addEventListener("visibilitychange", stayAwake);

  // --- copying ---------------------------------------------------------------------------------------------------
  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range); // is seen, and is what the browser copies itself where pages may not
    let done = false;
    try { await navigator.clipboard.writeText(source.textContent); done = true; } catch { done = document.execCommand("copy"); }
    const word = button.dataset.word ??= button.textContent;
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { button.textContent = word; }, 2000);
  }
  document.addEventListener("click", e => { const button = e.target.closest("[data-copy]"); if (button) copy(button); });

  // --- printing --------------------------------------------------------------------------------------------------
  document.addEventListener("click", e => { if (e.target.closest("[data-print]")) print(); });

  // --- shortcuts -------------------------------------------------------------------------------------------------
  let prefix = "", prefixAt = 0;
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const typing = e.target.closest("input, textarea, select, [contenteditable]");
    if (typing) {
      if (e.key === "Escape" && typing.matches("[data-shortcut='/']")) {
        if (typing.value) { typing.value = ""; typing.dispatchEvent(new Event("input", { bubbles: true })); }
        else typing.blur();
      }
      return;
    }
    if (document.querySelector(".mud-dialog") || !shortcuts()) return;
    if (e.key === "g" && prefix === "") { prefix = "g "; prefixAt = e.timeStamp; return; }
    const keys = (e.timeStamp - prefixAt < 1500 ? prefix : "") + e.key;
    prefix = "";
    const target = [...document.querySelectorAll("[data-shortcut]")].find(x => x.dataset.shortcut === keys && !x.disabled);
    if (!target) return;
    e.preventDefault();
    if (keys === "/") { target.focus(); target.select(); }
    else target.click();
  });

  // --- losing the server and coming back ---------------------------------------------------------------------------
  // A restarted server rejects the old circuit for ever: wait until it answers, then load the page anew.
  let waiting = false;
  async function reloadWhenBack() {
    if (waiting) return;
    waiting = true;
    for (;;) {
      try {
        const answer = await fetch("favicon.svg", { cache: "no-store" });
        if (answer.ok) { location.reload(); return; }
      } catch { /* not yet */ }
      await new Promise(done => setTimeout(done, 1000));
    }
  }
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", e => {
    if (e.detail.state === "rejected" || e.detail.state === "failed") reloadWhenBack();
  });

  // --- the latency chart -------------------------------------------------------------------------------------------
  let plotting = null;
  function loadPlot(source) {
    return plotting ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = done;
      script.onerror = () => { plotting = null; script.remove(); failed(new Error("the chart's script could not be loaded")); }; // the next one tries again
      document.head.appendChild(script);
    });
  }
  const dayFormat = zone => {
    const options = { day: "numeric", month: "short" };
    try { return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }); }
    catch { return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }); }
  };
  const token = name => getComputedStyle(root).getPropertyValue(name).trim();

  // A value between two gaps has no line, so it gets a point.
  function alone(u, series) {
    const values = u.data[series];
    return values.map((v, i) => i).filter(i => values[i] != null && values[i - 1] == null && values[i + 1] == null);
  }

  // Behind the lines: where rounds failed. Before them: the limits.
  function shade(u, fails) {
    const { ctx, bbox, data: [times] } = u, step = times.length > 1 ? times[1] - times[0] : 60;
    ctx.save();
    ctx.fillStyle = token("--fail-tint");
    fails.forEach((count, i) => {
      if (!count) return;
      const from = Math.max(bbox.left, u.valToPos(times[i], "x", true)), to = Math.min(bbox.left + bbox.width, u.valToPos(times[i] + step, "x", true));
      if (to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
    });
    ctx.restore();
  }
  function limit(u, ms, colour, word) {
    const { ctx, bbox } = u, y = ms == null ? -1 : u.valToPos(ms, "y", true);
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = token(colour);
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = "600 " + 11 * devicePixelRatio + "px 'Inter Variable', sans-serif";
    ctx.textAlign = "right";
    ctx.fillText(word + " from " + ms.toLocaleString("en") + " ms", bbox.left + bbox.width - 4, y - 4 * devicePixelRatio);
    ctx.restore();
  }

  // With the keyboard: + and - look closer and further, 0 shows all, arrows read it point by point.
  function chartKey(host, e) {
    const u = host.plot, times = u?.data[0], last = times?.length - 1;
    if (!(last > 1) || e.ctrlKey || e.metaKey || e.altKey) return;
    const { min, max } = u.scales.x, between = (x, low, high) => Math.min(Math.max(x, low), high);
    const at = host.at ?? null;
    const show = (middle, width) => {
      width = between(width, 2 * (times[1] - times[0]), times[last] - times[0]);
      const from = between(middle - width / 2, times[0], times[last] - width);
      u.setScale("x", { min: from, max: from + width });
    };
    const read = i => {
      if (times[i] < u.scales.x.min || times[i] > u.scales.x.max) show(times[i], max - min);
      host.at = i;
      requestAnimationFrame(() => { if (host.plot === u) u.setCursor({ left: u.valToPos(times[i], "x"), top: 0 }); }); // when the scale is set
    };
    const step = (by, from) => {
      let i = (from ?? (by > 0 ? -1 : last + 1)) + by;
      while (i >= 0 && i <= last && u.data[2][i] == null) i += by; // over a gap
      if (i >= 0 && i <= last) read(i);
    };
    const middle = at == null ? (min + max) / 2 : times[at];
    switch (e.key) {
      case "+": case "=": show(middle, (max - min) / 2); break;
      case "-": show(middle, (max - min) * 2); break;
      case "0": show(middle, Infinity); break;
      case "ArrowRight": step(1, at); break;
      case "ArrowLeft": step(-1, at); break;
      case "Home": step(1); break;
      case "End": step(-1); break;
      default: return;
    }
    if (at != null && /^[-+=0]$/.test(e.key)) read(at);
    e.preventDefault();
    e.stopPropagation();
  }

  function draw(host, data, zone, fails, warnMs, failMs) {
    const shift = ms => {
      const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {
        timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
      }).formatToParts(ms).map(p => [p.type, p.value]));
      return new Date(+parts.year, parts.month - 1, +parts.day, +parts.hour, +parts.minute, +parts.second);
    };
    const tip = host.parentElement.querySelector(".chart-tip");
    const axis = { stroke: token("--third"), grid: { stroke: token("--line"), width: 1 }, ticks: { show: false }, font: "12px 'Inter Variable', sans-serif" };
    const size = () => ({ width: Math.max(200, host.clientWidth), height: host.clientHeight });
    return new uPlot({
      ...size(),
      tzDate: seconds => shift(seconds * 1000),
      legend: { show: false },
      padding: [10, 24, 0, 0],
      cursor: { y: false, points: { size: 6 } },
      scales: { y: { range: (u, min, max) => [0, Math.max(10, (max || 0) * 1.12)] } },
      axes: [
        { ...axis, size: 30, values: [[86400, "{D} {MMM}", null, null, null, null, null, null, 1], [3600, "{HH}:{mm}", null, null, null, null, null, null, 1], [60, "{HH}:{mm}", null, null, null, null, null, null, 1], [1, "{HH}:{mm}:{ss}", null, null, null, null, null, null, 1]] },
        { ...axis, size: 66, values: (u, ticks) => ticks.map(v => v.toLocaleString("en") + " ms") },
      ],
      series: [
        {},
        { stroke: token("--accent-band"), width: 1, points: { show: false } },
        { stroke: token("--accent"), width: 1.8, points: { show: true, size: 6, fill: token("--accent"), filter: alone } },
      ],
      bands: [{ series: [1, 2], fill: token("--accent-tint") }],
      hooks: {
        drawClear: [u => shade(u, fails)],
        draw: [u => { limit(u, warnMs, "--warn", "WARN"); limit(u, failMs, "--fail", "FAIL"); }],
        setCursor: [u => {
          const i = u.cursor.idx;
          const there = i != null && u.data[2][i] != null;
          tip.hidden = !there;
          if (!there) return;
          const long = u.data[0][u.data[0].length - 1] - u.data[0][0] > 86400;
          const when = (long ? dayFormat(zone).format(u.data[0][i] * 1000) + " " : "") + clockFormat(zone).format(u.data[0][i] * 1000).slice(0, 5);
          tip.textContent = when + " · median " + u.data[2][i].toLocaleString("en") + " ms · p99 " + u.data[1][i].toLocaleString("en") + " ms";
        }],
      },
    }, data, host);
  }

  // --- the map: one cell per check --------------------------------------------------------------------------------
  const cellColour = { o: "--ok-beat", w: "--warn-mark", f: "--fail-mark", n: "--nodata-mark", p: "--nodata-mark" };

  function layOut(canvas, { titles, cells }) {
    const width = canvas.parentElement.clientWidth;
    const beside = titles.length > 1 && width > 620 ? 130 : 0;
    const above = titles.length > 1 && !beside ? 22 : 0;
    const room = canvas.closest(".map-fit")?.clientHeight || Math.max(260, innerHeight - canvas.getBoundingClientRect().top - scrollY - 60);
    for (let size = 34; ; size -= size > 12 ? 2 : 1) {
      const gap = size > 12 ? 3 : 1, columns = Math.max(1, Math.floor((width - beside + gap) / (size + gap)));
      let y = 0;
      const lanes = cells.map(letters => {
        const top = y + above;
        y = top + Math.max(1, Math.ceil(letters.length / columns)) * (size + gap) + (titles.length > 1 ? 12 : 0);
        return top;
      });
      if (y <= room || size <= 4) return { size, gap, columns, beside, above, lanes, width, height: y };
    }
  }

  function drawMap(canvas) {
    const { titles, cells } = canvas.map, plan = canvas.plan = layOut(canvas, canvas.map), scale = devicePixelRatio || 1;
    Object.assign(canvas, { width: plan.width * scale, height: plan.height * scale });
    Object.assign(canvas.style, { width: plan.width + "px", height: plan.height + "px" });
    const ink = canvas.getContext("2d"), own = name => getComputedStyle(canvas).getPropertyValue(name).trim();
    const colours = Object.fromEntries(Object.entries(cellColour).map(([letter, name]) => [letter, own(name)]));
    const { size, gap, columns, beside } = plan, mark = own("--surface");
    ink.scale(scale, scale);
    ink.font = "600 12.5px 'Inter Variable', sans-serif";
    ink.textBaseline = "top";
    cells.forEach((letters, lane) => {
      if (titles.length > 1) {
        ink.fillStyle = own("--second");
        ink.fillText(titles[lane], 0, beside ? plan.lanes[lane] + Math.max(0, size / 2 - 7) : plan.lanes[lane] - 18, (beside || plan.width) - 10);
      }
      for (let i = 0; i < letters.length; i++) {
        const x = beside + i % columns * (size + gap), y = plan.lanes[lane] + Math.floor(i / columns) * (size + gap);
        const colour = ink.fillStyle = ink.strokeStyle = colours[letters[i]] || colours.n;
        const hollow = letters[i] === "n" || letters[i] === "p", small = size < 9;
        // Where there is no room for a mark the worst are the largest: a square, a bar, a dot.
        const thinner = small && (letters[i] === "o" || letters[i] === "w") ? Math.round(size / 4) : 0, narrower = letters[i] === "o" ? thinner : 0;
        ink.beginPath();
        if (hollow) ink.roundRect(x + .5, y + .5, size - 1, size - 1, Math.min(4, size / 6));
        else ink.roundRect(x + narrower, y + thinner, size - 2 * narrower, size - 2 * thinner, small ? 0 : Math.min(4, size / 6));
        ink.lineWidth = 1;
        hollow ? ink.stroke() : ink.fill();
        if (small) continue;
        // Shapes as well as colours: a cross, a bar, two bars.
        ink.strokeStyle = letters[i] === "p" ? colour : mark;
        ink.lineWidth = Math.max(1.4, size / 14);
        const part = (dx, dy) => [x + size * dx, y + size * dy];
        ink.beginPath();
        const line = (a, b) => { ink.moveTo(...part(...a)); ink.lineTo(...part(...b)); };
        if (letters[i] === "f") { line([.32, .32], [.68, .68]); line([.68, .32], [.32, .68]); }
        if (letters[i] === "w") { line([.5, .26], [.5, .58]); line([.5, .68], [.5, .76]); }
        if (letters[i] === "p") { line([.4, .32], [.4, .68]); line([.6, .32], [.6, .68]); }
        ink.stroke();
      }
    });
  }

  function cellAt(canvas, e) {
    const { size, gap, columns, beside, lanes } = canvas.plan, step = size + gap;
    const column = Math.floor((e.offsetX - beside) / step);
    const lane = lanes.findLastIndex(top => e.offsetY >= top);
    if (lane < 0 || column < 0 || column >= columns) return null;
    const cell = Math.floor((e.offsetY - lanes[lane]) / step) * columns + column;
    return cell < canvas.map.cells[lane].length ? { lane, cell } : null;
  }

  async function showCell(canvas, e) {
    const tip = canvas.parentElement.querySelector(".map-tip"), at = cellAt(canvas, e), key = at ? at.lane + ":" + at.cell : "";
    canvas.style.cursor = at && canvas.map.self ? "pointer" : "default";
    canvas.over = { offsetX: e.offsetX, offsetY: e.offsetY };
    if (canvas.shown === key) return;
    canvas.shown = key;
    canvas.named = null;
    const cell = at && canvas.map.self ? await canvas.map.self.invokeMethodAsync("Describe", at.lane, at.cell).catch(() => null) : null; // the page is gone
    if (canvas.shown !== key) return;
    canvas.named = cell?.name;
    tip.textContent = cell?.text ?? "";
    tip.hidden = !cell;
    tip.style.left = Math.min(e.offsetX + 14, canvas.parentElement.clientWidth - Math.min(320, canvas.parentElement.clientWidth)) + "px";
    tip.style.top = e.offsetY + 18 + "px";
  }

  // --- what .NET calls -----------------------------------------------------------------------------------------------
  window.ui = {
    start(self, serverNow) {
      layout = self;
      serverAhead = serverNow - Date.now();
      root.dataset.live = "true";
      prefers();
      tick();
      document.onvisibilitychange = () => tell("Hidden", document.hidden);
    },

    setZone(choice) {
      document.cookie = "zone=" + choice + keep;
      prefers();
    },

    watchColumns(element, self) {
      const fit = () => {
        const columns = Math.max(1, Math.floor((element.clientWidth + 10) / (236 + 10)));
        self.invokeMethodAsync("ColumnsChanged", columns).catch(() => { });
      };
      const observer = new ResizeObserver(fit);
      observer.observe(element);
      fit();
      return { stop: () => observer.disconnect() };
    },

    map(canvas, self, titles, cells) {
      canvas.map = { self, titles, cells };
      drawMap(canvas);
      canvas.shown = "";
      if (canvas.over) showCell(canvas, canvas.over); // another check may be there now
      if (canvas.watched) return;
      canvas.watched = true;
      canvas.addEventListener("mousemove", e => showCell(canvas, e));
      canvas.addEventListener("mouseleave", () => { canvas.shown = ""; canvas.over = null; canvas.parentElement.querySelector(".map-tip").hidden = true; });
      canvas.addEventListener("click", e => {
        const at = cellAt(canvas, e), name = at && canvas.shown === at.lane + ":" + at.cell ? canvas.named : null;
        if (at) canvas.map.self?.invokeMethodAsync("Open", at.lane, at.cell, name ?? null).catch(error => console.warn("the check could not be opened:", error));
      });
      new ResizeObserver(() => { if (canvas.isConnected) drawMap(canvas); }).observe(canvas.parentElement);
    },

    stayAwake,

    async chart(host, source, times, median, p99, zone, range, fails, warnMs, failMs) {
      await loadPlot(source);
      if (!host.isConnected) return;
      const redraw = () => {
        const seen = host.plot?.scales.x, all = host.plot?.data[0];
        const closer = seen && host.range === range && (seen.min > all[0] || seen.max < all[all.length - 1]) ? { min: seen.min, max: seen.max } : null;
        host.plot?.destroy();
        host.plot = draw(host, [times, p99, median], zone, fails, warnMs, failMs);
        if (closer) host.plot.setScale("x", closer); // somebody looks at it
        host.range = range;
      };
      redraw();
      host.redraw = redraw;
      if (host.watched) return;
      host.watched = true;
      host.addEventListener("keydown", e => chartKey(host, e));
      host.addEventListener("mousemove", () => { host.at = null; });
      new ResizeObserver(() => { if (host.isConnected && host.plot) host.plot.setSize({ width: Math.max(200, host.clientWidth), height: host.clientHeight }); }).observe(host);
    },
  };
  // What is drawn on a canvas does not follow the style sheet.
  document.addEventListener("themechange", () => {
    for (const canvas of document.querySelectorAll(".fleet-map canvas")) if (canvas.map) drawMap(canvas);
    for (const host of document.querySelectorAll(".chart")) host.redraw?.();
  });
})();
