// Takes the pictures that the README shows: KHUNG_SITE=generated/site node tests/browser/screens.js
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { address, folderOf, start } from "./browser.js";

const folder = path.resolve(folderOf("KHUNG_SITE"));
const screens = path.join(import.meta.dirname, "screens");
const machine = await start();

const take = async (name, at, { width = 1280, height = 900, before } = {}) => {
  const page = await machine.context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(address(folder, at));
  await page.evaluate(() => document.fonts.ready);
  if (before) await before(page);
  await page.screenshot({ path: path.join(screens, `${name}.png`) });
  await page.close();
};

await mkdir(screens, { recursive: true });
await take("home", "index.html");
await take("agency", "agency/bo-y-te.html", { height: 1100 });
await take("component", "component/bo-cong-an/csdlqg-dancu.html", { height: 1100 });
await take("connections", "picture/connections.html", { height: 1000 });
await take("phone", "index.html", {
  width: 390,
  height: 800,
  before: async (page) => {
    await page.getByRole("combobox").first().fill("dan cu");
    await page.getByRole("option").first().waitFor();
  },
});
await machine.close();
