// The site of `architecture/`, opened from a folder as a stranger opens it.
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { address, folderOf, pagesOf, sortsOf, start } from "./browser.js";

const folder = folderOf("KHUNG_SITE");
const pages = await pagesOf(folder);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const BOTH = [["vi", ""], ["en", "en/"]];
let machine, context;

before(async () => { machine = await start(); context = machine.context; });
after(() => machine.close());

// A page that notes what it must not do: complain, ask for something outside of the folder.
const open = async (at, settings = {}) => {
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => wrong.push(`error: ${error}`));
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) wrong.push(`request: ${request.url()}`); });
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
  page.on("dialog", (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  if (settings.width) await page.setViewportSize({ width: settings.width, height: settings.height ?? 900 });
  await page.emulateMedia({ colorScheme: settings.dark ? "dark" : "light", reducedMotion: "reduce" });
  await page.goto(at.startsWith("file:") ? at : address(folder, at));
  return { page, wrong };
};

const problems = (results) => results.violations.flatMap((violation) =>
  violation.nodes.slice(0, 3).map((node) => `${violation.id}: ${node.target} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`));

describe("axe finds nothing, and a phone scrolls one way only", { concurrency: 2 }, () => {
  for (const plain of sortsOf(pages)) {
    for (const [lang, root] of BOTH) {
      const at = root + plain;
      if (!pages.includes(at)) continue;
      test(`${lang} ${plain}`, async () => {
        const { page, wrong } = await open(at, { width: 1280 });
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
        const found = [];
        // Evaluated from outside: the policy of the page lets no other script in.
        await page.evaluate(axe);
        for (const [width, dark] of [[1280, false], [390, true]]) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
          const results = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"], preload: false }), TAGS);
          found.push(...problems(results).map((problem) => `${width}${dark ? " dark" : ""}: ${problem}`));
          const [content, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          if (content > seen) found.push(`${width}: the page is ${content} wide`);
        }
        await page.close();
        assert.deepEqual([...found, ...wrong], []);
      });
    }
  }
});

describe("search", () => {
  const ask = async (page, query, most = 10) => page.evaluate(([query, most]) => globalThis.khung.search(query, most), [query, most]);

  for (const [lang, root] of BOTH) {
    test(`${lang}: the population database is first for "dan cu", by keyboard alone`, async () => {
      const { page, wrong } = await open(`${root}index.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("dan cu");
      const first = page.locator("#search-list [role=option]").first();
      await first.waitFor();
      assert.match(await first.textContent(), lang === "vi" ? /Cơ sở dữ liệu quốc gia về Dân cư/ : /National Population Database/);
      assert.match(await first.textContent(), lang === "vi" ? /Bộ Công an/ : /Ministry of Public Security/);
      const box = page.locator("#search-box");
      assert.equal(await box.getAttribute("aria-expanded"), "true");
      await page.keyboard.press("ArrowDown");
      assert.equal(await box.getAttribute("aria-activedescendant"), await first.getAttribute("id"));
      await page.keyboard.press("Enter");
      await page.waitForURL(/component\/bo-cong-an\/csdlqg-dancu\.html$/);
      assert.deepEqual(wrong, []);
      await page.close();
    });
  }

  test("words without marks find words with them, and exact marks come first", async () => {
    const { page, wrong } = await open("index.html");
    const titles = async (query, most) => (await ask(page, query, most)).map((entry) => entry.title);
    assert.ok((await titles("Viet Nam")).some((title) => title.includes("Việt Nam")));
    assert.ok((await titles("duoc", 500)).some((title) => title.includes("ược")));
    assert.match((await titles("csdl dan cu"))[0], /Dân cư/);
    assert.match((await titles("CSDLQG dan"))[0], /Dân cư/);
    assert.match((await titles("dân cư"))[0], /Dân cư/);
    assert.equal((await titles("y te"))[0], "Bộ Y tế");
    assert.match((await titles("NĐ 47/2020"))[0], /47\/2020/);
    assert.deepEqual(await titles("y tế"), await titles("y tê\u0301"), "composed or not");
    assert.deepEqual(await titles("thuỷ"), await titles("thủy"), "wherever the tone stands");
    assert.ok((await titles("bo-cong-an/csdlqg-dancu"))[0].includes("Dân cư"), "by key");
    assert.ok((await titles("CON-001")).length, "a rule by its tag");
    assert.ok((await titles("47/2020")).some((title) => title.includes("47/2020")), "a law by its number");
    assert.deepEqual(await titles("zzzzqqq"), []);
    for (const strange of ["", " ", "a", "__proto__", "constructor", "<img src=x onerror=alert(1)>", "\u202e", "ữ".repeat(5000), "\\", "💥"]) await titles(strange);
    assert.deepEqual(wrong.filter((what) => !what.startsWith("failed")), []);
    await page.close();
  });

  test("the page of results is a link that can be sent", async () => {
    const { page, wrong } = await open(`${address(folder, "search.html")}?q=dan+cu`);
    const rows = page.locator("[data-search-results] a");
    await rows.first().waitFor();
    assert.match(await rows.first().textContent(), /Dân cư/);
    assert.match(await page.title(), /dan cu/);
    assert.match(await page.locator("[data-search-count]").textContent(), /\d+ kết quả/);
    assert.deepEqual(wrong, []);
    await page.locator(".tools a[hreflang=en]").click();
    await page.locator("[data-search-results] a").first().waitFor();
    assert.match(page.url(), /en\/search\.html\?q=dan\+cu$/);
    await page.close();
  });

  test("Escape closes the list, then empties the box", async () => {
    const { page } = await open("index.html", { width: 390 });
    const box = page.locator("#search-box");
    await box.fill("bo cong an");
    await page.locator("#search-list [role=option]").first().waitFor();
    await box.press("Escape");
    assert.equal(await page.locator("#search-list").isVisible(), false);
    await box.press("Escape");
    assert.equal(await box.inputValue(), "");
    await page.close();
  });
});

describe("pages", () => {
  test("every page opens without a complaint and asks for nothing outside", { timeout: 600_000 }, async () => {
    const { page, wrong } = await open("index.html");
    const found = [];
    // English differs by its words alone: one page of each sort stands for the rest.
    for (const at of [...pages.filter((at) => !at.startsWith("en/")), ...sortsOf(pages).map((at) => `en/${at}`).filter((at) => pages.includes(at))]) {
      wrong.length = 0;
      await page.goto(address(folder, at), { waitUntil: "load" });
      found.push(...wrong.map((what) => `${at}: ${what}`));
    }
    await page.close();
    assert.deepEqual(found, []);
  });

  test("with JavaScript off everything but search is there", async () => {
    const plain = await machine.withoutScripts();
    const page = await plain.newPage();
    for (const at of sortsOf(pages)) {
      await page.goto(address(folder, at));
      assert.ok((await page.locator("main").innerText()).length > 10, at);
      assert.equal(await page.locator("[data-search]").isVisible(), false);
      assert.ok(await page.locator(`a[href$="index-az.html"]`).first().isVisible(), at);
    }
    await page.goto(address(folder, "index-az.html"));
    assert.ok(await page.getByRole("link", { name: /Dân cư/ }).first().isVisible());
    await plain.close();
  });

  test("a finding leads to its clause and to its line of YAML", async (t) => {
    if (!pages.includes("findings.html")) return t.skip("no page of findings");
    const { page, wrong } = await open("findings.html");
    const finding = page.locator(".finding", { has: page.locator('a[href*="law/"][href*="#"]') }).first();
    const clause = await finding.locator('a[href*="law/"][href*="#"]').first().getAttribute("href");
    const line = await finding.locator('a[href*="source/"]').first().getAttribute("href");
    for (const link of [clause, line]) {
      await page.goto(new URL(link, address(folder, "findings.html")).href);
      const anchor = new URL(page.url()).hash.slice(1);
      assert.ok(anchor, link);
      assert.ok(await page.locator(`[id="${anchor}"]`).isVisible(), link);
    }
    assert.deepEqual(wrong, []);
    await page.close();
  });

  test("the page of an agency prints", async (t) => {
    const at = pages.find((at) => at === "agency/bo-y-te.html");
    if (!at) return t.skip("no page of an agency");
    const { page } = await open(at);
    const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    assert.ok(pdf.length > 10_000, `${pdf.length} bytes`);
    assert.ok((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length >= 1);
    await page.close();
  });
});

describe("filters", () => {
  test("a filter of findings stands in the address", async (t) => {
    if (!pages.includes("findings.html")) return t.skip("no page of findings");
    const { page, wrong } = await open(`${address(folder, "findings.html")}?severity=warning`);
    const seen = async () => page.evaluate(() => [...document.querySelectorAll("main .finding")].filter((row) => row.checkVisibility()).map((row) => row.dataset.severity));
    const all = await page.locator("main .finding").count();
    const warnings = await seen();
    assert.ok(warnings.length > 0 && warnings.length < all);
    assert.ok(warnings.every((severity) => severity === "warning"));
    await page.locator(".filters input").first().fill("khong co chu nao nhu the nay");
    await page.locator(".filter-count", { hasText: /^Còn 0 / }).waitFor();
    assert.match(page.url(), /text=khong/);
    await page.getByRole("button", { name: "Bỏ lọc" }).first().click();
    assert.equal((await seen()).length, all);
    assert.deepEqual(wrong, []);
    await page.close();
  });

  test("a head of a column puts the rows in order", async (t) => {
    let page;
    for (const at of sortsOf(pages)) {
      ({ page } = await open(at));
      if (await page.locator("table[data-filter] .sort").count()) break;
      await page.close();
      page = undefined;
    }
    if (!page) return t.skip("no table to sort");
    const head = page.locator("table[data-filter] th", { has: page.locator(".sort") }).first();
    const firsts = () => page.evaluate(() => [...document.querySelector("table[data-filter]").tBodies[0].rows].map((row) => row.cells[0].dataset.sort ?? row.cells[0].textContent.trim()));
    await head.locator(".sort").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    const up = await firsts();
    assert.deepEqual(up, [...up].sort(new Intl.Collator("vi", { numeric: true }).compare));
    await head.locator(".sort").press("Enter");
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    await page.close();
  });
});

describe("pictures", () => {
  const withPicture = async () => {
    for (const at of pages) {
      if (at.startsWith("en/") || !/picture\/(connections|overall)|agency\/bo-y-te/.test(at)) continue;
      if ((await readFile(path.join(folder, at), "utf8")).includes('class="picture"')) return at;
    }
    return undefined;
  };

  test("zoom by button, key and wheel; the wheel alone scrolls the page", async (t) => {
    const at = await withPicture();
    if (!at) return t.skip("no picture");
    const { page, wrong } = await open(at);
    const view = page.locator("figure.plate .view").first(), svg = view.locator("svg.picture");
    const wide = async () => (await svg.boundingBox()).width;
    const first = await wide();
    await page.locator(".zoom").first().getByRole("button", { name: "Phóng to" }).click();
    assert.ok(await wide() > first * 1.2);
    await view.focus();
    await page.keyboard.press("0");
    const fitted = await wide();
    assert.ok(fitted <= (await view.boundingBox()).width + 1);
    await page.keyboard.press("+");
    assert.ok(await wide() > fitted * 1.2);
    await page.keyboard.press("-");
    await view.hover();
    await page.mouse.wheel(0, 50);
    assert.ok(Math.abs(await wide() - fitted) < 2, "the wheel alone zooms nothing");
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.waitForFunction(([svg, before]) => svg.getBoundingClientRect().width > before * 1.1, [await svg.elementHandle(), fitted]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".zoom").first().getByRole("button", { name: "Tải SVG" }).click()]);
    const saved = await download.path();
    assert.ok((await stat(saved)).size > 1000);
    const text = await readFile(saved, "utf8");
    assert.match(text, /^<svg /);
    assert.doesNotMatch(text, /<a |href=/);
    assert.deepEqual(wrong, []);
    await page.close();
  });

  test("a box that has the focus shows its links", async (t) => {
    const at = await withPicture();
    if (!at) return t.skip("no picture");
    const { page } = await open(at);
    const lit = await page.evaluate(() => {
      for (const svg of document.querySelectorAll("figure.plate svg.picture")) {
        const end = svg.querySelector(".link[data-a]")?.dataset.a;
        const anchor = end && svg.querySelector(`[data-n="${end}"]`)?.closest("a");
        if (!anchor) continue;
        anchor.focus();
        return [svg.classList.contains("dimmed"), svg.querySelectorAll(".card.lit").length];
      }
      return null;
    });
    if (!lit) return t.skip("no picture with links");
    assert.equal(lit[0], true);
    assert.ok(lit[1] >= 2);
    await page.close();
  });
});
