// Pan and zoom of pictures, with mouse, fingers and keys. Without it a picture scrolls in its box.
// The box itself scrolls: zooming only changes the size of the drawing, so that scroll bars, find-in-page and links
// go on working. The wheel zooms with Ctrl alone; without it the page scrolls as everywhere.
"use strict";
(() => {
  const lang = document.body.dataset.lang === "en" ? "en" : "vi";
  const say = (vi, en) => (lang === "en" ? en : vi);
  const LEAST = 0.1, MOST = 6, LEGIBLE = 0.5;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  for (const figure of document.querySelectorAll("figure.plate")) {
    const view = figure.querySelector(".view"), svg = view?.querySelector("svg.picture");
    if (!svg) continue;
    const wide = svg.viewBox.baseVal.width || 1, high = svg.viewBox.baseVal.height || 1;
    let scale = 1;

    const bar = document.createElement("div");
    bar.className = "zoom screen";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say("Thu phóng sơ đồ", "Zoom of the diagram"));
    const level = document.createElement("output");
    level.className = "small";
    const button = (text, name, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "tool";
      made.textContent = text;
      made.title = name;
      if (text !== name) made.setAttribute("aria-label", name);
      made.addEventListener("click", act);
      bar.append(made);
      return made;
    };

    // Zooms so that the point of the drawing under (x, y) of the box stays where it is.
    const zoom = (to, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
      const next = Math.min(MOST, Math.max(LEAST, to));
      const left = svg.getBoundingClientRect().left - view.getBoundingClientRect().left;
      const top = svg.getBoundingClientRect().top - view.getBoundingClientRect().top;
      const atX = (x - left) / scale, atY = (y - top) / scale;
      scale = next;
      svg.setAttribute("width", wide * scale);
      svg.setAttribute("height", high * scale);
      const nowLeft = svg.getBoundingClientRect().left - view.getBoundingClientRect().left;
      const nowTop = svg.getBoundingClientRect().top - view.getBoundingClientRect().top;
      view.scrollLeft += nowLeft + atX * scale - x;
      view.scrollTop += nowTop + atY * scale - y;
      level.textContent = `${Math.round(scale * 100)} %`;
    };
    const fitting = () => Math.min(1, view.clientWidth / wide);
    const whole = () => Math.min(view.clientWidth / wide, Math.max(view.clientHeight, 200) / high);

    button("−", say("Thu nhỏ", "Zoom out"), () => zoom(scale / 1.25));
    bar.append(level);
    button("+", say("Phóng to", "Zoom in"), () => zoom(scale * 1.25));
    const fit = button(say("Vừa khung", "Fit"), say("Vừa khung", "Fit"), () => { zoom(document.fullscreenElement === figure ? whole() : fitting()); view.scrollTo(0, 0); });
    button(say("Cỡ thật", "Actual size"), say("Cỡ thật", "Actual size"), () => zoom(1));
    if (document.fullscreenEnabled) {
      const full = button(say("Toàn màn hình", "Full screen"), say("Toàn màn hình", "Full screen"), () => {
        if (document.fullscreenElement) document.exitFullscreen(); else figure.requestFullscreen().catch(() => {});
      });
      figure.addEventListener("fullscreenchange", () => {
        full.setAttribute("aria-pressed", String(document.fullscreenElement === figure));
        requestAnimationFrame(() => fit.click());
      });
    }
    button(say("Tải SVG", "Download SVG"), say("Tải SVG", "Download SVG"), () => save(svg));
    view.before(bar);
    const hint = document.createElement("p");
    hint.className = "vh";
    hint.id = `${svg.querySelector("title")?.id || "picture"}-keys`;
    hint.textContent = say("Phím + và − thu phóng, 0 vừa khung, mũi tên di chuyển.", "Keys: + and − zoom, 0 fits, arrows move.");
    view.before(hint);
    view.setAttribute("aria-describedby", hint.id);
    view.classList.add("live");

    // A wide screen: as wide as the box, but never below legible. A phone: the whole first.
    const start = () => zoom(innerWidth < 640 ? fitting() : Math.max(LEGIBLE, fitting()));
    start();
    figure.closest("details")?.addEventListener("toggle", start, { once: true });

    view.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view) return;
      const step = 60;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (event.key === "+" || event.key === "=") zoom(scale * 1.25);
      else if (event.key === "-" || event.key === "−") zoom(scale / 1.25);
      else if (event.key === "0") fit.click();
      else if (moves[event.key] && (view.scrollWidth > view.clientWidth || view.scrollHeight > view.clientHeight)) {
        const [left, top] = moves[event.key];
        view.scrollBy({ left, top, behavior: still.matches ? "auto" : "smooth" });
      } else return;
      event.preventDefault();
    });
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = view.getBoundingClientRect();
      zoom(scale * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });

    // Mouse: drag. Fingers: one scrolls as the browser does it, two zoom.
    const held = new Map();
    let moved = 0, apart = 0;
    const spread = () => { const [one, other] = [...held.values()]; return Math.hypot(one.x - other.x, one.y - other.y); };
    view.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
      moved = 0;
      if (held.size === 2) apart = spread();
    });
    view.addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      held.set(event.pointerId, now);
      if (held.size === 2) {
        const [one, other] = [...held.values()], box = view.getBoundingClientRect(), wider = spread();
        if (apart > 0) zoom(scale * wider / apart, (one.x + other.x) / 2 - box.left, (one.y + other.y) / 2 - box.top);
        apart = wider;
      } else if (event.pointerType === "mouse") {
        moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
        if (moved > 4 && !view.hasPointerCapture(event.pointerId)) { view.setPointerCapture(event.pointerId); view.classList.add("held"); }
        view.scrollLeft -= now.x - before.x;
        view.scrollTop -= now.y - before.y;
      }
    });
    const release = (event) => { held.delete(event.pointerId); apart = 0; view.classList.remove("held"); };
    view.addEventListener("pointerup", release);
    view.addEventListener("pointercancel", release);
    view.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse" && !view.hasPointerCapture(event.pointerId)) release(event); });
    view.addEventListener("dragstart", (event) => event.preventDefault());
    // What ends a drag is no click on a name.
    view.addEventListener("click", (event) => { if (moved > 4) { event.preventDefault(); event.stopPropagation(); } moved = 0; }, true);

    // The links of a box under the pointer or with the focus; everything else steps back.
    const cards = new Map([...svg.querySelectorAll("[data-n]")].map((card) => [card.dataset.n, card]));
    const links = [...svg.querySelectorAll(".link[data-a]")];
    const light = (card) => {
      for (const lit of svg.querySelectorAll(".lit")) lit.classList.remove("lit");
      const of = card && links.filter((link) => link.dataset.a === card.dataset.n || link.dataset.b === card.dataset.n);
      svg.classList.toggle("dimmed", Boolean(of?.length));
      if (!of?.length) return;
      card.classList.add("lit");
      for (const link of of) {
        link.classList.add("lit");
        cards.get(link.dataset.a)?.classList.add("lit");
        cards.get(link.dataset.b)?.classList.add("lit");
      }
    };
    const cardOf = (element) => element.closest?.("[data-n]") ?? element.querySelector?.("[data-n]");
    if (links.length) {
      svg.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") light(event.target.closest("[data-n]")); });
      svg.addEventListener("pointerleave", () => light(null));
      svg.addEventListener("focusin", (event) => light(cardOf(event.target)));
      svg.addEventListener("focusout", () => light(null));
    }
  }

  // The drawing as a file of its own: the colours it has now stand in it.
  function save(svg) {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
    const kept = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor"];
    from.forEach((element, at) => {
      const style = getComputedStyle(element);
      if (/^(rect|path|text|tspan|line|circle|polygon|polyline)$/.test(element.localName)) {
        for (const name of kept) to[at].setAttribute(name, style.getPropertyValue(name));
      }
      if (element.localName === "a") to[at].replaceWith(...to[at].childNodes);
    });
    copy.classList.remove("dimmed");
    copy.setAttribute("width", svg.viewBox.baseVal.width);
    copy.setAttribute("height", svg.viewBox.baseVal.height);
    const paper = document.createElementNS(svg.namespaceURI, "rect");
    paper.setAttribute("width", "100%");
    paper.setAttribute("height", "100%");
    paper.setAttribute("fill", getComputedStyle(svg.closest("figure")).backgroundColor);
    copy.querySelector("desc")?.after(paper);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = `${(svg.querySelector("title")?.textContent ?? "khung").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "khung"}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
})();
