// Filters and order of long tables and lists. Without it they stand there whole.
// `<table data-filter>` or `<ul data-filter-list>`; rows may carry data-severity, data-rule, data-agency, data-layer,
// data-kind, data-state, and data-<name>-label with the words for it. What is chosen stands in the address.
"use strict";
(() => {
  const lang = document.body.dataset.lang === "en" ? "en" : "vi";
  const say = (vi, en) => (lang === "en" ? en : vi);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  const NAMES = {
    severity: say("Mức độ", "Severity"), rule: say("Quy tắc", "Rule"), agency: say("Cơ quan", "Agency"),
    layer: say("Lớp", "Layer"), kind: say("Loại", "Kind"), state: say("Trạng thái", "State"),
  };
  const WORDS = {
    error: say("lỗi", "error"), warning: say("cảnh báo", "warning"), info: say("thông tin", "note"), waived: say("được miễn trừ", "waived"),
    good: say("không có phát hiện", "no finding"),
  };
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const places = [...document.querySelectorAll("table[data-filter], [data-filter-list]")];
  let last = 0;
  for (const place of places) {
    const table = place.matches("table");
    const rows = table ? [...place.tBodies].flatMap((body) => [...body.rows]) : items(place);
    // Headings of a list go with the last of their items.
    const groups = table ? [] : [...place.children].filter((child) => !rows.includes(child) && rows.some((row) => child.contains(row)));
    // The first filter of a page has the plain names in the address.
    const mark = last === 0 ? "" : String(last + 1);
    const texts = rows.map((row) => fold(row.textContent));
    const given = new URLSearchParams(location.search);
    const wishes = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    const wished = (name) => wishes.get(name + mark) ?? given.get(name + mark) ?? "";
    last += 1;

    const bar = make("div", { class: "filters screen", role: "group", "aria-label": say("Lọc", "Filter") });
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    bar.append(make("label", {}, make("span", {}, say("Lọc theo chữ", "Filter by words")), input));
    input.value = wished("text");
    const selects = [];
    for (const [name, label] of Object.entries(NAMES)) {
      const values = new Map();
      for (const row of rows) {
        const value = row.dataset[name];
        if (value) values.set(value, row.dataset[`${name}Label`] || WORDS[value] || named(name, value));
      }
      if (values.size < 2 && !wished(name)) continue;
      const select = make("select", {}, make("option", { value: "" }, say("tất cả", "all")));
      for (const [value, text] of [...values].sort((one, other) => compare(one[1], other[1]))) select.append(make("option", { value }, text));
      select.value = values.has(wished(name)) ? wished(name) : "";
      selects.push([name, select]);
      bar.append(make("label", {}, make("span", {}, label), select));
    }
    const count = make("p", { class: "small quiet filter-count", role: "status" });
    const clear = make("button", { type: "button", class: "tool" }, say("Bỏ lọc", "Clear"));
    bar.append(clear);
    const before = place.closest(".scroll") ?? place;
    before.before(bar, count);

    const keep = () => {
      const chosen = new URLSearchParams(location.search);
      for (const [name, element] of [["text", input], ...selects]) {
        if (element.value) chosen.set(name + mark, element.value); else chosen.delete(name + mark);
      }
      const query = chosen.size ? `?${chosen}` : "";
      try { history.replaceState(null, "", `${location.pathname}${query}${location.hash.startsWith("#?") ? "" : location.hash}`); } catch { /* a browser may forbid it for files */ }
      for (const link of document.querySelectorAll(".tools a[hreflang]")) link.search = query;
    };
    const apply = () => {
      const asked = fold(input.value).split(/\s+/).filter(Boolean);
      let left = 0;
      rows.forEach((row, at) => {
        const fits = asked.every((word) => texts[at].includes(word))
          && selects.every(([name, select]) => !select.value || row.dataset[name] === select.value);
        row.hidden = !fits;
        if (fits) left += 1;
      });
      for (const group of groups) group.hidden = ![...rows].some((row) => !row.hidden && group.contains(row));
      const filtered = asked.length > 0 || selects.some(([, select]) => select.value);
      clear.hidden = !filtered;
      const unit = table ? say("dòng", "rows") : say("mục", "items");
      count.textContent = filtered ? say(`Còn ${left} trên ${rows.length} ${unit}`, `${left} of ${rows.length} ${unit} left`) : `${rows.length} ${unit}`;
      return filtered;
    };
    let timer = 0;
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { apply(); keep(); }, 120); });
    for (const [, select] of selects) select.addEventListener("change", () => { apply(); keep(); });
    clear.addEventListener("click", () => {
      for (const element of [input, ...selects.map(([, select]) => select)]) element.value = "";
      apply();
      keep();
      input.focus();
    });
    // Who comes with a filter in the address wants to see what is left.
    if (apply() && !location.hash) (bar.closest("section") ?? bar).scrollIntoView();
    // A link to a row must not lead to a hidden one.
    const reveal = () => {
      if (location.hash.length < 2 || location.hash.startsWith("#?")) return;
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const row = target && rows.find((row) => row.contains(target));
      if (row?.hidden) clear.click();
      if (row) target.scrollIntoView();
    };
    addEventListener("hashchange", reveal);
    reveal();
    if (table) sortable(place, rows);
  }

  // Items of a list: what is marked as one, or else its children.
  function items(place) {
    const marked = [...place.querySelectorAll(Object.keys(NAMES).map((name) => `[data-${name}]`).join())];
    return marked.length ? marked : [...place.children];
  }

  // What an id is called: the words of a link to its page, where there is one.
  function named(name, value) {
    const link = /^[a-z0-9_-]+$/.test(value) && document.querySelector(`main a[href$="${name}/${value}.html"]`);
    return (link && link.textContent.trim()) || value;
  }

  // Heads of columns become buttons. The order is by what is read, or by data-sort of the cell; a second press turns it.
  function sortable(table, rows) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (heads.some((head) => head.colSpan > 1) || table.tHead.rows.length > 1 || rows.some((row) => [...row.cells].some((cell) => cell.rowSpan > 1 || cell.colSpan > 1))) return;
    const first = new Map(rows.map((row, at) => [row, at]));
    const value = (row, column) => { const cell = row.cells[column]; return cell?.dataset.sort ?? cell?.textContent.trim() ?? ""; };
    heads.forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = make("button", { type: "button", class: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        // Up, down, as it was.
        const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") ?? "none"];
        for (const other of heads) other.removeAttribute("aria-sort");
        if (next !== "none") head.setAttribute("aria-sort", next);
        const sign = next === "descending" ? -1 : 1;
        const order = [...rows].sort((one, other) => next === "none" ? first.get(one) - first.get(other)
          : sign * compare(value(one, column), value(other, column)) || first.get(one) - first.get(other));
        for (const body of table.tBodies) body.append(...order.filter((row) => row.parentElement === body));
      });
    });
  }
})();
