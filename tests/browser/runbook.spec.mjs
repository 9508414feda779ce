// What is to be done, and what is to be found out.

import { beginAssisted, goTo, open, openExample, question } from "./steps.mjs";
import { expect, test } from "./planner.mjs";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const task = (page, title) => page.locator(".task", { has: page.locator(":scope > details > summary", { hasText: title }) });
const progress = (page) => page.locator("main").getByRole("status").first();

test("tasks stand in order, with who does them, by when, and how", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Runbook");
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(
    ["Before the move", "During the cut-over", "After the move", "If the move fails or is called off"].map((name) => new RegExp(name)),
  );
  const request = task(page, "Submit the support request");
  await expect(request.locator("summary")).toContainText("Your administrators");
  await request.locator("summary").click();
  await expect(request).toContainText("Request: move Dynamics 365 instances to another tenant");
  await request.getByRole("button", { name: "Copy" }).click();
  await expect(request.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Domain: fabrikam.example");
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

test("without anything to move there is nothing to do, and a way to begin", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await goTo(page, "Runbook");
  await page.getByRole("link", { name: "Say what you want to move" }).click();
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
