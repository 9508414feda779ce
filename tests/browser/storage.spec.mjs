// Storage under fire: whatever happens to what the browser keeps, nothing is lost, and the reader is told. The fault
// stands first in each test's title.

import { readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, started, test } from "./planner.mjs";
import { PREFIX, banner, begin, beginAssisted, cell, downloaded, draftFile, goTo, grid, kept, keptDrafts, moves, open, paste, question, rowOf, saved } from "./steps.mjs";

const USERS = "How many users are to move?";
const users = (page) => question(page, USERS).getByRole("textbox", { name: USERS });
const domain = (page) => page.getByRole("textbox", { name: "What is its domain?" }).first();
const draftName = (page) => page.getByLabel("Name of the draft");
const unsaved = (page) => expect(page.getByText("Not saved on this device")).toBeVisible();
const fixture = (name) => readFileSync(new URL(`../drafts/${name}`, import.meta.url), "utf8");

/// A draft that is saved, at the question of how many users are to move.
async function atUsers(page, name) {
  await beginAssisted(page, name);
  await goTo(page, "Users");
  await saved(page);
}

/// Puts a text into the store, as another program of the host does.
const put = (page, key, text) => page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, text]);

/// What the page says is there for everybody.
async function usable(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

/// The answers about the whole of the one draft that the store holds.
const answers = async (page) => (await keptDrafts(page))[0].answers.assessment;

/// Another page of the same host, which is none of the planner's.
async function another(context, baseURL) {
  const page = await context.newPage();
  // An icon for it is looked for where the planner has none.
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(new URL("words/en.json", baseURL).href);
  return page;
}

test.describe("no room", () => {
  /// Takes all the room that is left.
  const fill = (page) =>
    page.evaluate(() => {
      for (let size = 8_000_000; size >= 1; size = Math.floor(size / 2)) {
        const before = localStorage.getItem("another-app") ?? "";
        try {
          localStorage.setItem("another-app", before + "x".repeat(size));
        } catch {
          localStorage.setItem("another-app", before);
        }
      }
    });

  test("quota: a full store keeps the last state, and the page has the rest as a file", async ({ page }) => {
    await atUsers(page, "Too much");
    await users(page).fill("1");
    await saved(page);
    await expect.poll(async () => (await answers(page)).usersToMove).toBe("1");
    await fill(page);
    const before = await kept(page);
    await users(page).fill("1234567890");
    const full = banner(page, "This browser’s storage for this site is full: your latest changes are not kept.");
    await expect(full).toBeVisible();
    await unsaved(page);
    expect(await kept(page)).toEqual(before);
    const { text } = await downloaded(page, full.getByRole("button", { name: "Save the draft as a file" }));
    expect(JSON.parse(text).answers.assessment.usersToMove).toBe("1234567890");

    // With room again, the next change brings all of it into the store.
    await page.evaluate(() => localStorage.removeItem("another-app"));
    await users(page).fill("1234567891");
    await saved(page);
    await expect(full).toHaveCount(0);
    expect((await answers(page)).usersToMove).toBe("1234567891");
  });

  test("quota: two drafts that found no room are both saved when there is some", async ({ page }) => {
    await atUsers(page, "One");
    await fill(page);
    await users(page).fill("1234567890");
    await unsaved(page);
    await page.getByRole("link", { name: "Transition Planner" }).click();
    await page.getByLabel("Name of the new draft").fill("Two");
    await page.getByRole("button", { name: "Begin a draft" }).click();
    await unsaved(page);
    await page.evaluate(() => localStorage.removeItem("another-app"));
    await moves(page).getByRole("radio", { name: "Yes" }).check();
    await saved(page);
    const drafts = Object.fromEntries((await keptDrafts(page)).map(({ name, answers }) => [name, answers.assessment]));
    expect(drafts).toMatchObject({ One: { usersToMove: "1234567890" }, Two: { movesInstances: "yes" } });
  });
});

test.describe("no store", () => {
  const withhold = () => {
    window.own = Object.getOwnPropertyDescriptor(window, "localStorage");
    Object.defineProperty(window, "localStorage", {
      configurable: true,
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  };

  test("switched off: the page goes on without a store, and has the draft as a file", async ({ page }) => {
    await page.addInitScript(withhold);
    await open(page);
    const off = banner(page, "This browser keeps nothing for this site");
    await expect(off).toBeVisible();
    await page.getByLabel("Name of the new draft").fill("Fleeting");
    await page.getByRole("button", { name: "Begin a draft" }).click();
    await moves(page).getByRole("radio", { name: "Yes" }).check();
    await unsaved(page);
    const { text } = await downloaded(page, off.getByRole("button", { name: "Save the draft as a file" }));
    expect(JSON.parse(text)).toMatchObject({ name: "Fleeting", answers: { assessment: { movesInstances: "yes" } } });
    // It lives as long as the page does.
    await goTo(page, "Task list");
    await goTo(page, "Situation");
    await expect(moves(page).getByRole("radio", { name: "Yes" })).toBeChecked();
  });

  test("switched off: in the middle of the work; switched on again, all of it is kept", async ({ page }) => {
    await atUsers(page, "Interrupted");
    await page.evaluate(withhold);
    await users(page).fill("126");
    const off = banner(page, "This browser keeps nothing for this site");
    await expect(off).toBeVisible();
    await unsaved(page);
    const { text } = await downloaded(page, off.getByRole("button", { name: "Save the draft as a file" }));
    expect(JSON.parse(text).answers.assessment.usersToMove).toBe("126");
    await page.evaluate(() => Object.defineProperty(window, "localStorage", window.own));
    await users(page).fill("127");
    await saved(page);
    await expect(page.locator(".banner")).toHaveCount(0);
    expect((await answers(page)).usersToMove).toBe("127");
  });
});

test.describe("emptied from outside", () => {
  const emptied = (page) => banner(page, "Something outside this tab emptied the browser’s storage for this site.");

  const HOW = {
    "by another page of the host": async (page, context, baseURL) => {
      const other = await another(context, baseURL);
      await other.evaluate(() => localStorage.clear());
      await other.close();
    },
    "by the browser": async (page, context, baseURL) => {
      const session = await context.newCDPSession(page);
      const origin = new URL(baseURL).origin;
      await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage" });
    },
    "without a word": (page) => page.evaluate(() => localStorage.clear()),
  };

  for (const [how, empty] of Object.entries(HOW)) {
    test(`cleared: ${how}, while drafts are here`, async ({ page, context, baseURL }) => {
      await begin(page, "Another");
      await atUsers(page, "Open");
      await users(page).fill("126");
      await saved(page);
      const before = (await keptDrafts(page)).map(({ name }) => name).sort();
      expect(before).toEqual(["Another", "Open"]);
      await empty(page, context, baseURL);
      await users(page).fill("127");
      await expect(emptied(page)).toContainText("What is open here has been saved again. One more draft is now only in this tab.");
      await saved(page);
      await expect.poll(async () => (await keptDrafts(page)).map(({ name }) => name)).toEqual(["Open"]);
      expect((await answers(page)).usersToMove).toBe("127");
      await usable(page);
      await emptied(page).getByRole("button", { name: "Save again" }).click();
      await expect(emptied(page)).toHaveCount(0);
      expect((await keptDrafts(page)).map(({ name }) => name).sort()).toEqual(before);
      await open(page);
      for (const name of before) await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
    });
  }

  test("cleared: deleted in another tab, it comes back only if the reader says so", async ({ page, context }) => {
    for (const choice of ["Save again", "Let it go"]) {
      await atUsers(page, choice);
      const other = await context.newPage();
      await open(other);
      await other.getByRole("button", { name: `Delete ${choice}` }).click();
      await other.getByRole("button", { name: "Delete it" }).click();
      const deleted = banner(page, "This draft was deleted in another tab or window. It is now only here, and is not saved.");
      await expect(deleted).toBeVisible();
      await users(page).fill("126");
      await unsaved(page);
      expect(await keptDrafts(other)).toEqual([]);
      const { text } = await downloaded(page, deleted.getByRole("button", { name: "Save the draft as a file" }));
      expect(JSON.parse(text).answers.assessment.usersToMove).toBe("126");
      await deleted.getByRole("button", { name: choice }).click();
      await expect(deleted).toHaveCount(0);
      if (choice === "Save again") {
        await saved(page);
        expect((await answers(page)).usersToMove).toBe("126");
        await page.evaluate(() => localStorage.clear());
      } else {
        await expect(page.getByRole("heading", { name: "Your drafts" })).toBeVisible();
        expect(await keptDrafts(page)).toEqual([]);
      }
      await other.close();
    }
  });
});

test.describe("a value that cannot be read", () => {
  const whole = draftFile({ id: "old", name: "Old", answers: { assessment: { usersToMove: "126" } } });
  const UNREADABLE = {
    "damaged: one value among others": ["null", "This is JSON, but not a draft of the planner"],
    "damaged: an answer that is none": [
      draftFile({ answers: { assessment: { usersToMove: 126 } } }),
      "In the draft, answers.assessment.usersToMove must be text",
    ],
    "newer: a draft of a later planner": [
      draftFile({ version: 7, name: "From the future" }),
      "written by a newer planner (version 7 of the file; this planner reads up to 2). Nothing was changed in it.",
    ],
    "cut off: a value that ends in the middle": [
      whole.slice(0, -20),
      `This is no JSON: it stops being JSON at line 1, column ${whole.length - 20}.`,
    ],
  };

  for (const [what, [text, message]] of Object.entries(UNREADABLE)) {
    test(`${what} is listed, can be had as a file, and stays as it is`, async ({ page }) => {
      await begin(page, "Whole");
      await saved(page);
      await put(page, `${PREFIX}old`, text);
      await open(page);
      const line = page.getByRole("listitem").filter({ hasText: "This draft cannot be opened. It is kept as it is." });
      await expect(line).toContainText(message);
      await expect(line.getByRole("link")).toHaveCount(0);
      const file = await downloaded(page, line.getByRole("button", { name: "Save it as a file" }));
      expect(file).toEqual({ name: "old.json", text });

      // Neither its address nor work on another draft changes it.
      await open(page, "#/draft/old/readiness");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This draft cannot be opened here");
      await expect(page.getByRole("main")).toContainText(message);
      await expect(page.getByRole("main")).toContainText("It stays on this device as it is");
      expect(await downloaded(page, page.getByRole("button", { name: "Save it as a file" }))).toEqual(file);
      await open(page);
      await page.getByRole("link", { name: "Whole", exact: true }).click();
      await moves(page).getByRole("radio", { name: "Yes" }).check();
      await saved(page);
      expect((await kept(page))[`${PREFIX}old`]).toBe(text);
    });
  }

  const REPLACED = {
    "damaged: by another program while the draft is open": ["{", "it stops being JSON at line 1, column 1."],
    "newer: saved by a later planner while the draft is open": [
      draftFile({ version: 9 }),
      "written by a newer planner (version 9 of the file; this planner reads up to 2).",
    ],
  };

  for (const [what, [text, message]] of Object.entries(REPLACED)) {
    test(`${what}, it is left there, and the reader goes on with a copy`, async ({ page, context, baseURL }) => {
      await atUsers(page, "Mine");
      const [key] = Object.keys(await kept(page));
      const other = await another(context, baseURL);
      await put(other, key, text);
      const elsewhere = banner(page, "On this device, something lies in this draft’s place that this planner cannot read.");
      await expect(elsewhere).toContainText(message);
      await users(page).fill("126");
      await unsaved(page);
      const file = await downloaded(page, elsewhere.getByRole("button", { name: "Save the draft as a file" }));
      expect(JSON.parse(file.text).answers.assessment.usersToMove).toBe("126");
      await elsewhere.getByRole("button", { name: "Keep this one as a copy" }).click();
      await expect(draftName(page)).toHaveValue("Mine (copy)");
      await expect(elsewhere).toHaveCount(0);
      await saved(page);
      const all = await kept(page);
      expect(all[key]).toBe(text);
      delete all[key];
      expect(JSON.parse(Object.values(all)[0])).toMatchObject({
        name: "Mine (copy)",
        answers: { assessment: { usersToMove: "126" } },
      });
    });
  }
});

test("migrated: a draft of version 1 opens, and stays as it is until something is changed", async ({ page }) => {
  const old = fixture("v1-full.json");
  await open(page);
  await put(page, `${PREFIX}full`, old);
  await page.reload();
  await started(page);
  await page.getByRole("link", { name: "Every question, each state" }).click();
  await goTo(page, "Users");
  await expect(users(page)).toHaveValue("90");
  expect((await kept(page))[`${PREFIX}full`]).toBe(old);
  await users(page).fill("91");
  await expect.poll(async () => (await keptDrafts(page))[0].version).toBe(2);
  const text = (await kept(page))[`${PREFIX}full`];
  expect(text).toContain("12345678901234567890.0123456789");
  const before = JSON.parse(old);
  before.answers.assessment.usersToMove = "91";
  // The rows that are always there, of a table that came later.
  before.answers.entitlements = ["user-licences", "device-licences", "add-on-environments"].map((id) => ({ id }));
  const { answers, theme, name } = JSON.parse(text);
  expect({ answers, theme, name }).toEqual({ answers: before.answers, theme: before.theme, name: before.name });
  await expect(page.locator(".banner")).toHaveCount(0);
});

test("cut off: a save that breaks off leaves the last one whole, and the next one has everything", async ({ page }) => {
  await atUsers(page, "Broken off");
  await users(page).fill("1");
  await saved(page);
  await expect.poll(async () => (await answers(page)).usersToMove).toBe("1");
  // A draft is one value under one key, and there is no index beside it: it is kept whole or not at all.
  await page.evaluate((prefix) => {
    const own = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      Storage.prototype.setItem = own;
      if (key.startsWith(prefix)) throw new DOMException("The disk is gone.", "UnknownError");
      own.call(this, key, text);
    };
  }, PREFIX);
  await users(page).fill("12");
  await unsaved(page);
  const again = await page.context().newPage();
  await open(again);
  await expect(again.getByRole("link", { name: "Broken off" })).toBeVisible();
  expect((await answers(again)).usersToMove).toBe("1");
  await users(page).fill("126");
  await saved(page);
  expect((await answers(again)).usersToMove).toBe("126");
});

test("killed: a tab that dies while one types has lost the last second at most", async ({ page, context }) => {
  await atUsers(page, "Killed");
  const other = await context.newPage();
  await open(other);
  await users(page).focus();
  const typed = [];
  for (let at = 0; at < 24; at += 1) {
    await page.keyboard.type(String((at + 1) % 10));
    typed.push({ text: await users(page).inputValue(), when: Date.now() });
    await page.waitForTimeout(100);
  }
  const died = Date.now();
  // No `pagehide`, no last save: the process is gone.
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await page.waitForEvent("crash");
  const { usersToMove } = await answers(other);
  const safe = typed.filter(({ when }) => when < died - 1000).at(-1).text;
  expect(safe.length).toBeGreaterThan(5);
  expect(usersToMove.startsWith(safe), `${usersToMove} has all of ${safe}`).toBe(true);
  expect(typed.map(({ text }) => text)).toContain(usersToMove);

  // What was kept opens as ever.
  await other.reload();
  await started(other);
  await other.getByRole("link", { name: "Killed" }).click();
  await goTo(other, "Users");
  await expect(users(other)).toHaveValue(usersToMove);
  await page.close();
});

test("killed: a tab that is closed in the middle of a word has lost nothing", async ({ page, context }) => {
  await atUsers(page, "Closed");
  const other = await context.newPage();
  await open(other);
  await users(page).fill("126");
  await page.close();
  await expect.poll(async () => (await answers(other)).usersToMove).toBe("126");
});

test("killed: a browser that dies as a whole has the draft as it was at some moment", async ({
  playwright, launchOptions, locale, timezoneId, baseURL, problems,
}, info) => {
  const profile = info.outputPath("profile");
  const start = async () => {
    const browser = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, locale, timezoneId, baseURL });
    await problems.watch(browser);
    return { browser, page: browser.pages()[0] };
  };
  const first = await start();
  await atUsers(first.page, "Killed");
  await users(first.page).fill("1");
  await saved(first.page);
  const { hash } = new URL(first.page.url());
  await first.browser.close();

  // The browser has every save at once, but brings them to the disk when it sees fit: seconds later, after many of them up
  // to a minute. So nothing is sure but that what lies there is whole, and no older than what was opened.
  const { browser, page } = await start();
  await open(page, hash);
  await users(page).focus();
  await page.keyboard.press("End");
  const typed = ["1"];
  for (let at = 0; at < 24; at += 1) {
    await page.keyboard.type(String(at % 10));
    typed.push(await users(page).inputValue());
    await page.waitForTimeout(100);
  }
  const closed = browser.waitForEvent("close");
  // What holds a profile is named by host and process.
  process.kill(Number(readlinkSync(join(profile, "SingletonLock")).split("-").at(-1)), "SIGKILL");
  await closed;

  const again = await start();
  await open(again.page, hash);
  const value = await users(again.page).inputValue();
  expect(typed).toContain(value);
  await expect(again.page.locator(".banner")).toHaveCount(0);
  await users(again.page).fill("126");
  await saved(again.page);
  expect((await answers(again.page)).usersToMove).toBe("126");
  await again.browser.close();
});

