// Forms and links of the explorer without loading the page anew. Without this script they work as they are.
const parts = ["header", "main", "footer"];
let asked = 0;
const show = async (address, isNew) => {
  const number = ++asked;
  document.querySelector("main").setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return location.assign(address);
  }
  if (number !== asked) return;
  const focus = document.activeElement?.id;
  const isOpen = document.querySelector("#indicators")?.open;
  for (const part of parts) {
    document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  }
  document.title = page.title;
  const details = document.querySelector("#indicators");
  if (details && isOpen !== undefined) details.open = isOpen;
  if (isNew) history.pushState(null, "", address);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
};
const isOurs = (link) =>
  link.origin === location.origin && !link.hasAttribute("download") && !link.hash
  && link.pathname !== "/briefing" && location.pathname !== "/briefing";
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !isOurs(link) || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, true);
});
const submit = (form) => {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields).toString();
  const address = form.action + (query ? "?" + query : "");
  if (location.pathname === "/briefing") return location.assign(address);
  return show(address, true);
};
document.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.form && event.target.matches("select, [type=checkbox]")) submit(event.target.form);
});
addEventListener("popstate", () => show(location.href, false));
