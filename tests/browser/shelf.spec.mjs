// Many drafts: whom they are about, finding one, a template, a table of all, and none of them any more.

import AxeBuilder from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { expect, started, test } from "./planner.mjs";
import { begin, kept, keptDrafts, open, openExample, PREFIX, saved, visit } from "./steps.mjs";

const example = (name) => JSON.parse(readFileSync(new URL(`../../public/examples/${name}.json`, import.meta.url), "utf8"));
const MERGER = example("merger");
const CLEAN = example("clean");

/// Lays drafts into the store, as if they had been made here, and shows the start page.
async function have(page, drafts) {
  await page.goto("");
  await started(page);
  const texts = drafts.map(({ id, ...own }) => [PREFIX + id, JSON.stringify({ ...CLEAN, id, version: 2, ...own })]);
  await page.evaluate((texts) => texts.forEach(([key, text]) => localStorage.setItem(key, text)), texts);
  await page.reload();
  await started(page);
}

const drafts = (page) => page.getByRole("region", { name: "Your drafts" });
const names = (page) => drafts(page).getByRole("listitem").getByRole("link");
const groups = (page) => drafts(page).getByRole("heading", { level: 3 });

async function usable(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

test("a draft gets its customer's name under Situation, and it can be taken back", async ({ page }) => {
  await begin(page, "Carve-out");
  const customer = page.getByRole("combobox", { name: "Customer" });
  await customer.fill("Fabrikam & Söhne");
  await customer.blur();
  await saved(page);
  expect((await keptDrafts(page))[0].customer).toBe("Fabrikam & Söhne");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(customer).toHaveValue("");
  await page.getByRole("button", { name: "Redo" }).click();
  await saved(page);
  await page.getByRole("link", { name: "Transition Planner" }).click();
  await expect(groups(page)).toHaveText(["Fabrikam & Söhne"]);
  // The next draft is offered the customers that are there.
  await begin(page, "Another");
  await expect(page.locator("datalist#customers option")).toHaveCount(1);
});

test("drafts stand by customer, the last changed first, and are found by name and customer", async ({ page }) => {
  const day = (day) => ({ savedAt: `2026-11-${day}T10:00:00.000Z` });
  await have(page, [
    { id: "a", name: "Alone", ...day(20) },
    { id: "b", name: "Old", customer: "Fabrikam", ...day(10) },
    { id: "c", name: "New", customer: "Fabrikam", ...day(19) },
    { id: "d", name: "Other", customer: "Contoso", ...day(11) },
    { id: "e", name: "Fifth", customer: "Contoso", ...day(12) },
  ]);
  await expect(groups(page)).toHaveText(["Contoso", "Fabrikam", "Without a customer"]);
  await expect(names(page)).toHaveText(["Fifth", "Other", "New", "Old", "Alone"]);
  const search = page.getByRole("searchbox", { name: "Find a draft" });
  // Five are found by looking.
  await expect(search).toBeHidden();
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [`${PREFIX}f`, JSON.stringify({ ...MERGER, id: "f", name: "Sixth" })]);
  await page.reload();
  await started(page);
  await usable(page);
  await search.fill("FABRI");
  await expect(names(page)).toHaveText(["New", "Old"]);
  await expect(groups(page)).toHaveText(["Fabrikam"]);
  await search.fill("sixth");
  await expect(names(page)).toHaveText(["Sixth"]);
  await search.fill("nobody");
  await expect(names(page)).toHaveCount(0);
  await expect(page.getByText("No draft has this in its name or its customer’s.")).toBeVisible();
  await search.fill("");
  await expect(names(page)).toHaveCount(6);
});

test("a draft that was saved on another day says on which", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T12:00:00"));
  const said = page.locator(".saved");
  await have(page, [
    { id: "a", name: "Today", savedAt: "2026-11-20T09:00:00.000Z" },
    { id: "b", name: "Before", savedAt: "2026-11-18T10:00:00.000Z" },
    { id: "c", name: "Never", savedAt: "" },
  ]);
  await names(page).getByText("Never").click();
  await expect(said).toHaveText("Saved –, on this device");
  await page.goBack();
  await names(page).getByText("Before").click();
  await expect(said).toHaveText("Saved 18 Nov 2026, 11:00, on this device");
  await page.goBack();
  await names(page).getByText("Today").click();
  await expect(said).toHaveText("Saved 10:00, on this device");
});

test("without customers there are no groups", async ({ page }) => {
  await have(page, [{ id: "a", name: "One" }, { id: "b", name: "Two" }]);
  await expect(names(page)).toHaveCount(2);
  await expect(groups(page)).toHaveCount(0);
});