/// The tab's timers wait as long as `late` stands: its changes are not saved yet.
const late = () => {
  const own = window.setTimeout;
  window.late = true;
  window.setTimeout = (run, wait) => own(run, wait > 100 && window.late ? 60_000 : wait);
};

/// Two tabs, in both of which the same draft shows the same questions; the second one saves late.
async function twoTabs(page, context, section = "Tenants") {
  await beginAssisted(page, "Shared");
  await goTo(page, section);
  await saved(page);
  const other = await context.newPage();
  await other.addInitScript(late);
  await open(other, page.url());
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(section);
  return other;
}

/// What waits to be saved is, as when the reader looks elsewhere.
const hide = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

const conflict = (page) => banner(page, /Two tabs or windows say different things for “.*”\. Both are kept until you choose\./);

test.describe("the same draft in two tabs", () => {
  test("two tabs: the second follows the first", async ({ page, context }) => {
    const other = await twoTabs(page, context);
    await other.evaluate(() => (window.late = false));
    await domain(page).fill("fabrikam.example");
    await expect(domain(other)).toHaveValue("fabrikam.example");
    await domain(other).fill("fabrikam.test");
    await expect(domain(page)).toHaveValue("fabrikam.test");
    for (const tab of [page, other]) await expect(tab.locator(".banner")).toHaveCount(0);
  });

  test("two tabs: the second sees the first's changes while it has unsaved ones of its own", async ({ page, context }) => {
    const other = await twoTabs(page, context);
    const id = (tab) => tab.getByRole("textbox", { name: "What is its tenant ID?" }).first();
    await id(other).fill("11111111-1111-4111-8111-111111111111");
    await domain(page).fill("fabrikam.example");
    await expect(domain(other)).toHaveValue("fabrikam.example");
    await expect(id(other)).toHaveValue("11111111-1111-4111-8111-111111111111");
    await expect(id(page)).toHaveValue("");
    await hide(other);
    await expect(id(page)).toHaveValue("11111111-1111-4111-8111-111111111111");
    for (const tab of [page, other]) await expect(tab.locator(".banner")).toHaveCount(0);
    expect((await keptDrafts(page))[0].answers.tenants[0]).toEqual({
      id: "source",
      domain: "fabrikam.example",
      tenantId: "11111111-1111-4111-8111-111111111111",
    });
    // Each undoes what was done in it.
    await other.getByRole("button", { name: "Undo" }).click();
    await expect(id(other)).toHaveValue("");
    await expect(domain(other)).toHaveValue("fabrikam.example");
  });

  test("two tabs: that save within milliseconds lose nothing", async ({ page, context }) => {
    const other = await twoTabs(page, context);
    await other.evaluate(() => (window.late = false));
    const name = (tab) => tab.getByLabel("Name of the draft");
    for (let round = 1; round <= 10; round += 1) {
      await Promise.all([domain(page).fill(`fabrikam${round}.example`), name(other).fill(`Shared ${round}`)]);
      await Promise.all([hide(page), hide(other)]);
    }
    const both = { name: "Shared 10", answers: { tenants: [{ domain: "fabrikam10.example" }, {}] } };
    await expect.poll(async () => (await keptDrafts(page))[0]).toMatchObject(both);
    await expect(domain(other)).toHaveValue("fabrikam10.example");
    await expect(name(page)).toHaveValue("Shared 10");
    for (const tab of [page, other]) await expect(tab.locator(".banner")).toHaveCount(0);
  });

  test("two tabs: a save that does not know of the other one's, and writes over it, loses nothing", async ({ page, context }) => {
    const other = await twoTabs(page, context);
    // What it reads is what stood there before, as it may be where tabs have processes of their own.
    await other.evaluate((prefix) => {
      const own = Storage.prototype.getItem;
      const before = { ...localStorage };
      const heard = (event) => event.stopImmediatePropagation();
      addEventListener("storage", heard, { capture: true });
      Storage.prototype.getItem = (key) => before[key];
      window.wake = () => {
        Storage.prototype.getItem = own;
        removeEventListener("storage", heard, { capture: true });
      };
    }, PREFIX);
    await domain(page).fill("fabrikam.example");
    await saved(page);
    await draftName(other).fill("Renamed");
    await expect.poll(async () => (await keptDrafts(page))[0].answers.tenants[0].domain).toBe("fabrikam.example");
    await hide(other);
    // The first one hears of it, and brings both together.
    await expect(draftName(page)).toHaveValue("Renamed");
    await expect(domain(page)).toHaveValue("fabrikam.example");
    const both = { name: "Renamed", answers: { tenants: [{ domain: "fabrikam.example" }, {}] } };
    await expect.poll(async () => (await keptDrafts(page))[0]).toMatchObject(both);
    await other.evaluate(() => window.wake());
    await hide(other);
    await expect(domain(other)).toHaveValue("fabrikam.example");
  });

  test("two tabs on two drafts do not touch each other's", async ({ page, context }) => {
    await atUsers(page, "One");
    const other = await context.newPage();
    await atUsers(other, "Two");
    await Promise.all([users(page).fill("1"), users(other).fill("2")]);
    const numbers = async () =>
      Object.fromEntries((await keptDrafts(page)).map(({ name, answers }) => [name, answers.assessment.usersToMove]));
    await expect.poll(numbers).toEqual({ One: "1", Two: "2" });
    await expect(users(page)).toHaveValue("1");
    await expect(users(other)).toHaveValue("2");
    for (const tab of [page, other]) await expect(tab.locator(".banner")).toHaveCount(0);
  });
});

