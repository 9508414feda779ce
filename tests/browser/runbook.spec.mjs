// What is to be done, and what is to be found out.

import { begin, beginAssisted, goTo, open, openAllKinds, openExample, question } from "./steps.mjs";
import { expect, test } from "./planner.mjs";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const task = (page, title) => page.locator(".task", { has: page.locator(":scope > details > summary", { hasText: title }) });
const progress = (page) => page.locator("main").getByRole("status").first();

test("tasks stand in order, with who does them, by when, and how", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Runbook");
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(
    ["Preparation", "Changeover", "Afterwards", "If the move fails or is called off"].map((name) => new RegExp(name)),
  );
  const request = task(page, "Submit the support request");
  await expect(request.locator("summary")).toContainText("Your administrators");
  // Whoever hears it, hears its parts apart.
  await expect(request.locator("summary")).toHaveAccessibleName(/, Your administrators, in the source tenant, due |^Submit the support request Your administrators, in the source tenant, /);
  await request.locator("summary").click();
  await expect(request).toContainText("Request: move Dynamics 365 instances to another tenant");
  await request.getByRole("button", { name: "Copy" }).click();
  await expect(request.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Domain: fabrikam.example");
});

test("of several kinds of move, each task says of which it is, and those of one can be shown alone", async ({ page }) => {
  await openAllKinds(page);
  await goTo(page, "Runbook");
  const about = page.locator(".runbook > li > details > summary > .parts");
  const kind = page.getByRole("combobox", { name: "Kind of move" });
  await expect(about.filter({ hasText: "Instances to another tenant" })).not.toHaveCount(0);
  await kind.selectOption("Retired subscriptions");
  await expect(about.filter({ hasNotText: /^(\d of \d done)?Retired subscriptions/ })).toHaveCount(0);
  await expect(about.filter({ hasText: "Retired subscriptions" })).not.toHaveCount(0);
});

test("what cannot be chosen is not offered", async ({ page }) => {
  await begin(page, "Without instances");
  await question(page, "Do you have “Basic (Qualified Offer)” subscriptions to replace?").getByRole("radio", { name: "Yes" }).check();
  await goTo(page, "Runbook");
  await expect(page.getByText("No task follows from what you have said so far.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Open questions" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open questions");
  await goTo(page, "Situation");
  await question(page, "Do you have “Basic (Qualified Offer)” subscriptions to replace?").getByRole("radio", { name: "No", exact: true }).check();
  await question(page, "Does a Lifecycle Services project move to another tenant?").getByRole("radio", { name: "Yes" }).check();
  await goTo(page, "Runbook");
  await expect(page.getByRole("combobox", { name: "Who" })).toBeVisible();
  for (const name of ["Kind of move", "Instances"]) await expect(page.getByRole("combobox", { name })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "If the move fails or is called off" })).toHaveCount(0);
});

test("a task's state and remark are kept, counted, and undone", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Runbook");
  await expect(progress(page)).toContainText(/^0 of \d+ done/);
  const state = page.getByRole("combobox", { name: "State of “Announce the outage”" });
  await state.focus();
  await state.selectOption("done");
  await expect(state).toBeFocused();
  await expect(progress(page)).toContainText(/^1 of \d+ done/);
  // A list has no undoing of its own.
  await page.keyboard.press("ControlOrMeta+z");
  await expect(progress(page)).toContainText(/^0 of \d+ done/);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(progress(page)).toContainText(/^1 of \d+ done/);
  await task(page, "Announce the outage").locator("summary").click();
  await task(page, "Announce the outage").getByLabel("Remark").fill("By mail, on Monday");
  await page.getByRole("checkbox", { name: "Hide what is done" }).check();
  await expect(state).toBeHidden();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(state).toHaveValue("done");
  await task(page, "Announce the outage").locator("summary").click();
  await expect(task(page, "Announce the outage").getByLabel("Remark")).toHaveValue("By mail, on Monday");
});

