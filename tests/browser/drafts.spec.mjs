// Drafts: kept by themselves, saved as files, and never lost nor written over.

import { readFileSync } from "node:fs";
import { expect, started, test } from "./planner.mjs";
import { PREFIX, begin, beginAssisted, goTo, grid, kept, keptDrafts, open, openExample, paste, question, saved } from "./steps.mjs";

const USERS = "How many users are to move?";
const users = (page) => question(page, USERS).getByRole("textbox", { name: USERS });
const banner = (page, text) => page.locator(".banner").filter({ hasText: text });

/// What the browser hands over as a file: its name and its text.
async function downloaded(page, button) {
  const download = page.waitForEvent("download");
  await button.click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

const saveAsFile = (page) => page.getByRole("button", { name: "Save as file" });

/// Chooses a file, as the reader does.
async function choose(page, name, text) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByText("Open a draft file").click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/// Drops a file on the page.
async function drop(page, name, text) {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    },
    [name, text],
  );
  const target = page.getByRole("heading", { name: "Your drafts" });
  await target.dispatchEvent("dragover", { dataTransfer });
  await target.dispatchEvent("drop", { dataTransfer });
}

/// A draft's file of so much.
const draft = (members) =>
  JSON.stringify({ format: "transition-planner-draft", version: 1, id: "mine", name: "Mine", answers: {}, ...members });

test.describe("saving", () => {
  test("a change is kept within a second, by itself", async ({ page }) => {
    await beginAssisted(page, "Kept");
    await goTo(page, "Users");
    await saved(page);
    await users(page).fill("126");
    const number = async () => (await keptDrafts(page))[0].answers.assessment.usersToMove;
    await expect.poll(number, { timeout: 1000, intervals: [50] }).toBe("126");
    await saved(page);
  });

  test("drafts stand side by side", async ({ page }) => {
    await begin(page, "One");
    await question(page, "Do you move instances to another tenant?").getByRole("radio", { name: "Yes" }).check();
    await begin(page, "Two");
    await expect(page.getByRole("radio", { name: "Yes" })).not.toBeChecked();
    await open(page);
    await page.getByRole("link", { name: "One", exact: true }).click();
    await expect(page.getByLabel("Name of the draft")).toHaveValue("One");
    await goTo(page, "Situation");
    await expect(page.getByRole("radio", { name: "Yes" })).toBeChecked();
    expect((await keptDrafts(page)).map((draft) => draft.name).sort()).toEqual(["One", "Two"]);
  });

  test("a draft gets another name, and keeps it", async ({ page }) => {
    await begin(page, "First name");
    await page.getByLabel("Name of the draft").fill("Second name");
    await saved(page);
    await expect(page).toHaveTitle(/Second name/);
    await page.reload();
    await started(page);
    await expect(page.getByLabel("Name of the draft")).toHaveValue("Second name");
  });

  test("deleting asks first, and touches nothing else that the host keeps", async ({ page }) => {
    await begin(page, "To be deleted");
    await begin(page, "To stay");
    await saved(page);
    await page.evaluate(() => {
      localStorage.setItem("another-app", "its own");
      localStorage.setItem("transition-planner", "not ours either");
      localStorage.setItem("draft/1", "nor this");
    });
    const before = await kept(page);
    await open(page);
    await page.getByRole("button", { name: "Delete To be deleted" }).click();
    const dialog = page.getByRole("dialog", { name: /^Delete “To be deleted” from this device\?/ });
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await expect(dialog).toBeHidden();
    expect(await kept(page)).toEqual(before);
    await page.getByRole("button", { name: "Delete To be deleted" }).click();
    await dialog.getByRole("button", { name: "Delete it" }).click();
    await expect(page.getByRole("link", { name: "To be deleted" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "To stay" })).toBeVisible();
    const gone = Object.keys(before).filter((key) => before[key].includes("To be deleted"));
    expect(gone).toHaveLength(1);
    delete before[gone[0]];
    expect(await kept(page)).toEqual(before);
  });
});