test.describe("the same answer in two tabs", () => {
  /// The second tab has changed what the first one has changed and saved.
  async function disagree(page, context) {
    const other = await twoTabs(page, context);
    await domain(other).fill("late.example");
    await domain(page).fill("first.example");
    await expect(conflict(other)).toBeVisible();
    await hide(other);
    await expect(conflict(page)).toBeVisible();
    return other;
  }

  for (const [choice, rejected] of [["first.example", "late.example"], ["late.example", "first.example"]]) {
    test(`conflict: both values are shown in both tabs, and the reader picks ${choice}`, async ({ page, context }) => {
      const other = await disagree(page, context);
      for (const tab of [page, other]) {
        // What names the tenant is in question: it goes by its part.
        await expect(conflict(tab)).toContainText("for “Source tenant: Domain”.");
        await expect(conflict(tab).getByRole("button")).toHaveCount(2);
      }
      await usable(page);
      await conflict(page).getByRole("button", { name: choice }).click();
      for (const tab of [page, other]) {
        await expect(conflict(tab)).toHaveCount(0);
        await expect(domain(tab)).toHaveValue(choice);
      }
      await saved(page);
      expect((await keptDrafts(page))[0]).toMatchObject({ conflicts: [], answers: { tenants: [{ domain: choice }, {}] } });

      // The choice is an edit like any other.
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(conflict(page).getByRole("button", { name: rejected })).toBeVisible();
      await page.getByRole("button", { name: "Redo" }).click();
      await expect(conflict(page)).toHaveCount(0);
      await expect(domain(page)).toHaveValue(choice);
    });
  }

  test("conflict: how far a task has come, in its own words", async ({ page, context }) => {
    const other = await twoTabs(page, context, "Runbook");
    const state = (tab) => tab.getByRole("combobox", { name: "State of “Submit the support request”" });
    await state(other).selectOption("Not needed");
    await state(page).selectOption("Done");
    await hide(other);
    for (const tab of [page, other]) {
      await expect(conflict(tab)).toContainText("for “Submit the support request: State”.");
      await expect(conflict(tab).getByRole("button", { name: "Keep “Done”" })).toBeVisible();
    }
    await conflict(page).getByRole("button", { name: "Keep “Not needed”" }).click();
    for (const tab of [page, other]) {
      await expect(conflict(tab)).toHaveCount(0);
      await expect(state(tab)).toHaveValue("not needed");
    }
  });

  test("conflict: both values outlive both tabs, and are in the file", async ({ page, context }) => {
    const other = await disagree(page, context);
    const { text } = await downloaded(page, page.getByRole("button", { name: "Save as file" }));
    for (const value of ["first.example", "late.example"]) expect(text).toContain(value);
    await other.close();
    await page.reload();
    await started(page);
    for (const value of ["first.example", "late.example"]) {
      await expect(conflict(page).getByRole("button", { name: value })).toBeVisible();
    }
  });

  test("conflict: a row that one tab removed and the other changed stays until the reader has chosen", async ({ page, context }) => {
    await beginAssisted(page, "Rows");
    await goTo(page, "Instances");
    await grid(page, "Instances").focus();
    await paste(page, "Name\tVersion\nSales\t9.1\nService\t9.1");
    await page.getByRole("button", { name: "Take over" }).click();
    await saved(page);
    const other = await context.newPage();
    await other.addInitScript(late);
    await open(other, page.url());
    await rowOf(other, "Instances", "Sales").getByRole("rowheader").click();
    await other.getByRole("button", { name: "Remove row" }).click();
    await expect(rowOf(other, "Instances", "Sales")).toHaveCount(0);
    await (await cell(page, "Instances", "Sales", "Version")).click();
    await page.keyboard.type("9.2");
    await page.keyboard.press("Enter");
    const removed = banner(other, /Sales.* was changed in one tab or window and removed in another\. It is kept until you choose\./);
    await expect(removed).toBeVisible();
    await expect(rowOf(other, "Instances", "Sales")).toHaveCount(1);
    await removed.getByRole("button", { name: "Remove the row" }).click();
    await expect(removed).toHaveCount(0);
    await hide(other);
    await expect(rowOf(page, "Instances", "Sales")).toHaveCount(0);
  });
});

