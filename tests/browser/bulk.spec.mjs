// Much, too much, and nonsense: the page stays alive, says what it thinks, and loses nothing.

import { expect, started, test } from "./planner.mjs";
import { begin, beginAssisted, cell, goTo, grid, keptDrafts, moves, open, openAllKinds, paste, pulse, question, saved } from "./steps.mjs";

const instances = (count) =>
  ["Name\tType\tVersion", ...Array.from({ length: count }, (_, at) => `Instance ${at + 1}\tProduction\t9.2`)].join("\n");

const status = (page) => page.locator(".grid-block").getByRole("status").filter({ hasText: /./ });

/// Takes no longer than so many milliseconds.
async function within(most, doing) {
  const begun = Date.now();
  await doing();
  expect(Date.now() - begun).toBeLessThan(most);
}

/// The page answers: a draft can be renamed, and the name is kept.
async function alive(page) {
  const name = page.getByLabel("Name of the draft");
  await name.fill("Still alive");
  await saved(page);
  await expect(page).toHaveTitle(/Still alive/);
}

test.describe("a thousand instances", () => {
  test("are shown a window at a time, reached by key and wheel, and judged with each keystroke", async ({ page }) => {
    await beginAssisted(page, "Thousand");
    await goTo(page, "Instances");
    const table = grid(page, "Instances");
    await table.focus();
    await paste(page, instances(1000));
    const preview = page.getByRole("dialog", { name: "This is what was understood" });
    await expect(preview).toContainText("1,000 new rows");
    await expect(preview).toContainText("And 950 more rows.");
    await preview.getByRole("button", { name: "Take over" }).click();
    await expect(page.getByText(/^1,000 rows/)).toBeVisible();
    await expect(table).toHaveAttribute("aria-rowcount", "1001");

    const rows = table.locator("tbody tr[aria-rowindex]");
    const few = async () => expect(await rows.count()).toBeLessThan(200);
    await few();
    await expect(rows.first()).toContainText("Instance 1");

    // By key, to the end and back.
    await expect(table).toBeFocused();
    await page.keyboard.press("Control+End");
    const last = table.getByRole("rowheader", { name: "Instance 1000" });
    await expect(last).toBeInViewport();
    await few();
    await page.keyboard.press("ArrowUp");
    await expect(table).toHaveAttribute("aria-activedescendant", /^instances-998-/);
    await page.keyboard.press("PageUp");
    await expect(table.getByRole("rowheader", { name: /Instance 984$/ })).toBeInViewport();
    await page.keyboard.press("Control+Home");
    await expect(table.getByRole("rowheader", { name: /Instance 1$/ })).toBeInViewport();

    // By wheel; the active cell may leave the page, and a key brings it back.
    await table.hover();
    await page.mouse.wheel(0, 12_000);
    await expect(table.getByRole("rowheader", { name: /Instance 1$/ })).toHaveCount(0);
    await few();
    await page.keyboard.press("ArrowDown");
    await expect(table.getByRole("rowheader", { name: /Instance 2$/ })).toBeInViewport();

    // A keystroke changes the verdict.
    await (await cell(page, "Instances", "Instance 2", "Type")).click();
    await expect(pulse(page)).not.toContainText("Trial");
    await page.keyboard.type("Trial");
    await expect(pulse(page)).toContainText("Instance 2 is of the type Trial, which cannot move");
    await page.keyboard.press("Enter");
    await saved(page);

    // The judgement shows a part.
    await goTo(page, "Readiness");
    const missing = page.getByRole("region", { name: "Missing answers" });
    await expect(missing.getByText("1,000 instances").first()).toBeVisible();
    expect(await page.locator("main *").count()).toBeLessThan(5000);
    await page.reload();
    await started(page);
    await goTo(page, "Instances");
    await expect(page.getByText(/^1,000 rows/)).toBeVisible();
  });
});

