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
    await expect(preview(page)).toContainText("5 new rows, 0 rows that change, 0 rows unchanged, 0 lines left out.");
    await expect(preview(page)).toContainText("3 offers are among the 24 retired ones, by name.");
    await expect(preview(page).getByRole("cell", { name: /^Retired: Dynamics 365/ })).toHaveCount(3);
    await expect(preview(page).getByRole("row", { name: /^Microsoft 365 E3/ })).toContainText("never");
    await expect(rows(page)).toHaveCount(0);
    await preview(page).getByRole("button", { name: "Take over" }).click();
    await expect(rows(page)).toHaveCount(5);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Redo" }).click();
    await expect(rows(page)).toHaveCount(5);
    await expect(grid(page, "Subscriptions").getByRole("rowheader", { name: /Retired: Dynamics 365/ })).toHaveCount(3);
    // Once more: nothing is there twice, nothing changes, and nothing more is taken back.
    await openFile(page, name, fileText(name));
    await expect(preview(page)).toContainText("0 new rows, 0 rows that change, 5 rows unchanged, 0 lines left out.");
    await expect(preview(page).getByRole("button", { name: "Take over" })).toHaveCount(0);
    await preview(page).getByRole("button", { name: "Leave as it was" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows(page)).toHaveCount(0);
  });
}

test("the preview shows what will stand: what changes, what was, and what is kept", async ({ page }) => {
  await atSubscriptions(page, "Kept");
  const basic = "Dynamics 365 Sales Basic Qualified Offer";
  await openFile(page, "a.csv", `SubscriptionId,OfferName,Quantity,Status\n1,A,40,active\n2,B,,\n3,${basic},3,active\n`);
  await expect(preview(page)).toContainText("1 more may be one");
  await preview(page).getByRole("button", { name: "Take over" }).click();
  await expect(grid(page, "Subscriptions").getByRole("rowheader", { name: `Perhaps retired: ${basic}` })).toBeVisible();
  // Of the same ID and another name; one of the same name and another ID is another one.
  await openFile(page, "b.csv", "SubscriptionId,OfferName,Quantity,Status\n1,A2,45,\n2,B,,\n4,A,1,\n");
  await expect(preview(page)).toContainText("1 new row, 1 row that changes, 1 row unchanged, 0 lines left out.");
  const texts = async (name) => preview(page).getByRole("row", { name }).getByRole("cell").allTextContents();
  expect(await texts(/^A Changes/)).toEqual(["A", "Changes", "45 (was 40)", "Active", "1"]);
  expect(await texts(/^B Unchanged/)).toEqual(["B", "Unchanged", "—", "—", "2"]);
  expect(await texts(/^A New/)).toEqual(["A", "New", "1", "—", "4"]);
  await preview(page).getByRole("button", { name: "Take over" }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows(page)).toHaveCount(3);
  // Somebody says whether it is one: from then on that stands in its own column.
  const own = await cell(page, "Subscriptions", `Perhaps retired: ${basic}`, "Retired");
  await expect(own).toHaveText("—");
  await own.click();
  await page.keyboard.type("no");
  await page.keyboard.press("Enter");
  await expect(grid(page, "Subscriptions").getByRole("rowheader", { name: basic })).not.toContainText("Perhaps");
  // Of one that is recognised nobody has to.
  const retired = "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer)";
  await (await cell(page, "Subscriptions", basic, "Offer")).click();
  await paste(page, retired);
  await expect(await cell(page, "Subscriptions", `Retired: ${retired}`, "Retired")).toHaveText("No");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Delete");
  await expect(await cell(page, "Subscriptions", `Retired: ${retired}`, "Retired")).toHaveText("by its name");
});

const USERS =
  "Block credential,Display name,Licenses,Mobile Phone,State,Title,User principal name\nFalse,Kim,Unlicensed,,,,kim@contoso.example\n";

