// What a reader does, in the steps that several tests take.

import { readFileSync } from "node:fs";
import { expect, started } from "./planner.mjs";

/// A text beside the tests, such as `environments.csv`.
export const fileText = (name) => readFileSync(new URL(`../files/${name}`, import.meta.url), "utf8");

/// The keys under which the planner keeps drafts.
export const PREFIX = "transition-planner/draft/";

/// The planner, at an address of its own.
export async function open(page, address = "") {
  await page.goto(address);
  await started(page);
}

/// The page has come as a whole: what is long comes in portions, most pages with the rest of the program.
export const whole = (page) => expect(page.locator("main[aria-busy]")).toHaveCount(0);

/// A new draft, with its first questions in view.
export async function begin(page, name) {
  await open(page);
  await page.getByLabel("Name of the new draft").fill(name);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Situation" })).toBeVisible();
}

/// A draft whose instances move with technical support.
export async function beginAssisted(page, name) {
  await begin(page, name);
  await moves(page).getByRole("radio", { name: "Yes" }).check();
  await question(page, "By which route do the instances move?").getByRole("radio", { name: /^Support-assisted/ }).check();
}

/// A draft was brought: its name stands above before its first page, the readiness, has come.
async function brought(page, name) {
  await expect(page.getByLabel("Name of the draft")).toHaveValue(name);
  await expect(page.getByRole("group", { name: "What is shown" })).toBeVisible();
  await whole(page);
}

/// One of the examples.
export async function openExample(page, name) {
  await open(page);
  await page.getByRole("button", { name }).click();
  await brought(page, name);
}

/// The draft beside the tests that is about every kind of move.
export const ALL_KINDS = "All kinds of move";

export async function openAllKinds(page) {
  await open(page);
  const buffer = Buffer.from(fileText("all-kinds.json"));
  await page.locator("input[type=file]").setInputFiles({ name: "all-kinds.json", mimeType: "application/json", buffer });
  await brought(page, ALL_KINDS);
}

/// A question with all that belongs to it.
export const question = (page, ask) => page.getByRole("group", { name: ask, exact: true });

/// The first question of all.
export const moves = (page) => question(page, "Do you move instances to another tenant?");

/// Another page of the draft, by the rail.
export async function goTo(page, title) {
  const rail = page.getByRole("navigation", { name: "This draft" });
  // Where there is no room beside the page, the rail opens.
  const menu = rail.getByRole("button");
  if (await menu.isVisible()) await menu.click();
  await rail.getByRole("link", { name: new RegExp(`^${title}`) }).click();
  const heading = page.getByRole("heading", { level: 1 });
  if (title === "Readiness") await expect(page.getByRole("group", { name: "What is shown" })).toBeVisible();
  else await expect(heading).toHaveText(title);
  await whole(page);
  // The new page's beginning gets the focus with the next frame: what is focused before that would lose it again.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/// Another page, by its address, without loading the planner anew.
export async function visit(page, address) {
  await page.evaluate(async (address) => {
    if (location.hash === address) return;
    const left = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = address;
    await left;
    await new Promise(requestAnimationFrame);
  }, address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await whole(page);
}

export const grid = (page, name) => page.getByRole("grid", { name, exact: true });

/// A cell that is in view: the row by the text in its first cell, the column by its heading.
export async function cell(page, table, row, column) {
  const heads = grid(page, table).getByRole("columnheader");
  await expect(heads.filter({ hasText: column })).not.toHaveCount(0);
  const titles = await heads.allTextContents();
  expect(titles).toContain(column);
  return rowOf(page, table, row).locator("[data-cell]").nth(titles.indexOf(column));
}

/// A row of a table, by the name in its first cell.
export const rowOf = (page, table, name) =>
  grid(page, table).getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`(^|: )${literal(name)}$`) }) });

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/// Pastes a text where the focus is, as the keyboard does.
export async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/// Types into the active cell and those to its right.
export async function typeCells(page, ...texts) {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
}

/// The verdict and what weighs most, beside the questions.
export const pulse = (page) => page.getByRole("complementary", { name: "Readiness" });

/// All that this browser keeps for the host, by key.
export const kept = (page) => page.evaluate(() => ({ ...localStorage }));

/// The drafts that it keeps, read.
export async function keptDrafts(page) {
  const all = Object.entries(await kept(page)).filter(([key]) => key.startsWith(PREFIX));
  return all.map(([, text]) => JSON.parse(text));
}

/// The page says that the draft is safe.
export const saved = (page) => expect(page.getByText(/^Saved .*, on this device$/)).toBeVisible();

/// What is said at the top of the page, by a part of its text.
export const banner = (page, text) => page.locator(".banner").filter({ hasText: text });

/// What the browser hands over as a file: its name and its text.
export async function downloaded(page, button) {
  const download = page.waitForEvent("download");
  await button.click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/// A draft's file of so much.
export const draftFile = (members) =>
  JSON.stringify({ format: "transition-planner-draft", version: 2, id: "mine", name: "Mine", answers: {}, ...members });
