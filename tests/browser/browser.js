// The browser, and the pages of a site as they lie in a folder.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

export const folderOf = (name) => {
  const folder = process.env[name];
  if (!folder) throw new Error(`${name} names no site; these tests are run by cargo test, see tests/suite/browser.rs`);
  return folder;
};

// A browser with a new profile; `close` leaves nothing behind.
export const start = async () => {
  const profile = await mkdtemp(path.join(tmpdir(), "khung-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE, headless: true, args: ARGUMENTS, viewport: { width: 1280, height: 900 },
  });
  return {
    context,
    // A second window in which no script runs.
    withoutScripts: async () => {
      const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
      const context = await browser.newContext({ javaScriptEnabled: false });
      return { newPage: () => context.newPage(), close: () => browser.close() };
    },
    close: async () => { await context.close(); await rm(profile, { recursive: true, force: true, maxRetries: 5 }); },
  };
};

export const address = (folder, page) => pathToFileURL(path.join(folder, page)).href;

// Every page of a site, in order.
export const pagesOf = async (folder) => {
  const files = await readdir(folder, { recursive: true });
  return files.map((file) => file.split(path.sep).join("/")).filter((file) => file.endsWith(".html")).sort();
};

// One page of each sort: the pages at the top, and of every folder below the first, the middle and the last.
export const sortsOf = (pages) => {
  const folders = new Map();
  for (const page of pages) {
    const plain = page.replace(/^en\//, "");
    if (plain !== page) continue;
    const top = plain.includes("/") ? plain.split("/")[0] : "";
    folders.set(top, [...(folders.get(top) ?? []), plain]);
  }
  return [...folders].flatMap(([top, pages]) => top === "" ? pages : [...new Set([pages[0], pages[pages.length >> 1], pages[pages.length - 1]])]);
};
