// Tables of the page sort by a heading and filter by text. Without this script all is there too.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const original = [...body.rows];
  const key = (row, column) => {
    const cell = row.cells[column];
    const raw = cell.dataset.value ?? cell.textContent.trim();
    return cell.classList.contains("n") ? (raw === "" ? null : Number(raw)) : raw;
  };
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const now = heading.getAttribute("aria-sort");
      const isNumber = heading.classList.contains("n");
      const first = isNumber ? "descending" : "ascending";
      const second = isNumber ? "ascending" : "descending";
      const next = now === null ? first : now === first ? second : null;
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      if (next === null) return body.append(...original);
      heading.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      const rows = [...original].sort((a, b) => {
        const [x, y] = [key(a, column), key(b, column)];
        if (x === null || y === null) return (x === null) - (y === null);
        return sign * (typeof x === "number" ? x - y : x.localeCompare(y, document.documentElement.lang));
      });
      body.append(...rows);
    });
  });
}
for (const input of document.querySelectorAll(".filter input")) {
  const scope = document.getElementById(input.dataset.for);
  const items = scope.matches("table") ? [...scope.tBodies[0].rows] : [...scope.children];
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
}
