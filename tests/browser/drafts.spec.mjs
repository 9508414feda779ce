// Drafts: kept by themselves, saved as files, and never lost nor written over.

import { expect, started, test } from "./planner.mjs";
import { banner, begin, beginAssisted, downloaded, draftFile, goTo, grid, kept, keptDrafts, moves, open, openExample, paste, question, saved } from "./steps.mjs";

const USERS = "How many users are to move?";
const users = (page) => question(page, USERS).getByRole("textbox", { name: USERS });
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
    await moves(page).getByRole("radio", { name: "Yes" }).check();
    await begin(page, "Two");
    await expect(moves(page).getByRole("radio", { name: "Yes" })).not.toBeChecked();
    await open(page);
    await page.getByRole("link", { name: "One", exact: true }).click();
    await expect(page.getByLabel("Name of the draft")).toHaveValue("One");
    await goTo(page, "Situation");
    await expect(moves(page).getByRole("radio", { name: "Yes" })).toBeChecked();
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
    expect(sent).toMatchObject({ format: "transition-planner-draft", version: 2, name: "A merger with 14 instances" });
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
    await choose(page, "mine.json", draftFile({ later: { also: "kept" }, answers }));
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
    "half a draft": ["half.json", draftFile({}).slice(0, -20), /^half\.json: This is no JSON: it stops being JSON at line 1, column \d+\./],
    "JSON of something else": ["package.json", '{"name":"x"}', "package.json: This is JSON, but not a draft of the planner"],
    "a newer draft": ["new.json", draftFile({ version: 3 }), "This draft was written by a newer planner (version 3 of the file; this planner reads up to 2). Nothing was changed in it."],
    "a draft with a number for a name": ["odd.json", draftFile({ name: 7 }), "In the draft, name must be text."],
    "a draft with a number for an answer": [
      "odd.json",
      draftFile({ answers: { instances: [{ id: "1" }, { id: "2", version: 9.2 }] } }),
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

test.describe("when a part of the planner is missing", () => {
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
