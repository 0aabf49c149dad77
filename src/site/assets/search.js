// Search: the index comes in pieces, each a script of its own, since a page opened from a folder may load nothing else.
// Words are taken apart as `site/search/words.rs` does it.
"use strict";
(() => {
  const body = document.body, lang = body.dataset.lang === "en" ? "en" : "vi";
  const say = (vi, en) => (lang === "en" ? en : vi);
  const base = `${body.dataset.root}assets/search/${lang}/`, home = body.dataset.home;

  // Pieces, each asked for once.
  const pieces = new Map();
  const waiting = new Map();
  globalThis.khungIndex = (of, name, data) => { if (of === lang) waiting.get(name || "index")?.(data); };
  const piece = (name) => {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `${base}${name}.js`;
        script.onerror = () => { pieces.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return pieces.get(name);
  };

  // Words.
  const TONES = "\u0301\u0300\u0309\u0303\u0323";
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  const form = (word) => {
    let kept = "", tone = "";
    for (const letter of word.toLowerCase().normalize("NFD")) {
      if (TONES.includes(letter)) tone += TONES.indexOf(letter) + 1; else kept += letter;
    }
    return kept.normalize("NFC") + tone;
  };
  const words = (text) => text.normalize("NFC").split(/[^\p{Alphabetic}\p{N}]+/u).map((part) => {
    const cut = [...part].slice(0, 40).join("");
    const folded = fold(cut).replace(/[^\p{Alphabetic}\p{N}]/gu, "");
    const spelled = form(cut);
    return { folded, form: spelled, marked: spelled !== folded };
  }).filter((word) => word.folded).slice(0, 12);

  // Names of files: the same as `file` in `site/search/index.rs`.
  const file = (key) => [...key].map((letter) => /[a-z0-9]/.test(letter) ? letter : `_${letter.codePointAt(0).toString(16)}_`).join("");

  // Entries in which a word stands: number -> { codes, whole, right }.
  const entriesOf = async (word, prefix, index) => {
    const keys = index.keys.filter((key) => word.folded.startsWith(key) || (prefix && key.startsWith(word.folded)));
    const found = new Map();
    for (const shard of await Promise.all(keys.map((key) => piece(`w-${file(key)}`)))) {
      for (let at = 0; at < shard.length; at += 2) {
        const whole = shard[at] === word.folded;
        if (!whole && !(prefix && shard[at].startsWith(word.folded))) continue;
        for (const spelling of shard[at + 1].split(" ")) {
          const cut = spelling.lastIndexOf(":");
          const spelled = spelling.slice(0, cut);
          const right = !word.marked || (whole ? spelled === word.form : spelled.startsWith(word.form.replace(/\d$/, "")));
          let number = 0;
          for (const [, distance, codes] of spelling.slice(cut + 1).matchAll(/(\d+)([A-Za-z]+)/g)) {
            number += Number(distance);
            const known = found.get(number);
            // A spelling that is right outweighs every other of the same entry.
            if (!known || (right && !known.right)) found.set(number, { codes, whole, right });
            else if (right === known.right) { known.codes += codes; known.whole ||= whole; }
          }
        }
      }
    }
    return found;
  };

  // The lower, the better. Exact marks come first of all, then the whole name, its beginning, its words in a row, its
  // words; the same of the second name half a step behind; then short names, ids, anything.
  const rank = (hits) => {
    const wrong = hits.filter((hit) => !hit.right).length;
    const whole = hits.every((hit) => hit.whole);
    const inName = (first, of) => {
      const at = (place) => String.fromCharCode(first.charCodeAt(0) + place);
      if (!hits.every((hit) => of.test(hit.codes))) return 9;
      const run = (start) => hits.every((hit, offset) => start + offset < 20 && hit.codes.includes(at(start + offset)));
      if (run(0)) return whole && hits[hits.length - 1].codes.includes(at(hits.length - 1) + at(25)) ? 0 : 1;
      // "y tế" means the ministry, Bộ Y tế, before what it has.
      if (run(1) && hits[hits.length - 1].codes.includes(at(hits.length) + at(25))) return 1.5;
      return [...Array(20).keys()].some(run) ? 2 : whole ? 3 : 3.6;
    };
    const all = (of) => hits.every((hit) => of.test(hit.codes));
    let tier = Math.min(inName("A", /[A-T]/), inName("a", /[a-t]/) + 0.5);
    if (hits.length === 1 && all(/U/)) tier = Math.min(tier, 1);
    else if (all(/[A-Ua-t]/)) tier = Math.min(tier, whole ? 3.3 : 3.9);
    else if (all(/[A-Va-t]/)) tier = Math.min(tier, 4);
    else if (hits.some((hit) => /[A-Ta-t]/.test(hit.codes))) tier = Math.min(tier, 5);
    return [wrong, Math.min(tier, 6) + (whole ? 0 : 0.25)];
  };

  // Numbers of entries, best first.
  const find = async (query) => {
    const asked = words(query);
    if (!asked.length || (asked.length === 1 && [...asked[0].folded].length < 2)) return [];
    const index = await piece("index");
    const last = asked.length - 1;
    const lists = await Promise.all(asked.map((word, number) => entriesOf(word, number === last && [...word.folded].length > 1, index)));
    const single = [...asked[last].folded].length === 1;
    const all = meet(lists, index);
    // A single letter at the end is a word that is still being typed, unless it is one.
    return all.length || !single ? all : meet(lists.slice(0, -1), index);
  };
  const meet = (lists, index) => {
    const [least] = [...lists].sort((one, other) => one.size - other.size);
    const met = [];
    for (const number of least.keys()) {
      const hits = lists.map((list) => list.get(number));
      if (!hits.every(Boolean)) continue;
      const [wrong, tier] = rank(hits);
      // Rules and law that speak of a thing come behind the thing, unless their very name was asked for.
      met.push({ number, wrong, tier: number >= index.ours && tier >= 1 ? tier + 1.5 : tier });
    }
    // Entries of one tier stand in order of weight.
    met.sort((one, other) => one.wrong - other.wrong || one.tier - other.tier || one.number - other.number);
    return met.map((entry) => entry.number);
  };
  const shown = async (numbers) => {
    if (!numbers.length) return [];
    const { chunk } = await piece("index");
    const rows = numbers.map(async (number) => (await piece(`t-${Math.floor(number / chunk)}`))[number % chunk]);
    return (await Promise.all(rows)).map(([title, kind, of, href]) => ({ title, kind, of, href: home + href }));
  };
  globalThis.khung = { search: async (query, most = 10) => shown((await find(query)).slice(0, most)) };

  // A title with the words that were found marked. Text nodes only: nothing here is ever read as HTML.
  const marked = (title, query) => {
    const out = document.createDocumentFragment();
    const asked = words(query).map((word) => word.folded);
    for (const part of title.normalize("NFC").split(/([\p{Alphabetic}\p{N}]+)/u)) {
      const plain = fold(part);
      const hit = plain && asked.some((word, number) => plain === word || (number === asked.length - 1 && plain.startsWith(word)));
      if (hit) {
        const mark = document.createElement("mark");
        mark.textContent = part;
        out.append(mark);
      } else out.append(part);
    }
    return out;
  };
  const fill = (place, entry, query) => {
    const title = document.createElement("span"), about = document.createElement("span");
    title.className = "hit-title";
    title.append(marked(entry.title, query));
    about.className = "hit-about";
    about.textContent = [entry.kind, entry.of].filter(Boolean).join(" · ");
    place.append(title, " ", about);
  };
  const page = (query) => `${home}search.html?q=${encodeURIComponent(query)}`;
  const found = (count) => count === 0 ? say("Không tìm thấy gì.", "Nothing found.")
    : say(`${count} kết quả.`, count === 1 ? "1 result." : `${count} results.`);
  const broken = say("Không tải được chỉ mục tìm kiếm.", "The search index could not be loaded.");

  // The box in the head of every page: a combobox with a list.
  const area = document.querySelector("[data-search]");
  if (!area) return;
  const box = area.querySelector("input"), list = area.querySelector("[role=listbox]"), status = area.querySelector("[data-search-status]");
  let options = [], chosen = -1, turn = 0, timer = 0;
  area.hidden = false;

  const open = (yes) => { list.hidden = !yes; box.setAttribute("aria-expanded", String(yes)); if (!yes) choose(-1); };
  const choose = (which) => {
    options[chosen]?.element.setAttribute("aria-selected", "false");
    chosen = which;
    const option = options[chosen];
    if (option) {
      option.element.setAttribute("aria-selected", "true");
      option.element.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.element.id);
    } else box.removeAttribute("aria-activedescendant");
  };
  const follow = (href, apart) => { if (apart) globalThis.open(href, "_blank", "noopener"); else location.assign(href); };
  const add = (href, fillIn) => {
    const element = document.createElement("li");
    element.id = `search-option-${options.length}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    fillIn(element);
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", (event) => follow(href, event.ctrlKey || event.metaKey));
    list.append(element);
    options.push({ element, href });
  };
  const suggest = async () => {
    const mine = ++turn, query = box.value.trim();
    let numbers = [], rows = [];
    try {
      numbers = await find(query);
      rows = await shown(numbers.slice(0, 8));
    } catch { if (mine === turn) status.textContent = broken; return; }
    if (mine !== turn) return;
    choose(-1);
    list.replaceChildren();
    options = [];
    for (const row of rows) add(row.href, (element) => fill(element, row, query));
    if (numbers.length > rows.length) {
      add(page(query), (element) => { element.className = "all"; element.textContent = say(`Xem tất cả ${numbers.length} kết quả`, `See all ${numbers.length} results`); });
    }
    const asked = [...query].length > 1;
    if (asked && !rows.length) {
      add(`${home}index-az.html`, (element) => { element.className = "all"; element.textContent = say("Không tìm thấy gì. Xem danh mục A–Z", "Nothing found. See the index A–Z"); });
    }
    status.textContent = asked ? found(numbers.length) : "";
    open(options.length > 0 && document.activeElement === box);
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 80); });
  box.addEventListener("focus", () => { piece("index").catch(() => {}); if (box.value.trim() && !options.length) suggest(); });
  box.addEventListener("blur", () => open(false));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!options.length) return;
      if (list.hidden) { open(true); choose(step > 0 ? 0 : options.length - 1); return; }
      // Below the last and above the first stands the box itself.
      const places = options.length + 1;
      choose((chosen + 1 + step + places) % places - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = list.hidden ? undefined : options[chosen];
      const query = box.value.trim();
      if (option) follow(option.href, event.ctrlKey || event.metaKey);
      else if (query) follow(page(query), event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape") {
      if (list.hidden) box.value = "";
      open(false);
    }
  });

  // The key `/`, unless the reader has switched it off (WCAG 2.1.4).
  const kept = () => { try { return localStorage.getItem("khung-slash") !== "off"; } catch { return true; } };
  addEventListener("keydown", (event) => {
    const at = event.target;
    const typing = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !kept()) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // The page of results.
  const results = document.querySelector("[data-search-page]");
  if (!results) return;
  results.hidden = false;
  const count = results.querySelector("[data-search-count]"), rows = results.querySelector("[data-search-results]");
  const more = results.querySelector("[data-search-more]"), slash = results.querySelector("[data-search-slash]");
  const query = (new URLSearchParams(location.search).get("q") ?? "").slice(0, 200);
  slash.checked = kept();
  slash.addEventListener("change", () => { try { localStorage.setItem("khung-slash", slash.checked ? "on" : "off"); } catch { /* private window */ } });
  for (const link of document.querySelectorAll(".tools a[hreflang]")) link.search = location.search;
  if (!query.trim()) return;
  box.value = query;
  document.title = `${query} · ${document.title}`;
  find(query).then((numbers) => {
    const most = 50;
    let at = 0;
    const next = async () => {
      const part = await shown(numbers.slice(at, at + most));
      for (const row of part) {
        const item = document.createElement("li"), link = document.createElement("a");
        link.href = row.href;
        fill(link, row, query);
        item.append(link);
        rows.append(item);
      }
      const first = rows.children[at]?.firstElementChild;
      if (at) first?.focus();
      at += part.length;
      more.hidden = at >= numbers.length;
      count.textContent = `“${query}”: ${found(numbers.length)}`;
    };
    more.addEventListener("click", next);
    return next();
  }).catch(() => { count.textContent = broken; });
})();