test("foreign key: what other programs of the host keep is never touched", async ({ page }) => {
  const foreign = {
    "another-app": "its own",
    "transition-planner": "not ours either",
    "transition-planners/draft/x": "nor this",
    "draft/1": "nor that",
  };
  await open(page);
  for (const [key, text] of Object.entries(foreign)) await put(page, key, text);
  const others = async () =>
    Object.fromEntries(Object.entries(await kept(page)).filter(([key]) => !key.startsWith(PREFIX)));
  await begin(page, "To be deleted");
  await begin(page, "To stay");
  await saved(page);
  expect(await others()).toEqual(foreign);
  const before = await kept(page);
  await open(page);
  await page.getByRole("button", { name: "Delete To be deleted" }).click();
  const dialog = page.getByRole("dialog", { name: /^Delete “To be deleted” from this device\?/ });
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  expect(await kept(page)).toEqual(before);
  for (const name of ["To be deleted", "To stay"]) {
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete it" }).click();
    await expect(page.getByRole("link", { name })).toHaveCount(0);
    expect(await others()).toEqual(foreign);
  }
  expect(await kept(page)).toEqual(foreign);
  await begin(page, "Last");
  await saved(page);
  await open(page);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete all of it" }).click();
  await expect(page.getByText("No draft on this device yet.")).toBeVisible();
  expect(await kept(page)).toEqual(foreign);
});

