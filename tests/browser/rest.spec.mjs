// The program comes in two parts: the second one when it is needed, and the first question needs it not.

import { brotliCompressSync } from "node:zlib";
import { begin, goTo, grid, moves, open, openAllKinds, openExample, whole } from "./steps.mjs";
import { expect, test } from "./planner.mjs";

const REST = "**/*_rest.wasm";

/// Holds the second part and its words back until the function that this gives is called.
async function hold(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  for (const later of [REST, "**/words/en.*.json"]) {
    await page.route(later, async (route) => {
      await released;
      await route.continue();
    });
  }
  return release;
}

test("the first question is answered before the rest of the program has come, within 200 kB", async ({ page }) => {
  const loaded = [];
  page.on("response", (response) => loaded.push(response));
  const release = await hold(page);
  await begin(page, "Contoso");
  await moves(page).getByRole("radio", { name: "Yes" }).check();
  await moves(page).getByRole("button", { name: "Take this answer back" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(moves(page).getByRole("radio", { name: "Yes" })).toBeChecked();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const bodies = await Promise.all(loaded.map((response) => response.body()));
  const total = bodies.map((body) => brotliCompressSync(body).length).reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThanOrEqual(200_000);

  // Then the verdict comes by itself.
  const readiness = page.getByRole("complementary", { name: "Readiness" });
  await expect(readiness).toHaveCount(0);
  release();
  await expect(readiness.getByRole("heading")).toHaveText("Not known yet");
});

/// What stands in the place of a page that needs the rest. The meanings of terms say the same as long as they are away.
const coming = (page) => page.locator("main > .hint").filter({ hasText: "Loading the planner …" });

test("a page that needs the rest says that it is coming", async ({ page }) => {
  const release = await hold(page);
  await begin(page, "Contoso");
  await page.getByRole("link", { name: "Task list" }).click();
  await expect(coming(page)).toBeVisible();
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "true");
  release();
  await whole(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Task list", { timeout: 1 });
});

// As on a host that has a newer planner by now.
for (const missing of [REST, "**/words/en.rules.json", "**/words/en.rest.json"]) {
  test(`without ${missing.slice(3)} the page says so, and has it when it is loaded anew`, async ({ page, problems }) => {
    problems.expect(/404/);
    await page.route(missing, (route) => route.fulfill({ status: 404, body: "" }));
    await begin(page, "Contoso");
    await expect(page.getByText("The rest of the planner could not be loaded.")).toBeVisible();
    await moves(page).getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("link", { name: "Task list" }).click();
    await expect(coming(page)).toBeHidden();
    await whole(page);
    await page.unroute(missing);
    await page.getByRole("button", { name: "Load the page again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Task list" })).toBeVisible();
    await goTo(page, "Situation");
    await expect(moves(page).getByRole("radio", { name: "Yes" })).toBeChecked();
  });
}

test("the start without a draft does without the rest", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  await page.waitForLoadState("networkidle");
  expect(asked.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
});

// Whatever of the first part ran by a function that only the second one has would stop the program here.
test("every page waits for the rest, whatever is opened first", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  const draft = new URL(page.url()).hash.replace(/\/readiness.*/, "");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const own = ["situation", "facts", "facts/instances", "facts/cut-over", "readiness", "runbook", "questions"];
  for (const address of ["#/", "#/rules", "#/rules/TM005", "#/about", ...own.map((name) => `${draft}/${name}`)]) {
    await page.goto("about:blank");
    const release = await hold(page);
    await page.goto(address);
    await expect(page.locator("#shell")).toHaveCount(0);
    await page.getByRole("link", { name: "Transition Planner" }).focus();
    for (const event of ["beforeprint", "afterprint"]) await page.evaluate((name) => dispatchEvent(new Event(name)), event);
    await page.setViewportSize({ width: 600, height: 800 });
    await page.setViewportSize({ width: 1280, height: 800 });
    release();
    await expect(page.locator("main > .hint")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.unroute(REST);
  }
});

// Their names are data of the first part, which recognises them as a draft is read.
test("which offers are retired is known of a draft that is read before the rest has come", async ({ page }) => {
  await openAllKinds(page);
  await goTo(page, "Subscriptions");
  const marks = grid(page, "Subscriptions").getByRole("rowheader", { name: /(^|: )Retired: / });
  await expect(marks).toHaveCount(3);
  await expect(page.getByText(/^Saved/)).toBeVisible();
  const address = new URL(page.url()).hash;
  await page.goto("about:blank");
  const release = await hold(page);
  await page.goto(address);
  await expect(page.locator("#shell")).toHaveCount(0);
  release();
  await expect(marks).toHaveCount(3);
});
