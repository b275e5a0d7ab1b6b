// Runs before anything is drawn, so that the first paint has the right colours.
(function () {
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  var choice = null;
  try { choice = localStorage.getItem("theme"); } catch { /* storage may be forbidden; the cookie remains */ }
  if (choice !== "light" && choice !== "dark") choice = root.dataset.choice || "system";
  root.dataset.choice = choice;
  root.dataset.theme = choice === "system" ? (dark ? "dark" : "light") : choice;
  var keep = ";path=/;max-age=31536000;samesite=lax";
  document.cookie = "theme=" + choice + keep;
  document.cookie = "system-theme=" + (dark ? "dark" : "light") + keep;
  document.cookie = "own-zone=" + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC") + keep;
})();