test("a draft is a template for another one, which takes its route along and nothing else", async ({ page }) => {
  await have(page, [{ id: "a", name: "Done", customer: "Fabrikam" }]);
  await page.getByLabel("Name of the new draft").fill("The next one");
  await page.getByRole("button", { name: "Use Done as template" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Situation" })).toBeVisible();
  await expect(page.getByLabel("Name of the draft")).toHaveValue("The next one");
  await expect(page.getByRole("radio", { name: /^Self-service/ })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Customer" })).toHaveValue("");
  await saved(page);
  const own = (await keptDrafts(page)).find((draft) => draft.name === "The next one");
  expect(JSON.stringify(own)).not.toMatch(/fabrikam|contoso/i);
  expect(own.answers.instances ?? []).toEqual([]);
});

test("the table of all drafts, and its file: nothing in it is run", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T12:00:00"));
  await have(page, [
    { id: "a", name: "=HYPERLINK(\"//x\")", customer: "@Fabrikam, Söhne", savedAt: "2026-11-19T10:00:00.000Z" },
    { ...MERGER, id: "b", name: "Merger", savedAt: "2026-11-18T10:00:00.000Z" },
  ]);
  await page.getByRole("link", { name: "All drafts side by side" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("All drafts");
  await expect(page).toHaveTitle(/^All drafts – /);
  await usable(page);
  const row = (name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row("Merger").getByRole("cell")).toHaveText(["", " Not ready yet", "8", /^\d+$/, "4", /^\d+$/, /2026/]);
  await expect(row("HYPERLINK").getByRole("cell").nth(1)).toHaveText(" Ready");
  // On a phone it is a table to those who do not see it, and nothing has to be scrolled sideways.
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(row("Merger").getByRole("cell")).toHaveCount(6);
  await expect(row("HYPERLINK").getByRole("cell").first()).toHaveText("@Fabrikam, Söhne");
  await expect(page.getByRole("columnheader")).toHaveCount(8);
  const right = (cells) => Math.max(...cells.map((cell) => cell.getBoundingClientRect().right));
  expect(await page.locator("tbody :is(th, td)").evaluateAll(right)).toBeLessThanOrEqual(320);
  await usable(page);
  await page.setViewportSize({ width: 1280, height: 720 });

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("transition-planner-2026-11-20.csv");
  const bytes = readFileSync(await file.path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [head, first, second, end] = bytes.subarray(3).toString("utf8").split("\r\n");
  expect(head).toBe("Customer,Draft,Verdict,Blockers,Warnings,Missing answers,Answers,Last changed");
  expect(first).toMatch(/^"'@Fabrikam, Söhne","'=HYPERLINK\(""\/\/x""\)",Ready,0,0,0,\d+,2026-11-19T10:00:00\.000Z$/);
  expect(second).toMatch(/^,Merger,Not ready yet,8,\d+,4,\d+,2026-11-18T10:00:00\.000Z$/);
  expect(end).toBe("");

  await row("Merger").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not ready yet");
});

test("side by side, where there is no draft: only that", async ({ page }) => {
  await open(page, "#/drafts");
  await expect(page.getByText("No draft on this device yet.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save as CSV" })).toHaveCount(0);
});

test("everything of the planner's is deleted, when the reader has said so twice, and nothing else", async ({ page }) => {
  await have(page, [{ id: "a", name: "One" }, { id: "b", name: "Two" }]);
  await page.evaluate((key) => {
    localStorage.setItem(key, "{");
    localStorage.setItem("another-tool/settings", "its own");
  }, `${PREFIX}damaged`);
  await page.reload();
  await started(page);
  const everything = page.getByRole("button", { name: "Delete everything" });
  const dialog = page.getByRole("dialog");
  await everything.click();
  await expect(dialog).toContainText("Delete all 3 drafts");
  await usable(page);
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(everything).toBeFocused();
  expect(Object.keys(await kept(page))).toHaveLength(4);
  await everything.click();
  await dialog.getByRole("button", { name: "Delete all of it" }).click();
  await expect(page.getByText("No draft on this device yet.")).toBeVisible();
  await expect(everything).toBeHidden();
  expect(await kept(page)).toEqual({ "another-tool/settings": "its own" });
});

test("a draft that is open is gone as well, and does not come back", async ({ page }) => {
  await openExample(page, "A move that is ready");
  await saved(page);
  await page.getByRole("link", { name: "Transition Planner" }).click();
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete all of it" }).click();
  await expect(page.getByText("No draft on this device yet.")).toBeVisible();
  await page.reload();
  await started(page);
  await expect(page.getByText("No draft on this device yet.")).toBeVisible();
  expect(await kept(page)).toEqual({});
});

test("200 drafts are listed, searched and tabled", async ({ page }) => {
  const many = Array.from({ length: 200 }, (_, at) => ({
    ...(at % 2 ? CLEAN : MERGER), id: `d${at}`, name: `Draft ${at}`, customer: `Customer ${at % 30}`,
    savedAt: `2026-10-${10 + (at % 20)}T10:00:00.000Z`,
  }));
  await have(page, many);
  await expect(names(page)).toHaveCount(200);
  await expect(groups(page)).toHaveCount(30);
  // How long a letter takes until the list shows what it finds. It informs; no bar is in it.
  const search = page.getByRole("searchbox", { name: "Find a draft" });
  const took = await search.evaluate((search) => {
    const before = performance.now();
    search.value = "customer 7";
    search.dispatchEvent(new Event("input"));
    return performance.now() - before;
  });
  test.info().annotations.push({ type: "search", description: `${took.toFixed(0)} ms` });
  await expect(names(page)).toHaveCount(7);
  await page.getByRole("link", { name: "All drafts side by side" }).click();
  await expect(page.getByRole("row")).toHaveCount(201);
});

test("a draft whose name was cleared can still be told, opened and deleted", async ({ page }) => {
  await begin(page, "Contoso");
  await page.getByLabel("Name of the draft").fill(" ");
  await expect(page).toHaveTitle(/^Situation – New draft – /);
  await saved(page);
  await page.getByRole("link", { name: "Transition Planner" }).click();
  await expect(page.getByRole("button", { name: "Delete New draft" })).toBeVisible();
  await page.getByRole("link", { name: "New draft", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Situation");
  await visit(page, "#/drafts");
  await expect(page.getByRole("rowheader", { name: "New draft" }).getByRole("link")).toBeVisible();
});

test("the table of all drafts says how many cannot be opened, and holds a name without blanks", async ({ page }) => {
  await begin(page, "x".repeat(300));
  await saved(page);
  await page.evaluate((key) => localStorage.setItem(key, "{"), `${PREFIX}damaged`);
  await open(page, "#/drafts");
  await page.reload();
  await expect(page.getByText("1 more draft cannot be opened: it stands on the start page.")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
