// The core journey in Firefox, over WebDriver BiDi: from nothing to a verdict, and all of it again after a reload.
//
//   PLANNER_FIREFOX=/path/to/firefox node firefox.mjs
//
// Chromium runs every test; this one shows that nothing on the customer's way is Chromium's alone. Each step is a line;
// the last line counts them, as Rust's tests do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { serve, shippedHeaders } from "./server.mjs";

// For a machine that has other things to do.
const PATIENCE = 60_000;
const environments = readFileSync(new URL("../files/environments.csv", import.meta.url), "utf8");

const server = await serve({ base: "/intranet/planner/", headers: shippedHeaders() });
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.PLANNER_FIREFOX,
  headless: true,
  defaultViewport: { width: 1280, height: 900 },
  extraPrefsFirefox: {
    // Whatever the machine is set to.
    "intl.accept_languages": "en-GB",
    "intl.locale.requested": "en-GB",
    // Lets the test fill the clipboard, as another program would.
    "dom.events.testing.asyncClipboard": true,
  },
  env: { ...process.env, TZ: "Europe/Berlin" },
});
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);
const problems = await watched(page, new URL(server.url).origin);

const aria = (selector) => page.locator(`::-p-aria(${selector})`);
const text = (selector, words) => page.locator(`${selector}::-p-text(${words})`);

const journey = {
  "the planner starts": async () => {
    await page.goto(server.url);
    await page.waitForSelector("#shell", { hidden: true });
    await aria('[name="Begin a draft"][role="button"]').wait();
  },

  "a draft is begun": async () => {
    await aria("Name of the new draft").click();
    await page.keyboard.type("Fabrikam into Contoso");
    await aria('[name="Begin a draft"][role="button"]').click();
    await heading("Situation");
  },

  "the situation is said": async () => {
    await choose("Do you move instances to another tenant?", "Yes");
    await choose("By which route do the instances move?", "Support-assisted");
    await verdict("Not known yet");
  },

  "the list of instances is pasted, and seen before it is taken over": async () => {
    await goTo("Instances");
    await page.locator(".grid-empty").click();
    await paste(environments);
    await text("dialog", "6 new rows, 0 rows that change").wait();
    await text("dialog button", "Take over").click();
    await rows(6);
  },

  "the verdict says what cannot move": async () => {
    await verdict("Not ready yet");
    await text("aside.pulse li", "Fabrikam Legacy has version 8.2; only 9.0 and later can move").wait();
  },

  "the results say it in full": async () => {
    await goTo("Readiness", "Not ready yet");
    await text("article", "Update Fabrikam Legacy to version 9.0 or later").wait();
  },

  "a reload finds everything": async () => {
    await text("span.saved", "on this device").wait();
    await page.reload();
    await heading("Not ready yet");
    await goTo("Instances");
    await rows(6);
    await goTo("Situation");
    assert.equal(await page.$$eval("main input[type=radio]:checked", (chosen) => chosen.length), 2);
  },

  "what is typed changes the verdict, and is taken back by one step": async () => {
    await goTo("Instances");
    await page.locator("[data-cell='3 3']").click();
    await page.keyboard.type("9.2");
    await page.keyboard.press("Enter");
    await gone("aside.pulse li", "Fabrikam Legacy has version");
    await aria('[name="Undo"][role="button"]').click();
    await text("aside.pulse li", "Fabrikam Legacy has version 8.2").wait();
    await rows(6);
  },
};

let passed = 0;
try {
  console.log(`Firefox: ${await browser.version()}`);
  for (const [step, walk] of Object.entries(journey)) {
    await walk();
    assert.deepEqual(problems, [], "problems that the page has");
    console.log(`  ✓ ${step}`);
    passed += 1;
  }
} catch (error) {
  console.log(`  ✗ ${Object.keys(journey)[passed]}: ${error.stack}`);
  for (const problem of problems) console.log(`    ${problem}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
console.log(`test result: ${passed} passed; ${process.exitCode ?? 0} failed`);

/// What the page must never do, collected: a violation of the policy, an error in the console, an exception that nobody
/// caught, a request to another host.
async function watched(page, origin) {
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`exception: ${error.stack}`));
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) problems.push(`request to another origin: ${url}`);
  });
  await page.evaluateOnNewDocument(() =>
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`policy violation: ${effectiveDirective}, ${blockedURI} ${sample}`),
    ),
  );
  return problems;
}

/// Another page of the draft, by the rail. It has the focus when it is there.
async function goTo(title, words = title) {
  await text("nav a", title).click();
  await heading(words);
  await page.waitForFunction(() => document.activeElement.id === "main");
}

function heading(words) {
  return text("main h1", words).wait();
}

function verdict(words) {
  return text("aside.pulse h2", words).wait();
}

/// Chooses what begins so, of the question that asks so.
async function choose(ask, label) {
  const find = (ask, label) => {
    const questions = [...document.querySelectorAll("fieldset")];
    const question = questions.find((own) => own.querySelector("legend").textContent === ask);
    return [...(question?.querySelectorAll("label") ?? [])].find((own) => own.textContent.startsWith(label));
  };
  const choice = await page.waitForFunction(find, {}, ask, label);
  await choice.click();
}

/// Pastes where the focus is, as the keyboard does.
async function paste(words) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), words);
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
}

function rows(count) {
  return page.waitForFunction((count) => document.querySelectorAll("#instances-grid [role=rowheader]").length === count, {}, count);
}

function gone(selector, words) {
  const isGone = (selector, words) =>
    [...document.querySelectorAll(selector)].every((own) => !own.textContent.includes(words));
  return page.waitForFunction(isGone, {}, selector, words);
}