test.describe("undo and redo", () => {
  test("by button and by key; in a field, the browser's own", async ({ page }) => {
    await beginAssisted(page, "Undone");
    await goTo(page, "Users");
    const undo = page.getByRole("button", { name: "Undo" });
    const redo = page.getByRole("button", { name: "Redo" });
    await users(page).fill("126");
    await users(page).blur();
    await question(page, USERS).getByRole("checkbox").check();
    await expect(users(page)).toHaveValue("");
    await undo.click();
    await expect(users(page)).toHaveValue("126");
    await undo.click();
    await expect(users(page)).toHaveValue("");
    await redo.click();
    await expect(users(page)).toHaveValue("126");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(users(page)).toHaveValue("");
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(users(page)).toHaveValue("126");
    await page.keyboard.press("ControlOrMeta+y");
    await expect(question(page, USERS).getByRole("checkbox")).toBeChecked();
    await expect(redo).toHaveAttribute("aria-disabled", "true");

    // What is typed into a field is undone there, as everywhere.
    await users(page).fill("");
    await users(page).pressSequentially("300");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(users(page)).not.toHaveValue("300");
    await expect(users(page)).toBeFocused();
  });

  test("a word is one step, and so is a block", async ({ page }) => {
    await beginAssisted(page, "Steps");
    await goTo(page, "Instances");
    await grid(page, "Instances").focus();
    await paste(page, "Name\tVersion\nOne\t9.2\nTwo\t9.2");
    await page.getByRole("button", { name: "Take over" }).click();
    await expect(grid(page, "Instances")).toBeFocused();
    await page.keyboard.type("Another name");
    await page.keyboard.press("Enter");
    const names = grid(page, "Instances").getByRole("rowheader");
    await expect(names).toContainText(["Another name", "Two"]);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(names).toContainText(["One", "Two"]);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(names).toHaveCount(0);
  });
});

