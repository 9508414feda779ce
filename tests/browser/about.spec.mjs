// The planner itself, and the terms that it explains.

import AxeBuilder from "@axe-core/playwright";
import { expect, started, test } from "./planner.mjs";
import { begin, goTo, open, openExample, whole } from "./steps.mjs";

const heading = (page) => page.getByRole("heading", { level: 1 });
const section = (page, name) => page.getByRole("region", { name, exact: true });

test("the start leads to what the planner is: its version, how old its sources are, whose it is", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-20T12:00:00"));
  await open(page);
  await page.getByRole("link", { name: "About the planner" }).click();
  await expect(heading(page)).toHaveText("About the planner");
  await expect(page).toHaveTitle(/^About the planner – /);
  await expect(page.getByRole("main")).toContainText("It is not a Microsoft product");
  await expect(page.getByText("Version", { exact: true }).locator("+ dd")).toHaveText(/^\d+\.\d+\.\d+$/);
  await expect(page.getByText("Catalogue", { exact: true }).locator("+ dd")).toHaveText("101 rules, as of 26 Mar 2026");
  const inside = await page.getByRole("link", { name: "Every package in it" }).getAttribute("href");
  const bill = await (await page.request.get(new URL(inside, page.url()).href)).json();
  expect(bill.components.filter(({ name, licenses }) => name === "leptos" && licenses.length > 0)).toHaveLength(1);
  const sources = section(page, "What it rests on").getByRole("listitem");
  await expect(sources).toHaveCount(7);
  await expect(sources.first()).toContainText("Last checked by its publisher on 25 Apr 2019, 7 years ago. P22 has taken its place.");
  await expect(sources.last()).toContainText("on 26 Mar 2026, 7 months ago.");
  await expect(sources.last()).not.toContainText("has taken its place");
});

test("an open draft leads there as well, and back", async ({ page }) => {
  await openExample(page, "A move that is ready");
  const rail = page.getByRole("navigation", { name: "This draft" });
  await rail.getByRole("link", { name: "About the planner" }).click();
  await expect(heading(page)).toHaveText("About the planner");
  await expect(rail.getByRole("link", { name: "About the planner" })).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(heading(page)).toHaveText("Ready");
});

test.describe("what the browser lacks is named", () => {
  const lacks = (page) => section(page, "What this browser lacks here");

  test("nothing, where all is there", async ({ page }) => {
    await open(page, "#/about");
    await expect(lacks(page)).toContainText("Nothing: all that the planner uses is there.");
    await expect(lacks(page).getByRole("listitem")).toHaveCount(0);
  });

  test("storage, https, time zones, Trusted Types", async ({ page }) => {
    await page.addInitScript(() => {
      const withhold = (object, name, value) => Object.defineProperty(object, name, { configurable: true, get: () => value });
      withhold(window, "localStorage", null);
      withhold(window, "isSecureContext", false);
      delete window.trustedTypes;
      delete Intl.supportedValuesOf;
    });
    await page.goto("#/about");
    await started(page);
    await expect(lacks(page).getByRole("listitem")).toHaveText([/^Storage for this site/, /^The page came over plain http/, /^A list of time zones/, /^Trusted Types/]);
    await expect(lacks(page)).not.toContainText("Nothing:");
  });
});

test.describe("a term is explained where it stands", () => {
  const meaning = (page) => page.locator(".meaning:popover-open");

  test("by keyboard: Enter shows what it means, Escape takes it away, and the focus stays", async ({ page }) => {
    await begin(page, "Terms");
    const term = page.getByRole("button", { name: "tenant", exact: true });
    await term.focus();
    await page.keyboard.press("Enter");
    await expect(meaning(page)).toHaveText(/^One organisation’s own space in Microsoft’s cloud/);
    await expect(term).toHaveAccessibleName("tenant");
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(meaning(page)).toHaveCount(0);
    await expect(term).toBeFocused();
  });

  test("one at a time, and a click elsewhere takes it away", async ({ page }) => {
    await openExample(page, "A merger with 14 instances");
    await goTo(page, "Instances");
    await page.getByRole("button", { name: "Managed Environment", exact: true }).click();
    await expect(meaning(page)).toHaveText(/^An instance for which an administrator/);
    await page.getByRole("button", { name: "sandbox", exact: true }).click();
    await expect(meaning(page)).toHaveText(/^An instance to try things out in/);
    await heading(page).click();
    await expect(meaning(page)).toHaveCount(0);
  });

  for (const width of [320, 1440]) {
    test(`within the window, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 640 });
      await openExample(page, "A merger with 14 instances");
      for (const own of ["Situation", "Instances", "Components", "Users", "Cut-over"]) {
        await goTo(page, own);
        for (const term of await page.locator(".term").all()) {
          await term.click();
          const box = await meaning(page).boundingBox();
          expect(box.x, own).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width, own).toBeLessThanOrEqual(width);
          expect(box.y, own).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height, own).toBeLessThanOrEqual(640);
          await page.keyboard.press("Escape");
        }
      }
    });
  }

  test("on paper it is a word as any other", async ({ page }) => {
    await begin(page, "Paper");
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("tenant", { exact: true }).first()).toBeVisible();
    await page.goto("#/about");
    await expect(section(page, "What it rests on").getByText("Tenant to tenant migration for Dynamics 365 Marketing")).toBeVisible();
  });

  test("and all of them in the glossary", async ({ page }) => {
    await open(page, "#/about");
    const terms = section(page, "Glossary").getByRole("term");
    await whole(page);
    expect(await terms.count()).toBeGreaterThan(20);
    await expect(section(page, "Glossary").getByRole("definition")).toHaveCount(await terms.count());
    await expect(terms.filter({ hasText: /^Tenant$/ })).toHaveCount(1);
  });
});