test("what belongs elsewhere is refused with where, opened, pasted or dropped", async ({ page }) => {
  await begin(page, "Elsewhere");
  await question(page, "Do you move instances to another tenant?").getByRole("radio", { name: "Yes" }).check();
  await question(page, "Do you have “Basic (Qualified Offer)” subscriptions to replace?").getByRole("radio", { name: "Yes" }).check();
  const environments = fileText("environments.csv");
  const json = fileText("partner-center-subscriptions.json");
  for (const [section, table, others] of [
    ["Subscriptions", "Subscriptions", [[environments, "These are rows for “Instances”"]]],
    ["Instances", "Instances", [[json, "These are rows for “Subscriptions”"]]],
    ["People", "People", [[environments, "These are rows for “Instances”"], [json, "These are rows for “Subscriptions”"]]],
  ]) {
    await goTo(page, section);
    const block = page.locator(".grid-block").filter({ has: grid(page, table) });
    for (const [content, said] of [
      ...others,
      [USERS, "This is a list of all users"],
      ["Source,Destination\nkim@fabrikam.example,kim@contoso.example\n", "This is a user mapping file"],
      [fileText("all-kinds.json"), "This is a whole draft of the planner"],
    ]) {
      const empty = block.getByRole("status").filter({ hasText: /./ });
      await block.locator("input[type=file]").setInputFiles({ name: "a.txt", mimeType: "", buffer: Buffer.from(content) });
      await expect(empty).toContainText(said);
      await block.evaluate((block) => {
        const data = new DataTransfer();
        data.items.add(new File(["Name"], "empty.csv"));
        block.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: data }));
      });
      await expect(empty).not.toContainText(said);
      await grid(page, table).focus();
      await paste(page, content);
      await expect(empty).toContainText(said);
      await expect(grid(page, table).getByRole("rowheader")).toHaveCount(0);
    }
    await block.locator("input[type=file]").setInputFiles({ name: "a.xlsx", mimeType: "", buffer: Buffer.from("PK\x03\x04\x14\0") });
    await expect(block.getByRole("status").filter({ hasText: /./ })).toContainText("This is an Excel workbook.");
  }
  await page.goto("#/");
  for (const [name, content] of [["e.csv", environments], ["p.json", json]]) {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: Buffer.from(content) });
    await expect(page.locator(".banner").filter({ hasText: name })).toContainText("This is a list or a table, not a draft.");
  }
});

test("text that no key says opens the cell: composed, or from a list of emoji", async ({ page }) => {
  await atSubscriptions(page, "Composed");
  const client = await page.context().newCDPSession(page);
  await openFile(page, "a.csv", "OfferName,Seller\nA,Fabrikam\n");
  await preview(page).getByRole("button", { name: "Take over" }).click();
  const seller = await cell(page, "Subscriptions", "A", "Seller");
  const editor = seller.locator("input");
  await seller.click();
  await expect(grid(page, "Subscriptions")).toBeFocused();
  await page.keyboard.insertText("🙂");
  await expect(editor).toHaveValue("🙂");
  await expect(editor).toBeFocused();
  await page.keyboard.type(" ok");
  await page.keyboard.press("Enter");
  await expect(seller).toHaveText("🙂 ok");

  // Composed: it shows as it grows, and Escape brings back what stood there.
  const compose = (text) => client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await expect(grid(page, "Subscriptions")).toBeFocused();
  await compose("に");
  await expect(seller).toHaveText("に");
  await compose("にほん");
  await expect(seller).toHaveText("にほん");
  await client.send("Input.insertText", { text: "日本" });
  await expect(editor).toHaveValue("日本");
  await page.keyboard.press("Escape");
  await expect(seller).toHaveText("🙂 ok");
  // Given up, nothing changes.
  await compose("か");
  await expect(seller).toHaveText("か");
  await compose("");
  await expect(seller).toHaveText("🙂 ok");
  // The second text is not what the first one was.
  await page.keyboard.insertText("é");
  await expect(editor).toHaveValue("é");
});

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
