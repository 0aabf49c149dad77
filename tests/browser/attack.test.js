// Sites whose every string is an attack: they are opened, page by page, and nothing runs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, folderOf, pagesOf, start } from "./browser.js";

let machine;
before(async () => { machine = await start(); });
after(() => machine.close());

for (const name of ["KHUNG_READABLE", "KHUNG_WILD"]) {
  const folder = folderOf(name);
  const pages = await pagesOf(folder);

  // A page with a wire across every way that an attack could take.
  const wired = async () => {
    const page = await machine.context.newPage();
    const tripped = [];
    await page.exposeFunction("hit", (what) => tripped.push(`hit ${what}`));
    await page.addInitScript(() => {
      globalThis.parent.hit ??= globalThis.hit;
      // A name that is read is an attack that runs, whatever it does next.
      for (const word of ["alert", "confirm", "prompt", "print"]) globalThis[word] = () => globalThis.hit(word);
      addEventListener("securitypolicyviolation", (event) => globalThis.hit(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    page.on("dialog", (dialog) => { tripped.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => { if (!/^(file:|data:font)/.test(request.url())) tripped.push(`request ${request.url().slice(0, 200)}`); });
    page.on("popup", (popup) => tripped.push(`window ${popup.url()}`));
    page.on("pageerror", (error) => tripped.push(`error ${error}`));
    return { page, tripped };
  };
  const strange = () => {
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      if (/^(iframe|object|embed|base|form|math|style|applet|frame|foreignobject|animate|set|use|image)$/i.test(element.localName)) found.push(element.outerHTML.slice(0, 120));
      if (element.localName === "script" && !/\/assets\//.test(element.src)) found.push(element.outerHTML.slice(0, 120));
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name) || name === "style" || name === "srcdoc") found.push(`${element.localName} ${name}=${value.slice(0, 80)}`);
        if (/^(href|src|action|xlink:href)$/i.test(name) && /^\s*(javascript|data|vbscript|blob):/i.test(value)) found.push(`${element.localName} ${name}=${value.slice(0, 80)}`);
      }
    }
    return found;
  };

  test(`${name}: nothing runs on ${pages.length} pages`, { timeout: 900_000 }, async () => {
    assert.ok(pages.length > 4);
    const { page, tripped } = await wired();
    const found = [];
    for (const at of pages) {
      await page.goto(address(folder, at));
      // What opens, hovers or takes the focus may be what an attack waits for.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        for (const element of [...document.querySelectorAll("main a, main button, main [tabindex]")].slice(0, 15)) {
          element.focus();
          for (const type of ["mouseover", "pointerover", "mousemove"]) element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
        }
      });
      found.push(...(await page.evaluate(strange)).map((what) => `${at}: ${what}`), ...tripped.splice(0).map((what) => `${at}: ${what}`));
      if (found.length > 10) break;
    }
    await page.close();
    assert.deepEqual(found, []);
  });

  test(`${name}: nothing runs from search, filters and addresses`, { timeout: 300_000 }, async () => {
    const { page, tripped } = await wired();
    const attack = "\"><script>hit(1)</script><img src=x onerror=hit(2)>";
    for (const root of ["", "en/"]) {
      await page.goto(address(folder, `${root}index.html`));
      const box = page.locator("#search-box");
      for (const query of ["script", "hit", "img src onerror", "proto", "constructor", attack]) {
        await box.fill(query);
        await page.waitForTimeout(150);
        assert.deepEqual(await page.evaluate(strange), [], query);
      }
      for (const query of ["hit", attack, "__proto__"]) {
        await page.goto(`${address(folder, `${root}search.html`)}?q=${encodeURIComponent(query)}#${encodeURIComponent(attack)}`);
        await page.waitForTimeout(200);
        assert.deepEqual(await page.evaluate(strange), [], query);
      }
      for (const at of pages.filter((at) => at.startsWith(root) && !at.slice(root.length).includes("/"))) {
        const wish = encodeURIComponent(attack);
        await page.goto(`${address(folder, at)}?text=${wish}&severity=${wish}&agency=__proto__&rule=${wish}#?text=${wish}`);
        assert.deepEqual(await page.evaluate(strange), [], at);
      }
    }
    await page.close();
    assert.deepEqual(tripped, []);
  });
}