test.describe("on plain http", () => {
  test.use({ hosting: { base: "/intranet/planner/", host: "planner.example" } });

  test("plain http: without a secure context all is kept, and two tabs are brought together", async ({ page, context }) => {
    const other = await twoTabs(page, context);
    expect(new URL(page.url()).hostname).toBe("planner.example");
    const withheld = await page.evaluate(() => ({
      isSecureContext,
      locks: typeof navigator.locks,
      clipboard: typeof navigator.clipboard,
      serviceWorker: typeof navigator.serviceWorker,
      randomUUID: typeof crypto.randomUUID,
      subtle: typeof crypto.subtle,
    }));
    expect(withheld).toEqual({
      isSecureContext: false,
      locks: "undefined",
      clipboard: "undefined",
      serviceWorker: "undefined",
      randomUUID: "undefined",
      subtle: "undefined",
    });
    await domain(other).fill("late.example");
    await domain(page).fill("first.example");
    await expect(conflict(other)).toBeVisible();
    await conflict(other).getByRole("button", { name: "late.example" }).click();
    await hide(other);
    await expect(domain(page)).toHaveValue("late.example");
    await page.reload();
    await started(page);
    await expect(domain(page)).toHaveValue("late.example");
    const file = await downloaded(page, page.getByRole("button", { name: "Save as file" }));
    expect(JSON.parse(file.text).answers.tenants[0].domain).toBe("late.example");
  });
});

test("crash: the page for it hands the draft over, and what was saved is there", async ({ page, problems }) => {
  problems.expect(/^console: .*panicked/);
  problems.expect(/unreachable/);
  await beginAssisted(page, "Rescued");
  await goTo(page, "Users");
  await users(page).fill("126");
  // No element can be made, once.
  await page.evaluate(() => {
    const own = document.createElement;
    document.createElement = () => {
      document.createElement = own;
      throw new Error("on purpose");
    };
  });
  await page.evaluate(() => (location.hash = "#/rules"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something went wrong in the planner");
  const { text } = await downloaded(page, page.getByRole("button", { name: "Save the draft as a file" }));
  expect(JSON.parse(text)).toMatchObject({ name: "Rescued", answers: { assessment: { usersToMove: "126" } } });
  await page.getByText("What happened").click();
  await expect(page.locator("#crash-details")).toContainText("panicked at");
  await page.getByRole("link", { name: "Load the page again" }).click();
  await started(page);
  await expect(page.getByRole("link", { name: "Rescued" })).toBeVisible();
});
