// Only in `khung serve`: reloads the page after a save, and shows what was found. Everything is set as text.
"use strict";
(() => {
  const own = document.currentScript.dataset.version;
  const english = document.documentElement.lang === "en";
  const say = (vi, en) => english ? en : vi;
  const page = decodeURI(location.pathname).replace(/^\/(en\/)?/, "").replace(/(^|\/)$/, "$1index.html");
  const kept = `khung-live:${location.pathname}`;
  const make = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  // Where the reader was: how far down, and what stood open.
  const details = () => [...document.querySelectorAll("main details")];
  const reload = () => {
    const where = { x: scrollX, y: scrollY, open: details().map((one) => one.open) };
    try { sessionStorage.setItem(kept, JSON.stringify(where)); } catch { /* private window */ }
    location.reload();
  };
  const back = () => {
    let where = null;
    try { where = JSON.parse(sessionStorage.getItem(kept)); sessionStorage.removeItem(kept); } catch { /* none */ }
    if (!where) return;
    details().forEach((one, at) => { if (where.open[at] !== undefined) one.open = where.open[at]; });
    requestAnimationFrame(() => scrollTo({ left: where.x, top: where.y, behavior: "instant" }));
  };

  const panel = make("details", "", "khung-live");
  const summary = make("summary", "khung serve");
  const body = make("div", "", "khung-live-body");
  panel.append(summary, body);
  let touched = false;
  summary.addEventListener("click", () => { touched = true; });

  const words = { error: say("Lỗi", "Error"), warning: say("Cảnh báo", "Warning"), info: say("Thông tin", "Note") };
  const text = (both) => (english ? both.en : both.vi) || both.vi;
  const item = (fault) => {
    const li = make("li", "", `khung-${fault.severity}`);
    li.append(make("b", words[fault.severity]), " ");
    if (fault.rule) li.append(make("code", fault.rule), " ");
    li.append(make("span", text(fault.message)));
    if (text(fault.help)) li.append(make("p", text(fault.help)));
    const line = make("p");
    if (fault.place) line.append(make("code", fault.place), " ");
    if (fault.pages.length && fault.pages[0] !== page) {
      const link = make("a", say("Tới trang", "Go to the page"));
      link.href = `${english ? "/en/" : "/"}${fault.pages[0]}`;
      line.append(link);
    }
    if (line.childNodes.length) li.append(line);
    return li;
  };
  const list = (title, count, faults) => {
    if (!count) return;
    body.append(make("h2", `${title} (${count})`));
    const ul = make("ul");
    ul.append(...faults.map(item));
    body.append(ul);
    if (count > faults.length) {
      body.append(make("p", say(`và ${count - faults.length} phát hiện nữa`, `and ${count - faults.length} more`)));
    }
  };
  const show = (state) => {
    const broken = state.faults.length > 0;
    panel.classList.toggle("khung-broken", broken);
    const tally = say(`${state.errors} lỗi · ${state.warnings} cảnh báo · ${state.infos} thông tin`,
      `${state.errors} errors · ${state.warnings} warnings · ${state.infos} notes`);
    summary.textContent = broken
      ? say(`Bản vừa lưu chưa đọc được (${state.faults.length})`, `The last save could not be read (${state.faults.length})`)
      : say(`Trang này: ${state.here.count} · Cả kho: ${tally}`, `This page: ${state.here.count} · All: ${tally}`);
    body.replaceChildren();
    if (broken) body.append(make("p", say("Trang đang hiện là bản đọc được gần nhất.", "The page shows the last state that could be read.")));
    list(say("Cần sửa trước", "To mend first"), state.faults.length, state.faults);
    list(say("Trang này", "This page"), state.here.count, state.here.first);
    if (!broken) list(say("Cả kho", "The whole repository"), state.all.count, state.all.first);
    if (broken) panel.open = true; else if (!touched) panel.open = false;
  };
  const look = async () => {
    const answer = await fetch(`/_khung/state.json?${encodeURI(page)}`);
    const state = await answer.json();
    if (state.version !== own) reload(); else show(state);
  };

  // A browser opens few connections to one server: a page in the background holds none.
  let events = null;
  const listen = () => {
    if (document.hidden) { events?.close(); events = null; return; }
    if (events) return;
    events = new EventSource("/_khung/events");
    events.addEventListener("built", () => { look().catch(() => {}); });
  };
  document.body.append(panel);
  back();
  listen();
  document.addEventListener("visibilitychange", listen);
})();
