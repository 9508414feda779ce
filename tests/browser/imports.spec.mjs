// Files of other programs: what is understood is shown first, is taken in one step, and is taken back in one.

import { expect, test } from "./planner.mjs";
import { begin, cell, fileText, goTo, grid, paste, question } from "./steps.mjs";

const TITLE = "This is what was understood";

/// A draft about retired subscriptions, at its list of subscriptions.
async function atSubscriptions(page, name) {
  await begin(page, name);
  await question(page, "Do you have “Basic (Qualified Offer)” subscriptions to replace?").getByRole("radio", { name: "Yes" }).check();
  await goTo(page, "Subscriptions");
}

const rows = (page) => grid(page, "Subscriptions").getByRole("rowheader");
const preview = (page) => page.getByRole("dialog", { name: TITLE });
const status = (page) => page.locator(".grid-block").getByRole("status").filter({ hasText: /./ });

async function openFile(page, name, content) {
  const buffer = Buffer.from(content);
  await page.locator(".grid-foot input[type=file]").setInputFiles({ name, mimeType: "", buffer });
}

for (const name of ["partner-center-subscriptions.json", "partner-center-subscriptions.csv"]) {
  test(`${name} is opened, shown, taken and taken back`, async ({ page }) => {
    await atSubscriptions(page, "Retired");
    await openFile(page, name, fileText(name));
    await expect(preview(page)).toContainText("5 new rows, 0 rows that change what is there, 0 lines left out.");
    await expect(preview(page).getByRole("row", { name: /^Microsoft 365 E3/ })).toContainText("never");
    await expect(rows(page)).toHaveCount(0);
    await preview(page).getByRole("button", { name: "Take over" }).click();
    await expect(rows(page)).toHaveCount(5);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Redo" }).click();
    await expect(rows(page)).toHaveCount(5);
    // Once more, and nothing is there twice.
    await openFile(page, name, fileText(name));
    await expect(preview(page)).toContainText("0 new rows, 5 rows that change what is there, 0 lines left out.");
    await preview(page).getByRole("button", { name: "Take over" }).click();
    await expect(rows(page)).toHaveCount(5);
  });
}

test("what is refused, and what has to be mended, is said with its place", async ({ page }) => {
  await atSubscriptions(page, "Faults");
  const items = [
    { offerName: "A", quantity: -5, commitmentEndDate: "2026-02-31T00:00:00Z" },
    { offerName: "B", effectiveStartDate: "2026-12-02T00:00:00Z", commitmentEndDate: "2026-12-01T00:00:00Z" },
    { quantity: 7 },
  ];
  await openFile(page, "some.json", `${JSON.stringify({ totalCount: 9, items })}`);
  for (const said of [
    "The list says that it has 9 entries; 3 are here.",
    "2 cells are kept as given",
    "Entry 1: Licences says “-5”, which cannot be read.",
    "Entry 1: Ends on says “2026-02-31T00:00:00Z”, which cannot be read.",
    "Entry 2: it ends on",
    "Entry 3: it does not name its offer.",
  ]) {
    await expect(preview(page)).toContainText(said);
  }
  await preview(page).getByRole("button", { name: "Leave as it was" }).click();
  await expect(rows(page)).toHaveCount(0);
});

test("a file that is none of these is refused with its place, and nothing changes", async ({ page }) => {
  await atSubscriptions(page, "Others");
  for (const [content, said] of [
    ['{ "items": [\n  {', "it stops being JSON at line 2, column 3."],
    [[0x4f, 0x0a, 0x63, 0xe9], "line 2, column 2 cannot be read."],
    ["", "There is nothing in it."],
    ["a,b\n1,2", "Line 1 is no header that the planner knows (a and b)."],
  ]) {
    await openFile(page, "other.csv", content);
    await expect(status(page)).toContainText(said);
  }
  await openFile(page, "utf-16.csv", Buffer.from("\ufeffOffer\tLicences\nA\t5\n", "utf16le"));
  await expect(preview(page)).toContainText("1 new row,");
  await expect(status(page)).toHaveCount(0);
});

test("five thousand subscriptions come in one paste", async ({ page }) => {
  await atSubscriptions(page, "Many");
  const entry = (_, at) => ({ offerName: `Offer ${at % 50}`, quantity: at, commitmentEndDate: "2026-12-15T00:00:00Z" });
  await grid(page, "Subscriptions").focus();
  await paste(page, JSON.stringify({ totalCount: 5000, items: Array.from({ length: 5000 }, entry) }, null, 1));
  await expect(preview(page)).toContainText("5,000 new rows");
  await preview(page).getByRole("button", { name: "Take over" }).click();
  await expect(page.getByText(/^5,000 rows/)).toBeVisible();
});

test("what is typed into the list and is no answer stays there, and the page says what it expects", async ({ page }) => {
  await atSubscriptions(page, "Typed");
  await page.getByRole("button", { name: "Add a subscription" }).click();
  await page.keyboard.type("A");
  await page.keyboard.press("Enter");
  const problem = page.locator(".cell-about .problem");
  for (const [column, typed, said] of [
    ["Licences", "-5", "Expected a whole number from 0 to 999,999,999,999"],
    ["Licences", "1000000000000", "Expected a whole number from 0 to 999,999,999,999"],
    ["Licences", "2.5", "Expected a whole number"],
    ["Ends on", "31 Feb 2027", "Expected a day that the calendar has"],
    ["Ends on", "2027-02-31", "Expected a day that the calendar has"],
  ]) {
    const own = await cell(page, "Subscriptions", "A", column);
    await own.click();
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await expect(own).toHaveText(typed);
    await expect(own).toHaveClass(/unreadable/);
    await expect(problem).toContainText(said);
    await page.keyboard.press("Delete");
  }
});
