// The customer's whole way, from nothing to a judgement that holds, and back the next day.

import { expect, started, test } from "./planner.mjs";
import { beginAssisted, cell, fileText, goTo, grid, open, paste, pulse, question, typeCells } from "./steps.mjs";

// Eight more, as a spreadsheet has them: another order of columns, one that the planner does not use, gigabytes.
const EIGHT_MORE = `Version	Cost centre	Environment type	Display name	Database usage (GB)
9.2	4711	Production	Northwind Field	20
9.2	4711	Sandbox	Northwind Field Test	11.5
9.1.0.21	4712	Production	Northwind Portal	8
9.2	4712	Developer	Northwind Lab	about two
9.2	4713	Production	Northwind Finance	31
9.2	4713	Sandbox	Northwind Finance Test	30
9.2	4713	Sandbox	Northwind Training	4
9.2	4714	Production	Northwind Archive	64`;

test("a company finds out whether it is ready to move", async ({ page: first, context }) => {
  test.setTimeout(60_000);
  let page = first;
  const blockers = () => pulse(page).getByRole("listitem");
  const instances = () => grid(page, "Instances").getByRole("rowheader");

  await test.step("says what is about to happen", async () => {
    await beginAssisted(page, "Fabrikam into Contoso");
    await expect(pulse(page)).toContainText("Not known yet");
  });

  await test.step("pastes the list of the admin center, and sees what was understood before anything changes", async () => {
    await goTo(page, "Instances");
    await grid(page, "Instances").focus();
    await paste(page, fileText("environments.csv"));
    const preview = page.getByRole("dialog", { name: "This is what was understood" });
    await expect(preview).toContainText("6 new rows, 0 rows that change, 0 rows unchanged, 0 lines left out.");
    await expect(preview).toContainText("Not used: State and Dataverse URL.");
    await expect(preview.getByRole("row", { name: /^Fabrikam Service/ })).toContainText("18 GB");
    await expect(instances()).toHaveCount(0);
    await preview.getByRole("button", { name: "Take over" }).click();
    await expect(instances()).toHaveCount(6);
  });

  await test.step("sees at once what cannot move", async () => {
    await expect(pulse(page)).toContainText("Not ready yet");
    await expect(blockers().nth(0)).toHaveText("Fabrikam Legacy has version 8.2; only 9.0 and later can move");
    await expect(blockers().nth(1)).toHaveText("Fabrikam (default) is of the type Default, which cannot move");
    await expect(blockers().nth(2)).toHaveText("Kim's trial is of the type Trial, which cannot move");
  });

  await test.step("takes all six back with one step, and has them again with another", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(instances()).toHaveCount(0);
    await expect(pulse(page)).toContainText("Not known yet");
    await page.getByRole("button", { name: "Redo" }).click();
    await expect(instances()).toHaveCount(6);
    await expect(pulse(page)).toContainText("Not ready yet");
  });

  await test.step("pastes eight more from a spreadsheet", async () => {
    await grid(page, "Instances").focus();
    await paste(page, EIGHT_MORE);
    const preview = page.getByRole("dialog", { name: "This is what was understood" });
    await expect(preview).toContainText("8 new rows");
    await expect(preview).toContainText("1 cell is kept as given");
    await expect(preview).toContainText("Not used: Cost centre.");
    await preview.getByRole("button", { name: "Take over" }).click();
    await expect(instances()).toHaveCount(14);
    await expect(await cell(page, "Instances", "Northwind Portal", "Version")).toHaveText("9.1.0.21");
    await expect(await cell(page, "Instances", "Northwind Lab", "Type")).toHaveText("Developer");
  });

  await test.step("watches the verdict change with the keystroke", async () => {
    await (await cell(page, "Instances", "Kim's trial", "Type")).click();
    await expect(pulse(page)).toContainText("Kim's trial is of the type Trial");
    await page.keyboard.type("Sandbo");
    await expect(pulse(page)).not.toContainText("Kim's trial is of the type");
    await page.keyboard.press("Escape");
    await expect(pulse(page)).toContainText("Kim's trial is of the type Trial");
    await page.keyboard.type("Sandbox");
    await page.keyboard.press("Enter");
    await expect(await cell(page, "Instances", "Kim's trial", "Type")).toHaveText("Sandbox");
    await expect(pulse(page)).not.toContainText("Kim's trial");
  });

  await test.step("mends a blocker where the results send it", async () => {
    await goTo(page, "Readiness");
    const tooOld = page.getByRole("article").filter({ hasText: "Fabrikam Legacy has version 8.2" });
    await expect(tooOld).toContainText("Update Fabrikam Legacy to version 9.0 or later");
    await tooOld.getByRole("link", { name: "Go to the answer" }).click();
    const version = await cell(page, "Instances", "Fabrikam Legacy", "Version");
    await expect(grid(page, "Instances")).toBeFocused();
    await expect(grid(page, "Instances")).toHaveAttribute("aria-activedescendant", await version.getAttribute("id"));
    await page.keyboard.type("9.2");
    await page.keyboard.press("Enter");
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Blockers" })).toBeVisible();
    await expect(tooOld).toHaveCount(0);
  });

  await test.step("answers what is known, and says what is not", async () => {
    await goTo(page, "Tenants");
    await page.getByRole("textbox", { name: "What is its domain?" }).first().fill("fabrikam.example");
    await page.getByRole("textbox", { name: "What is its domain?" }).last().fill("contoso.example");

    await goTo(page, "Licences");
    const active = question(page, "How many user licences are active in the source, all products together?");
    await active.getByRole("textbox").first().fill("120");
    const available = question(page, "How many user licences in the destination are not assigned yet, all products together?");
    await available.getByRole("textbox").first().fill("100");
    await expect(available).toContainText("20 user licences short: 120 needed, 100 available");
    await available.getByText("Add a note or who said so").click();
    await available.getByLabel("Note", { exact: true }).fill("Twenty more are ordered");
    await available.getByLabel("Who said so").fill("Ada, licensing");

    await goTo(page, "Users");
    await question(page, "How many users are to move?").getByRole("checkbox", { name: "I don’t know yet" }).check();

    await goTo(page, "Cut-over");
    await page.getByRole("button", { name: "Add a window" }).click();
    await typeCells(page, "First weekend", "2040-06-16 20:00", "2040-06-16 23:00");
    await expect(page.getByRole("main")).toContainText("First weekend is only 3 hours long");
    await expect(pulse(page)).toContainText("20 user licences short");
  });

  await test.step("closes the tab in the middle of a sentence, and finds everything again", async () => {
    await goTo(page, "People");
    await page.getByRole("button", { name: "Add a person" }).click();
    await page.keyboard.type("Grace Hop");
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;

    page = await context.newPage();
    await open(page);
    await expect(page.getByRole("listitem").filter({ hasText: "Fabrikam into Contoso" })).toContainText("Not ready yet");
    await page.getByRole("link", { name: "Fabrikam into Contoso" }).click();
    await goTo(page, "People");
    await expect(grid(page, "People").getByRole("rowheader")).toHaveText("Grace Hop");
    await goTo(page, "Instances");
    await expect(instances()).toHaveCount(14);
    await expect(await cell(page, "Instances", "Fabrikam Legacy", "Version")).toHaveText("9.2");
    await goTo(page, "Licences");
    const available = question(page, "How many user licences in the destination are not assigned yet, all products together?");
    await expect(available.getByRole("textbox").first()).toHaveValue("100");
    await available.getByText("Note, and who said so").click();
    await expect(available.getByLabel("Who said so")).toHaveValue("Ada, licensing");
    await goTo(page, "Users");
    const users = question(page, "How many users are to move?");
    await expect(users.getByRole("checkbox", { name: "I don’t know yet" })).toBeChecked();
  });

  await test.step("closes it again in the middle of a note", async () => {
    await goTo(page, "Tenants");
    const domain = page.getByRole("group", { name: "What is its domain?" }).first();
    await domain.getByText("Add a note or who said so").click();
    await domain.getByLabel("Note", { exact: true }).pressSequentially("As it stands in the contr");
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;

    page = await context.newPage();
    await open(page);
    await page.getByRole("link", { name: "Fabrikam into Contoso" }).click();
    await goTo(page, "Tenants");
    const again = page.getByRole("group", { name: "What is its domain?" }).first();
    await again.getByText("Note, and who said so").click();
    await expect(again.getByLabel("Note", { exact: true })).toHaveValue("As it stands in the contr");
  });

  await test.step("reads what stands in the way, in groups, and looks for a part of it", async () => {
    await goTo(page, "Readiness");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not ready yet");
    for (const group of ["Blockers", "Warnings", "Missing answers", "Notes"]) {
      await expect(page.getByRole("region", { name: group })).toBeVisible();
    }
    await page.getByText(/checks? in order$/).click();
    await expect(page.locator(".in-order").getByRole("link", { name: "TM001" })).toBeVisible();

    await page.getByRole("searchbox", { name: "Find in the results" }).fill("licences");
    await expect(page).toHaveURL(/readiness\?find=licences$/);
    await expect(page.getByRole("region", { name: "Blockers" }).getByRole("article")).toHaveCount(1);
    await page.reload();
    await started(page);
    await expect(page.getByRole("searchbox", { name: "Find in the results" })).toHaveValue("licences");
    await expect(page.getByRole("region", { name: "Blockers" }).getByRole("article")).toHaveCount(1);
    await page.getByRole("searchbox", { name: "Find in the results" }).fill("");

    await page.getByRole("combobox", { name: "Instances" }).selectOption("Fabrikam (default)");
    await expect(page).toHaveURL(/readiness\?instance=[a-z0-9]+$/);
    await expect(page.getByRole("article").first()).toContainText("Fabrikam (default)");
    await page.getByRole("combobox", { name: "Severity" }).selectOption("Blockers");
    await expect(page).toHaveURL(/readiness\?severity=blocker&instance=[a-z0-9]+$/);
    await expect(page.getByRole("article")).toHaveCount(1);
    await expect(page.getByRole("region", { name: "Missing answers" })).toBeHidden();
    await page.reload();
    await started(page);
    await expect(page.getByRole("combobox", { name: "Instances" })).toHaveValue(/./);
    await expect(page.getByRole("combobox", { name: "Severity" })).toHaveValue("blocker");
    await expect(page.getByRole("article")).toHaveCount(1);
  });

  await test.step("looks a rule up by its address", async () => {
    await open(page, "#/rules/TM005");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enough user licences in the destination");
    await expect(page.getByRole("main")).toContainText("TM005 · ");
    const source = page.getByRole("link").and(page.locator("[rel~=external]")).first();
    await expect(source).toHaveAttribute("href", /^https:\/\//);
  });
});
