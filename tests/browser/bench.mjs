// How fast the page is, measured in the installed Chromium: `cargo xtask bench` calls this with two drafts and prints
// what it says against the bars.
//
//   PLANNER_CHROMIUM=/path/to/chromium node bench.mjs <draft of 1,000 instances and 5,000 subscriptions> <draft of 2 MB>
//
// Standard output has one JSON value; a time is in milliseconds.

import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import config from "./playwright.config.mjs";
import { serve } from "./server.mjs";

/// A machine of a customer's, not of ours.
const SLOWDOWN = 4;
/// A reader's own pace; now and then the draft is saved in between.
const BETWEEN_KEYS = 120;
const ROUNDS = 40;
const OPENINGS = 7;

/// Runs in the page, before anything else. A keystroke begins when the browser has it, and ends when the first frame is
/// painted after the pulse (the verdict and what weighs most) has changed. A block is a task that keeps the page from
/// doing anything else, as the browser itself reports them from 50 ms on; for shorter ones, by how much a timer is late.
function watch() {
  const once = () => Promise.withResolvers?.() ?? deferred();
  const deferred = () => {
    const parts = {};
    parts.promise = new Promise((resolve) => (parts.resolve = resolve));
    return parts;
  };
  const bench = (window.bench = { long: 0, late: 0 });

  /// When the next frame is painted: what is posted during a frame comes when that is done.
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      }),
    );
  bench.painted = painted;

  let pulse;
  let changed;
  new MutationObserver((records) => {
    pulse = document.querySelector("aside.pulse") ?? undefined;
    if (pulse && bench.opened === undefined) {
      bench.opened = null;
      painted().then((at) => (bench.opened = at));
    }
    if (changed && records.some(({ target }) => pulse?.contains(target))) {
      const { begun, resolve } = changed;
      changed = undefined;
      painted().then((at) => resolve(at - begun));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });

  addEventListener(
    "keydown",
    (event) => {
      const { promise, resolve } = once();
      bench.keystroke = promise;
      changed = { begun: event.timeStamp, resolve };
    },
    true,
  );

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.long = Math.max(bench.long, duration);
  }).observe({ type: "longtask" });
  const WAIT = 10;
  let due = performance.now();
  const tick = () => {
    bench.late = Math.max(bench.late, performance.now() - due);
    due = performance.now() + WAIT;
    setTimeout(tick, WAIT);
  };
  tick();

  /// The longest block since the last question.
  bench.longest = () => {
    const longest = bench.long || Math.min(bench.late, 50);
    bench.long = bench.late = 0;
    return longest;
  };
}

const [thousand, large] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const server = await serve({ base: "/planner/" });
const browser = await chromium.launch({ ...config.use.launchOptions });
const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin" });
await context.addInitScript(watch);
try {
  const opening = await measureOpening();
  console.log(JSON.stringify({ ...(await measureTyping()), ...opening }));
} finally {
  await browser.close();
  await server.close();
}

/// Puts a draft into a fresh browser's store, and gives a page at the draft.
async function pageWith(draft) {
  const page = await context.newPage();
  await page.goto(`${server.url}#/rules`);
  await page.evaluate(
    ([key, text]) => {
      localStorage.clear();
      localStorage.setItem(key, text);
    },
    [`transition-planner/draft/${JSON.parse(draft).id}`, draft],
  );
  return page;
}

function address(draft, rest) {
  return `${server.url}#/draft/${JSON.parse(draft).id}/${rest}`;
}

/// From the beginning of the page's own loading until its first page of the draft, the verdict beside it, is painted.
async function measureOpening() {
  const page = await pageWith(large);
  const times = [];
  for (let at = 0; at < OPENINGS; at += 1) {
    await page.goto("about:blank");
    await page.goto(address(large, "facts"));
    const opened = await page.waitForFunction(() => window.bench.opened);
    times.push(await opened.jsonValue());
  }
  await page.close();
  return { open_2mb_ms: quantile(times, 0.5) };
}

/// Types into both grids and into questions, then walks through all pages, on a slow machine.
async function measureTyping() {
  const page = await pageWith(thousand);
  await page.goto(address(thousand, "facts"));
  await page.waitForFunction(() => window.bench.opened);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });

  const times = [];
  const blocks = [];
  const block = async (where) => blocks.push({ where, ms: await page.evaluate(() => window.bench.longest()) });
  const type = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      const time = page.evaluate(() => window.bench.keystroke);
      const late = new Promise((_, reject) => setTimeout(reject, 10_000, new Error(`${key} changes no verdict`)));
      times.push(await Promise.race([time, late]));
      await page.waitForTimeout(BETWEEN_KEYS);
    }
  };
  const goTo = async (link) => {
    await link.click();
    await page.evaluate(() => window.bench.painted());
    await page.waitForTimeout(BETWEEN_KEYS);
  };
  const rail = page.getByRole("navigation", { name: "This draft" }).getByRole("link");
  const links = await rail.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const railTo = (href) => page.locator(`nav a[href="${href}"]`);
  const section = (key) => railTo(links.find((href) => href.endsWith(key)));
  const typeInto = async (grid, row, column) => {
    await goTo(section(`facts/${grid}`));
    await block(`${grid}: opened`);
    const heads = await page.getByRole("columnheader").allTextContents();
    await page.locator(`[data-cell='${row} ${heads.indexOf(column)}']`).click();
    await page.keyboard.press("F2");
    for (let round = 0; round < ROUNDS; round += 1) await type("x", "Backspace");
    await page.keyboard.press("Escape");
    await block(`${grid}: typing`);
  };
  await page.evaluate(() => window.bench.longest());

  // A version in the grid that is too old; with one key it is no version, with the next it is too old again.
  await typeInto("instances", 2, "Version");
  // How many were bought in place of a retired one.
  await typeInto("subscriptions", 0, "Licences bought");

  // A number: no number with one key, one again with the next.
  await goTo(section("facts/users"));
  await block("users: opened");
  await page.locator("main input[type=text]").first().focus();
  await page.keyboard.press("End");
  for (let round = 0; round < ROUNDS; round += 1) await type("x", "Backspace");
  await block("users: typing");

  for (const href of links) {
    await goTo(railTo(href));
    await page.mouse.move(700, 500);
    for (const distance of [400, 4000, 400]) {
      await page.mouse.wheel(0, distance);
      await page.waitForTimeout(BETWEEN_KEYS);
    }
    await block(href.split("/").slice(3).join("/") || href);
  }
  const elsewhere = { start: "#/", rules: "#/rules", rule: "#/rules/TM005", back: links[0] };
  for (const [where, href] of Object.entries(elsewhere)) {
    await page.evaluate((href) => (location.hash = href), href);
    await page.evaluate(() => window.bench.painted());
    await page.waitForTimeout(BETWEEN_KEYS);
    await block(where);
  }
  await page.close();

  const worst = blocks.reduce((one, other) => (other.ms > one.ms ? other : one));
  return {
    keystroke_p95_ms: quantile(times, 0.95),
    keystroke_median_ms: quantile(times, 0.5),
    keystrokes: times.length,
    longest_block_ms: rounded(worst.ms),
    longest_block_at: worst.where,
    blocks: blocks.map(({ where, ms }) => ({ where, ms: rounded(ms) })),
  };
}

function quantile(times, part) {
  const sorted = times.toSorted((one, other) => one - other);
  return rounded(sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]);
}

function rounded(ms) {
  return Math.round(ms * 10) / 10;
}