test("a key changes the verdict first, and everything else once that is on the screen", async ({ page }) => {
  await beginAssisted(page, "In turn");
  await goTo(page, "Instances");
  const table = grid(page, "Instances");
  await table.focus();
  await paste(page, instances(3));
  await page.getByRole("button", { name: "Take over" }).click();
  await (await cell(page, "Instances", "Instance 2", "Version")).click();
  await page.keyboard.press("F2");
  const state = page.getByRole("navigation", { name: "This draft" }).getByRole("link", { name: /^Instances/ });
  await expect(state).not.toContainText("blocker");

  await page.evaluate(() => {
    let frame = 0;
    const count = () => requestAnimationFrame(() => count((frame += 1)));
    count();
    window.first = {};
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const place = (target.parentElement ?? target).closest("aside, nav")?.tagName;
        if (place) window.first[place] ??= frame;
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.keyboard.press("Control+A");
  await page.keyboard.press("8");
  await expect(pulse(page)).toContainText("Instance 2 has version 8");
  await expect(state).toContainText("1 blocker");
  await expect(table.getByRole("rowheader", { name: /Instance 2/ })).toContainText("Blocker");
  const { ASIDE: verdict, NAV: elsewhere } = await page.evaluate(() => window.first);
  expect(elsewhere).toBeGreaterThan(verdict);

  // Where a line stood, one stands still, with other words: whoever is there with the keyboard stays there.
  const line = pulse(page).getByRole("link", { name: "Instance 2 has version" });
  const element = await line.elementHandle();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("7");
  await expect(line).toContainText("Instance 2 has version 7.0");
  expect(await line.evaluate((now, before) => now === before, element)).toBe(true);
});

for (const title of ["Instances", "Subscriptions"]) {
  test(`whatever comes in whatever order says what a page loaded anew says: ${title}`, async ({ page }) => {
    await openAllKinds(page);
    await goTo(page, title);
    // Typing, rows that come and go, undoing: some in one task, some in one frame, some later. By chance, always the same.
    const rows = await page.evaluate(async () => {
      let state = 7;
      const any = (most) => ((state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 8) % most;
      const one = (all) => all[any(all.length)];
      const texts = ["", "x", "?", "8.1", "9.2", "40", "2026-12-01", "Contoso Temp 0", "Dynamics 365 for Sales"];
      const key = (to, key, more) => to.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
      const acts = {
        async edit() {
          const cell = one([...document.querySelectorAll("[data-cell]")]);
          if (!cell) return;
          cell.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
          cell.closest("[role=grid]").focus();
          key(cell.closest("[role=grid]"), "F2");
          if (any(2)) await Promise.resolve();
          acts.type();
        },
        type() {
          const input = one([...document.querySelectorAll("main input[type=text]")]);
          if (!input) return;
          input.value = one(texts);
          input.dispatchEvent(new Event("input", { bubbles: true }));
        },
        row() {
          one([...document.querySelectorAll(".grid-foot button")].filter(({ textContent }) => /^(Add|Remove)/.test(textContent))).click();
        },
        undo() {
          document.activeElement.blur();
          key(document, any(3) ? "z" : "y", { ctrlKey: true });
        },
      };
      const waits = [
        () => new Promise((resolve) => setTimeout(resolve, any(30))),
        () => new Promise(requestAnimationFrame),
        () => Promise.resolve(),
      ];
      let most = 0;
      for (let at = 0; at < 400; at += 1) {
        await acts[one(["edit", "edit", "edit", "type", "type", "row", "row", "undo"])]();
        most = Math.max(most, document.querySelectorAll("tr[aria-rowindex]").length);
        if (any(2)) await one(waits)();
      }
      document.activeElement.blur();
      return most;
    });
    expect(rows).toBeGreaterThan(5);
    await saved(page);
    const said = async () => [await pulse(page).innerText(), await page.getByRole("navigation", { name: "This draft" }).innerText()];
    const before = await said();
    await page.reload();
    await started(page);
    await expect.poll(said).toEqual(before);
  });
}

test.describe("what is said alike of many rows", () => {
  const COUNT = 450;

  test.beforeEach(async ({ page }) => {
    await beginAssisted(page, "Alike");
    await goTo(page, "Instances");
    await grid(page, "Instances").focus();
    await paste(page, instances(COUNT).replaceAll("9.2", "8.2").replace("8.2", "9.2"));
    await page.getByRole("button", { name: "Take over" }).click();
    await expect(page.getByText(/^450 rows/)).toBeVisible();
    await goTo(page, "Readiness");
  });

  test("stands once, and opens to each of them, some at a time", async ({ page }) => {
    const missing = page.getByRole("region", { name: "Missing answers" });
    const ask = "What is its temporary destination instance called?";
    const asked = missing.getByRole("listitem").filter({ hasText: ask });
    await expect(asked).toHaveCount(1);
    await asked.getByText("450 instances").click();
    const rows = asked.getByRole("listitem");
    await expect(rows).toHaveCount(200);
    await asked.getByRole("button", { name: "Show 200 more" }).click();
    await expect(rows).toHaveCount(400);
    // Whoever works by keyboard goes on where the new ones begin.
    await expect(rows.nth(200)).toBeFocused();
    await asked.getByRole("button", { name: "Show 50 more" }).click();
    await expect(rows).toHaveCount(COUNT);
    await expect(asked.getByRole("button")).toHaveCount(0);

    const blockers = page.getByRole("region", { name: "Blockers" });
    const old = blockers.getByRole("article").filter({ hasText: "TM001" });
    await expect(old).toHaveCount(1);
    await expect(old.getByRole("heading")).toContainText("Instance 2 has version 8.2");
    await old.getByText("448 more like it").click();
    await old.getByRole("link", { name: "Instance 3 has version 8.2" }).click();
    await expect(grid(page, "Instances")).toHaveAttribute("aria-activedescendant", /^instances-2-/);
    await page.goBack();

    await page.getByText(/checks in order$/).click();
    const met = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "TM001" }) });
    await expect(met).toHaveCount(1);
    await expect(met).toContainText("Instance 1: Version 9.2 can move");
    // Each rule has its line, however many rows it is about.
    const lines = page.locator(".in-order > .missing > li");
    expect(await lines.count()).toBeLessThan(49);

    // The rule's own page says the same.
    await old.getByRole("link", { name: "Source and rule" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The instance has version 9.0 or later");
    await expect(page.getByRole("article")).toHaveCount(1);
    await expect(page.getByRole("article")).toContainText("448 more like it");
    await expect(page.getByRole("main")).toContainText("Instance 1: Version 9.2 can move");
  });

  test("is filtered row by row", async ({ page }) => {
    const old = page.getByRole("article").filter({ hasText: "TM001" });
    const show = page.getByRole("group", { name: "What is shown" });
    await page.getByRole("combobox", { name: "Instances" }).selectOption("Instance 7");
    await expect(old.getByRole("heading")).toContainText("Instance 7 has version 8.2");
    await expect(old.locator("details")).toHaveCount(0);
    const missing = page.getByRole("region", { name: "Missing answers" });
    await expect(missing.locator("details")).toHaveCount(0);
    await expect(missing).toContainText("Instance 7: What is its temporary destination instance called?");
    await page.getByRole("combobox", { name: "Instances" }).selectOption({ index: 0 });

    await show.getByRole("searchbox").fill("instance 44");
    // Instance 44 and 440 to 449.
    await expect(old).toContainText("10 more like it");
    await expect(missing.getByRole("listitem").filter({ hasText: "What is its temporary" })).toContainText("11 instances");
    await show.getByRole("searchbox").fill("");

    await show.getByRole("combobox", { name: "Section" }).selectOption("Storage");
    await expect(page).toHaveURL(/readiness\?section=storage$/);
    await expect(old).toHaveCount(0);
    await expect(missing).toContainText("How much storage");
    await expect(missing).not.toContainText("temporary destination instance");
    await page.reload();
    await started(page);
    await expect(show.getByRole("combobox", { name: "Section" })).toHaveValue("storage");
    await expect(missing).not.toContainText("temporary destination instance");
  });
});

test.describe("too much", () => {
  test("10,001 rows are refused, with the counts", async ({ page }) => {
    await beginAssisted(page, "Too many");
    await goTo(page, "Instances");
    await grid(page, "Instances").focus();
    await paste(page, "Name\nThe one");
    await page.getByRole("button", { name: "Take over" }).click();
    await expect(grid(page, "Instances")).toBeFocused();
    await paste(page, instances(10_001));
    await expect(status(page)).toHaveText(
      "10,001 rows were found, and 9,999 more fit: a list holds 10,000 at most. Nothing was taken. Paste fewer rows.",
    );
    await expect(grid(page, "Instances").getByRole("rowheader")).toHaveCount(1);
  });

  const TEN = 10_000_000;
  const junk = {
    "one line of one letter": "x".repeat(TEN),
    "lines of one letter": "x\n".repeat(TEN / 2),
    "tabs": "\t".repeat(TEN),
    "quotes": '"'.repeat(TEN),
    "words and separators": "lorem;ipsum,dolor\tsit\n".repeat(TEN / 22),
    "a header, and junk below": `Name\tVersion\n${'"'.padEnd(TEN, "x\t")}`,
    "opening brackets": "[".repeat(TEN),
  };

  for (const [what, text] of Object.entries(junk)) {
    test(`10 MB of ${what}, pasted or opened as a file, get an answer`, async ({ page }) => {
      await begin(page, "Before");
      await open(page);
      await within(10_000, async () => {
        const buffer = Buffer.from(text);
        await page.locator("input[type=file]").setInputFiles({ name: "junk.json", mimeType: "application/json", buffer });
        await expect(page.locator(".banner")).toContainText(/junk\.json: This is (no JSON|a list or a table)/);
      });
      await page.getByRole("button", { name: "Close" }).click();

      await page.getByRole("link", { name: "Before" }).click();
      await moves(page).getByRole("radio", { name: "Yes" }).check();
      await goTo(page, "Instances");
      await grid(page, "Instances").focus();
      await within(10_000, async () => {
        await paste(page, text);
        await expect(status(page).or(page.getByRole("dialog")).or(page.getByText(/^[\d,]+ rows? ·/)).first()).toBeVisible();
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      });
      await alive(page);
    });
  }

  test("two million digits in one field stay there, and the page says that they are no number", async ({ page }) => {
    await beginAssisted(page, "Long");
    await goTo(page, "Users");
    const ask = "How many users are to move?";
    const text = "9".repeat(2_000_000);
    await question(page, ask).getByRole("textbox", { name: ask }).fill(text);
    await expect(question(page, ask)).toContainText("Expected a whole number");
    await alive(page);
    expect((await keptDrafts(page))[0].answers.assessment.usersToMove).toBe(text);
  });
});

test.describe("nonsense", () => {
  const NONSENSE = ["<script>alert(1)</script>", "{count, plural,", "‮abc\u0000​ 🙃", "=1+1", "-1", "9".repeat(40), "'; DROP TABLE"];

  test("stays as it was typed in every kind of question, and is explained where it is no answer", async ({ page }) => {
    await beginAssisted(page, "Nonsense");
    const kinds = {
      Tenants: ["Source tenant: What is its domain?", "Source tenant: What is its tenant ID?"],
      Storage: ["Source tenant: How much storage does it have in all?"],
      Users: ["How many users are to move?"],
      Licences: ["When does the first subscription that moving users live on end, or get suspended?"],
      "Cut-over": ["When does a working day begin?"],
    };
    for (const [section, asks] of Object.entries(kinds)) {
      await goTo(page, section);
      for (const ask of asks) {
        const own = question(page, ask).first();
        const field = own.getByRole("textbox", { name: ask });
        for (const text of NONSENSE) {
          // A field takes no control characters: what it shows is what must be kept.
          await field.fill(text);
          const typed = await field.inputValue();
          await field.blur();
          await expect(field).toHaveValue(typed);
          const explained = own.getByRole("status").filter({ hasText: /^(Expected|This is|At least)/ });
          if (await field.getAttribute("aria-invalid")) await expect(explained).toBeVisible();
        }
        await expect(field, ask).toHaveAttribute("aria-invalid", "true");
      }
    }
    await page.reload();
    await started(page);
    await goTo(page, "Users");
    await expect(page.getByRole("textbox", { name: "How many users are to move?" })).toHaveValue("'; DROP TABLE");
  });

  test("stays as it was pasted in every column of every table", async ({ page }) => {
    await beginAssisted(page, "Nonsense");
    const bad = "<b>?!</b> {x}";
    const tables = { Instances: "Instances", Components: "Instances", Storage: "Instances", Licences: "Licences by product", "Cut-over": "Cut-over windows", People: "People" };
    for (const [section, name] of Object.entries(tables)) {
      await goTo(page, section);
      const table = grid(page, name);
      const heads = await table.getByRole("columnheader").allTextContents();
      await table.focus();
      await page.keyboard.press("Control+Home");
      await paste(page, [heads.join("\t"), heads.map(() => bad).join("\t")].join("\n"));
      await page.getByRole("button", { name: "Take over" }).click();
      const cells = table.locator("tbody [data-cell]");
      await expect(cells).toHaveText(heads.map(() => new RegExp(`${bad.replace(/[?!{}/]/g, "\\$&")}$`)));
      const bads = table.locator("td.unreadable");
      for (const one of await bads.all()) {
        await one.click();
        await expect(page.locator(".cell-about").getByRole("status")).toHaveText(/^(Expected|This is|At least)/);
      }
    }
    await saved(page);
    const [{ answers }] = await keptDrafts(page);
    const said = Object.values(answers.instances[0]).filter((text) => text !== answers.instances[0].id);
    expect(new Set(said)).toEqual(new Set([bad]));
  });
});