test.describe("files", () => {
  test("a draft becomes a file, and the file a draft again", async ({ page }) => {
    await openExample(page, "A merger with 14 instances");
    const file = await downloaded(page, saveAsFile(page));
    expect(file.name).toBe("a-merger-with-14-instances.json");
    const sent = JSON.parse(file.text);
    expect(sent).toMatchObject({ format: "transition-planner-draft", version: 1, name: "A merger with 14 instances" });
    expect(sent.answers.instances).toHaveLength(14);

    for (const bring of [choose, drop]) {
      await open(page);
      const before = await kept(page);
      await bring(page, file.name, file.text);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not ready yet");
      await saved(page);
      // As a draft of its own: what was there stays.
      const after = await kept(page);
      expect(after).toMatchObject(before);
      expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
      for (const own of await keptDrafts(page)) expect(own.answers).toEqual(sent.answers);
    }
  });

  test("what a newer planner added to a file stays in it", async ({ page }) => {
    await open(page);
    const answers = { assessment: { movesInstances: "yes", comesLater: "kept" }, laterTable: [{ id: "1" }] };
    await choose(page, "mine.json", draft({ later: { also: "kept" }, answers }));
    await goTo(page, "Situation");
    await page.getByRole("radio", { name: /^Self-service/ }).check();
    const { text } = await downloaded(page, saveAsFile(page));
    expect(JSON.parse(text)).toMatchObject({
      later: { also: "kept" },
      answers: { ...answers, assessment: { ...answers.assessment, route: "self-service" } },
    });
  });

  const REFUSED = {
    "no JSON": ["letter.txt", "Dear Ada,\nsee the list.", "letter.txt: This is no JSON: it stops being JSON at line 1, column 1."],
    "nothing at all": ["empty.json", "", "empty.json: This is no JSON: it stops being JSON at line 1, column 1."],
    "half a draft": ["half.json", draft({}).slice(0, -20), /^half\.json: This is no JSON: it stops being JSON at line 1, column \d+\./],
    "JSON of something else": ["package.json", '{"name":"x"}', "package.json: This is JSON, but not a draft of the planner"],
    "a newer draft": ["new.json", draft({ version: 2 }), "This draft was written by a newer planner (version 2 of the file; this planner reads up to 1). Nothing was changed in it."],
    "a draft with a number for a name": ["odd.json", draft({ name: 7 }), "In the draft, name must be text."],
    "a draft with a number for an answer": [
      "odd.json",
      draft({ answers: { instances: [{ id: "1" }, { id: "2", version: 9.2 }] } }),
      "In the draft, answers.instances[1].version must be text, or an object with “said”.",
    ],
    "bytes that are no text": ["photo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]), "photo.png: This is no JSON"],
  };

  for (const [what, [name, content, message]] of Object.entries(REFUSED)) {
    test(`${what} is refused, with what was found and where`, async ({ page }) => {
      await begin(page, "Mine");
      await saved(page);
      await open(page);
      const before = await kept(page);
      await choose(page, name, content);
      await expect(banner(page, message)).toBeVisible();
      await expect(page).toHaveURL(/planner\/$/);
      await expect(page.getByRole("heading", { name: "Your drafts" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Mine" })).toBeVisible();
      expect(await kept(page)).toEqual(before);
      await page.getByRole("button", { name: "Close" }).click();
      await expect(page.locator(".banner")).toHaveCount(0);
    });
  }
});

test.describe("what cannot be read in the store", () => {
  const UNREADABLE = {
    "a damaged draft": [`{"format":"transition-planner-draft","version":1,"id":"old","name":"Ol`, "This is no JSON"],
    "a newer draft": [draft({ version: 7, id: "old", name: "From the future" }), "written by a newer planner (version 7"],
    "something else": ["null", "This is JSON, but not a draft"],
  };

  for (const [what, [text, message]] of Object.entries(UNREADABLE)) {
    test(`${what} is listed, can be saved as a file, and stays as it is`, async ({ page }) => {
      await open(page);
      await page.evaluate(([key, text]) => localStorage.setItem(key, text), [`${PREFIX}old`, text]);
      await page.reload();
      await started(page);
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
      const same = await downloaded(page, page.getByRole("button", { name: "Save it as a file" }));
      expect(same).toEqual(file);
      await begin(page, "Another");
      await saved(page);
      expect((await kept(page))[`${PREFIX}old`]).toBe(text);
    });
  }
});

test.describe("when nothing can be kept", () => {
  test("a full store is said plainly, and the draft can be saved as a file", async ({ page }) => {
    await beginAssisted(page, "Too much");
    await goTo(page, "Users");
    await saved(page);
    // Another page of the host takes all the room that is left.
    await page.evaluate(() => {
      for (let size = 8_000_000; size >= 1; size = Math.floor(size / 2)) {
        const before = localStorage.getItem("another-app") ?? "";
        try {
          localStorage.setItem("another-app", before + "x".repeat(size));
        } catch {
          localStorage.setItem("another-app", before);
        }
      }
    });
    const before = await kept(page);
    await users(page).fill("1234567890");
    const full = banner(page, "This browser’s storage for this site is full");
    await expect(full).toBeVisible();
    await expect(page.getByText("Not saved on this device")).toBeVisible();
    expect(await kept(page)).toEqual(before);
    const { text } = await downloaded(page, full.getByRole("button", { name: "Save the draft as a file" }));
    expect(JSON.parse(text).answers.assessment.usersToMove).toBe("1234567890");

    // With room again, the next change brings all of it into the store.
    await page.evaluate(() => localStorage.removeItem("another-app"));
    await users(page).fill("1234567891");
    await saved(page);
    await expect(full).toHaveCount(0);
    expect((await keptDrafts(page))[0].answers.assessment.usersToMove).toBe("1234567891");
  });

  test("a store that is switched off is said plainly, and the draft can be saved as a file", async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    });
    await open(page);
    const off = banner(page, "This browser keeps nothing for this site");
    await expect(off).toBeVisible();
    await page.getByLabel("Name of the new draft").fill("Fleeting");
    await page.getByRole("button", { name: "Begin a draft" }).click();
    await page.getByRole("radio", { name: "Yes" }).check();
    await expect(page.getByText("Not saved on this device")).toBeVisible();
    const { text } = await downloaded(page, off.getByRole("button", { name: "Save the draft as a file" }));
    expect(JSON.parse(text)).toMatchObject({ name: "Fleeting", answers: { assessment: { movesInstances: "yes" } } });
    // It lives as long as the page does.
    await goTo(page, "Task list");
    await goTo(page, "Situation");
    await expect(page.getByRole("radio", { name: "Yes" })).toBeChecked();
  });
});

test.describe("two tabs with one draft", () => {
  const domain = (page) => page.getByRole("textbox", { name: "What is its domain?" }).first();

  /// Two tabs, in both of which the same draft shows the same questions.
  async function twoTabs(page, context, prepare = async () => {}) {
    await beginAssisted(page, "Shared");
    await goTo(page, "Tenants");
    await saved(page);
    const other = await context.newPage();
    await prepare(other);
    await open(other, page.url());
    await expect(domain(other)).toBeVisible();
    return other;
  }

  test("the second follows the first", async ({ page, context }) => {
    const other = await twoTabs(page, context);
    await domain(page).fill("fabrikam.example");
    await expect(domain(other)).toHaveValue("fabrikam.example");
    await domain(other).fill("fabrikam.test");
    await expect(domain(page)).toHaveValue("fabrikam.test");
    for (const tab of [page, other]) await expect(tab.locator(".banner")).toHaveCount(0);
  });

  /// Two tabs that disagree: the second one's timers are slow, as in the background, so that its change still waits to
  /// be saved when the first one's is.
  async function disagree(page, context) {
    const slow = () => {
      const own = window.setTimeout;
      window.setTimeout = (run, wait) => own(run, wait && 60_000);
    };
    const late = await twoTabs(page, context, (tab) => tab.addInitScript(slow));
    await domain(late).fill("late.example");
    await domain(page).fill("first.example");
    await saved(page);
    const elsewhere = banner(late, "This draft was changed in another tab or window. Nothing was written over it.");
    await expect(elsewhere).toBeVisible();
    await expect(domain(late)).toHaveValue("late.example");
    // Nor does closing it, or going on, write over what the first one saved.
    await domain(late).fill("later.example");
    await goTo(late, "Task list");
    await goTo(late, "Tenants");
    expect((await keptDrafts(page))[0].answers.tenants[0].domain).toBe("first.example");
    return { late, elsewhere };
  }

  test("what both changed is not written over: the reader goes on with the other one", async ({ page, context }) => {
    const { late, elsewhere } = await disagree(page, context);
    await elsewhere.getByRole("button", { name: "Go on with the other one" }).click();
    await expect(domain(late)).toHaveValue("first.example");
    await expect(elsewhere).toHaveCount(0);
    expect(await keptDrafts(late)).toHaveLength(1);
  });

  test("what both changed is not written over: the reader keeps both", async ({ page, context }) => {
    const { late, elsewhere } = await disagree(page, context);
    await elsewhere.getByRole("button", { name: "Keep this one as a copy" }).click();
    await expect(late.getByLabel("Name of the draft")).toHaveValue("Shared (copy)");
    await expect(elsewhere).toHaveCount(0);
    const drafts = await keptDrafts(late);
    const domains = Object.fromEntries(drafts.map(({ name, answers }) => [name, answers.tenants[0].domain]));
    expect(domains).toEqual({ Shared: "first.example", "Shared (copy)": "later.example" });
  });
});

test.describe("when the planner fails", () => {
  test("with a draft open, the page for it hands the draft over", async ({ page, problems }) => {
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

  test("without its words, it says what is missing", async ({ page, problems }) => {
    problems.expect(/^console: .*404/);
    problems.expect(/panicked|unreachable|RuntimeError/);
    await page.route("**/words/en.json", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto("");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something went wrong in the planner");
    await page.getByText("What happened").click();
    await expect(page.locator("#crash-details")).toContainText("words/en.json: 404");
    await expect(page.getByRole("button", { name: "Save the draft as a file" })).toBeHidden();
  });

  test("without its program, it says so", async ({ page, problems }) => {
    problems.expect(/^console: /);
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto("");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something went wrong in the planner");
    await expect(page.getByRole("button", { name: "Save the draft as a file" })).toBeHidden();
  });
});