test("a task with many instances says how many are done, and each has its own state", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Runbook");
  const arrived = task(page, "Check that each instance has arrived in the destination");
  await expect(arrived.first()).toContainText("0 of 14 done");
  await arrived.locator("summary").first().click();
  await page.getByRole("combobox", { name: "State of “Check that Fabrikam Sales has arrived in the destination”" }).selectOption("done");
  await expect(arrived.first()).toContainText("1 of 14 done");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(arrived.first()).toContainText("0 of 14 done");
});

test("what no document says is marked as our advice: the step, or the task where all of it is", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Runbook");
  await expect(page.getByRole("main")).toContainText("what we add is marked “our advice”");
  const request = task(page, "Submit the support request");
  await request.locator("summary").click();
  const marked = /our advice$/;
  await expect(request.locator(".steps > li > p")).toHaveText([/to another tenant\.$/, marked, marked, marked]);
  await expect(request.locator("summary")).not.toContainText("our advice");
  const outage = task(page, "Announce the outage");
  await expect(outage.locator("summary")).toContainText("our advice");
  await outage.locator("summary").click();
  await expect(outage.locator(".steps > li")).toHaveCount(4);
  await expect(outage.locator(".steps")).not.toContainText("our advice");
});

test("a finding leads to the task that settles it, for the row that it is about", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Readiness");
  const way = (finding) => page.getByRole("article").filter({ hasText: finding }).getByRole("link", { name: "The task in the runbook" });
  const isThere = async (title) => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Runbook");
    const summary = page.locator("summary:focus");
    await expect(summary).toContainText(title);
    await expect(summary).toBeInViewport();
    await expect(summary.locator("xpath=..")).toHaveAttribute("open");
  };
  await way("Fabrikam Legacy has version 8.2").click();
  await isThere("Update Fabrikam Legacy to version 9.0 or later");
  await page.reload();
  await isThere("Update Fabrikam Legacy to version 9.0 or later");
  await page.goBack();
  await way("Fabrikam UAT and its destination instance have different types").click();
  await isThere("Fabrikam UAT");
  await expect(task(page, "Create a temporary destination instance for each instance").locator("details[open] details[open]")).toHaveCount(1);
  // Nothing is to be done about what is only noted.
  await page.goBack();
  await expect(way("The user interface and the version stay as they are")).toHaveCount(0);

  // The way to a task that is gone ends at the page.
  await page.evaluate(() => (location.hash = location.hash.replace(/readiness.*/, "runbook?task=TM-T99")));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Runbook");
  await expect(page.getByRole("main")).toBeFocused();
});

test("on paper stands all that is to be done, and nothing that only a screen can use", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Runbook");
  const opened = () => page.locator(".task > details[open]").count();
  const outage = task(page, "Announce the outage");
  await outage.locator("summary").click();
  await outage.getByLabel("Remark").fill("One line\nand another\nand a third\nand a fourth");
  expect(await opened()).toBe(1);

  // What is printed is what stands there when the browser has told everybody.
  await page.evaluate(() => {
    const closed = ".task > details:is(:not([open]), :not(:has(> .task-body)))";
    addEventListener("beforeprint", () => (globalThis.unprinted = document.querySelectorAll(closed).length), { once: true });
  });
  await page.pdf();
  expect(await page.evaluate(() => globalThis.unprinted)).toBe(0);
  await expect.poll(opened).toBe(1);

  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect.poll(() => page.locator(".task .task").count()).toBeGreaterThan(14);
  await expect(outage).toContainText("One line\nand another\nand a third\nand a fourth");
  await expect(page.getByText("Please send us your lists of prerequisites")).toBeVisible();
  for (const role of ["button", "navigation", "textbox", "checkbox"]) {
    await expect(page.getByRole("main").or(page.getByRole("navigation")).getByRole(role)).toHaveCount(0);
  }
  const cutOff = await page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((element) => !element.matches("select, .vh") && getComputedStyle(element).display !== "inline")
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(cutOff).toEqual([]);

  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect.poll(opened).toBe(1);
  await expect(outage.getByLabel("Remark")).toBeVisible();
});

test("a command's words hold together, and it is copied as it is", async ({ page }) => {
  await openExample(page, "A move that is ready");
  await goTo(page, "Runbook");
  const upload = task(page, "Upload the mapping file of each instance and validate").first();
  await upload.locator("summary").first().click();
  await upload.locator("summary").nth(1).click();
  const command = upload.locator(".command").nth(1);
  await command.getByRole("button", { name: "Copy" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^TenantToTenant-PrepareMigration -MigrationId <SourceMigrationId> -TargetTenantId '[-0-9a-f]{36}' /);
  const { selected, words, lines } = await command.locator("pre > code").evaluate((code) => {
    getSelection().selectAllChildren(code);
    const height = parseFloat(getComputedStyle(code).lineHeight);
    const words = [...code.children].map((word) => Math.round(word.getBoundingClientRect().height / height));
    return { selected: String(getSelection()), words, lines: Math.round(code.parentElement.clientHeight / height) };
  });
  expect(selected).toBe(copied);
  expect(lines).toBeGreaterThan(1);
  expect(Math.max(...words), "no word is broken").toBe(1);
});

test("without anything to move there is nothing to do, and a way to begin", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await goTo(page, "Runbook");
  await page.getByRole("link", { name: "Say what you are about to do" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Situation" })).toBeVisible();
});

test("open questions go out as text, and the reply is folded back in as one", async ({ page }) => {
  await beginAssisted(page, "Contoso");
  await goTo(page, "Open questions");
  const buyer = page.getByRole("region", { name: /^Whoever buys subscriptions and licences/ });
  await buyer.getByText("The text to send").click();
  const text = await buyer.locator("pre").textContent();
  const reply = text
    .split("\n")
    .map((line) => (/^\s*Answer \[Q:/.test(line) ? `> ${line} ${line.includes("]:") ? 100 : ""}` : `> ${line}`))
    .join("\r\n");
  await page.getByRole("textbox", { name: "Fold a reply back in" }).fill(`Hello,\n${reply}\nKind regards`);
  await page.getByRole("button", { name: "Read the reply" }).click();
  await expect(page.getByText(/answers?, 0 left blank/)).toBeVisible();
  await page.getByRole("button", { name: "Take the answers over" }).click();
  await goTo(page, "Licences");
  const active = question(page, "How many user licences are active in the source, all products together?");
  await expect(active.getByRole("textbox").first()).toHaveValue("100");

  // Somebody corrects theirs.
  await goTo(page, "Open questions");
  const box = page.getByRole("textbox", { name: "Fold a reply back in" });
  await box.fill(reply.replaceAll(" 100", " 101"));
  await page.getByRole("button", { name: "Read the reply" }).click();
  const answer = page.locator(".folded > li").filter({ hasText: "How many user licences are active in the source" });
  await expect(answer.first()).toContainText("This replaces “100”, which is there already.");
  await expect(answer.first()).not.toContainText("does not settle");
  await page.getByRole("button", { name: "Leave as it was" }).click();
  await goTo(page, "Licences");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(active.getByRole("textbox").first()).toHaveValue("");
});

test("a reply that answers nothing says so, and changes nothing", async ({ page }) => {
  await beginAssisted(page, "Contoso");
  await goTo(page, "Open questions");
  await page.getByRole("textbox", { name: "Fold a reply back in" }).fill("Answer [Q:AAAAAAAAAA]: 12");
  await page.getByRole("button", { name: "Read the reply" }).click();
  await expect(page.getByText(/Line 1: this reference/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the answers over" })).toHaveCount(0);
});

test("a reply that is another text is said to be one, however long it is", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Open questions");
  const reply = page.getByRole("textbox", { name: "Fold a reply back in" });
  const read = page.getByRole("button", { name: "Read the reply" });
  for (const text of ["", "Thank you, all is well."]) {
    await reply.fill(text);
    await read.click();
    await expect(page.getByText("No reference was found in it, such as [Q:7K3QD91XMA].")).toBeVisible();
  }
  await reply.fill(Array.from({ length: 1000 }, (_, at) => `Answer [Q:${String(at).padStart(10, "0")}]: 1`).join("\n"));
  await read.click();
  await expect(page.getByText("900 more problems of the kind. The text may be another one than was sent.")).toBeVisible();
});
