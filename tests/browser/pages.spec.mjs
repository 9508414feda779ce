// Every page: usable by everybody, at every width, in light and dark, by keyboard alone, and without a jump.

import AxeBuilder from "@axe-core/playwright";
import { expect, started, test } from "./planner.mjs";
import { ALL_KINDS, PREFIX, begin, cell, fileText, goTo, grid, moves, open, openAllKinds, openExample, paste, pulse, question, saved, visit, whole } from "./steps.mjs";

// Some 150 looks at pages: a trace of them all would take as long as the looks.
test.use({ trace: "off" });

const SECTIONS = {
  "A merger with 14 instances": [
    "tenants", "instances", "components", "licences", "storage", "users", "integrations", "cut-over", "people",
  ],
  "A move that is ready": [
    "tenants", "instances", "components", "licences", "storage", "users", "integrations", "cut-over", "requests", "people",
  ],
  "A spin-off across regions": [
    "tenants", "instances", "components", "licences", "storage", "users", "integrations", "cut-over", "requests", "people",
  ],
  [ALL_KINDS]: [
    "tenants", "instances", "components", "marketing", "licences", "subscriptions", "storage", "users", "integrations", "cut-over",
    "agreement", "lcs-project", "people",
  ],
};

/// Opens a draft of `SECTIONS`: an example, or the one beside the tests.
const openDraft = (page, name) => (name === ALL_KINDS ? openAllKinds(page) : openExample(page, name));

/// The pages outside drafts.
const PAGES = ["#/", "#/rules", "#/rules/TM005", "#/rules/SS009", "#/rules/none", "#/about", "#/drafts", "#/nowhere", "#/draft/none/facts"];

/// Every page of the draft that is open, by its address.
function pagesOf(page, draft) {
  const id = new URL(page.url()).hash.split("/")[2];
  const sections = SECTIONS[draft].map((section) => `facts/${section}`);
  return ["situation", "facts", ...sections, "readiness", "questions", "runbook"].map((own) => `#/draft/${id}/${own}`).concat(PAGES);
}

/// Opens all that opens on the page, also what stands in what is opened.
const openAll = (page) =>
  expect(async () => {
    await page.locator("main details:not([open])").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await expect(page.locator("main details:is(:not([open]), :not(:has(> :not(summary))))")).toHaveCount(0, { timeout: 500 });
  }).toPass();

/// What is wrong with the page for somebody, in a line each.
async function wrong(page) {
  // There are no frames: the way of running that is made for them costs a further page each time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

/// How far the page reaches beyond the window, and what reaches.
const tooWide = (page) =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const reaches = (element) => element.getBoundingClientRect().right > innerWidth + 1;
    return [...document.querySelectorAll("body *")].filter(reaches).map((element) => element.outerHTML.slice(0, 120));
  });

/// How far the shade over the room for the scrollbar is from the shade beside it, in steps of 255.
async function apart(page) {
  const picture = (await page.screenshot()).toString("base64");
  return page.evaluate(async (picture) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const edge = document.documentElement.clientWidth;
    const at = (x) => [...canvas.getImageData(x, image.height - 4, 1, 1).data];
    const [beside, room] = [at(edge - 4), at(image.width - 4)];
    return Math.max(...beside.map((own, channel) => Math.abs(own - room[channel])));
  }, picture);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1440]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      for (const draft of Object.keys(SECTIONS)) {
        test(`everybody can use every page: ${draft}`, async ({ page }) => {
          test.setTimeout(90_000);
          await openDraft(page, draft);
          await saved(page);
          for (const address of pagesOf(page, draft)) {
            await test.step(address, async () => {
              await visit(page, address);
              if (/runbook|questions/.test(address)) await openAll(page);
              expect.soft(await wrong(page), address).toEqual([]);
              expect.soft(await tooWide(page), address).toEqual([]);
            });
          }
        });
      }

      test("everybody can use the empty start, a new draft and the dialogs", async ({ page }) => {
        await open(page);
        expect.soft(await wrong(page), "empty start").toEqual([]);
        await begin(page, "New");
        expect.soft(await wrong(page), "situation").toEqual([]);
        await goTo(page, "Task list");
        expect.soft(await wrong(page), "task list").toEqual([]);
        await visit(page, page.url().replace(/.*(#.*)facts$/, "$1readiness"));
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing to judge yet");
        expect.soft(await wrong(page), "readiness").toEqual([]);

        await openExample(page, "A merger with 14 instances");
        await goTo(page, "Instances");
        await grid(page, "Instances").focus();
        await page.keyboard.press("Enter");
        expect.soft(await wrong(page), "a cell that is edited").toEqual([]);
        await page.keyboard.press("Escape");
        await paste(page, "Name,Version,Colour\nFabrikam Sales,9.x,red\nNew one,9.2,blue\nNew one,9.2,green");
        const preview = page.getByRole("dialog", { name: "This is what was understood" });
        await expect(preview).toBeVisible();
        expect.soft(await wrong(page), "what was understood").toEqual([]);
        expect.soft(await tooWide(page), "what was understood").toEqual([]);
        await page.keyboard.press("Escape");
        await expect(preview).toHaveCount(0);

        await page.getByRole("button", { name: "Note", exact: true }).click();
        expect.soft(await wrong(page), "a cell's note").toEqual([]);

        await page.evaluate((key) => localStorage.setItem(key, "{"), `${PREFIX}damaged`);
        await open(page, "#/draft/damaged/facts");
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("This draft cannot be opened here");
        expect.soft(await wrong(page), "damaged").toEqual([]);
        expect.soft(await tooWide(page), "damaged").toEqual([]);

        await open(page);
        await page.getByRole("button", { name: "Delete New" }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect.soft(await apart(page), "one shade lies over the whole window").toBeLessThan(3);
        expect.soft(await wrong(page), "delete?").toEqual([]);
        expect.soft(await tooWide(page), "delete?").toEqual([]);
      });
    });
  }
}

test.describe("with text twice as large", () => {
  test.use({ viewport: { width: 320, height: 900 } });

  test("no page has to be scrolled sideways", async ({ page, context }) => {
    // As the reader's own setting does it.
    const session = await context.newCDPSession(page);
    await openExample(page, "A merger with 14 instances");
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
    for (const address of pagesOf(page, "A merger with 14 instances")) {
      await visit(page, address);
      if (/runbook|questions/.test(address)) await openAll(page);
      expect.soft(await tooWide(page), address).toEqual([]);
    }
  });
});

test.describe("nothing jumps", () => {
  const painted = (page) =>
    page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));

  /// How far things have moved that nobody touched. `files` are held back while `before` is looked at, as on a slow line.
  async function shifts(page, files, before) {
    await page.addInitScript(() => {
      globalThis.shifts = [];
      const seen = (list) => list.getEntries().forEach((entry) => globalThis.shifts.push(entry.value));
      new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
    });
    let go;
    const wait = new Promise((resolve) => (go = resolve));
    await page.route(files, async (route) => {
      await wait;
      await route.continue();
    });
    await page.goto("", { waitUntil: "commit" });
    await before();
    await painted(page);
    go();
    await started(page);
    await expect(page.getByText("Loading the planner")).toHaveCount(0);
    await painted(page);
    return (await page.evaluate(() => globalThis.shifts)).reduce((sum, shift) => sum + shift, 0);
  }

  for (const [width, height] of [[320, 640], [768, 1000], [1440, 900]]) {
    test.describe(`${width} pixels wide`, () => {
      test.use({ viewport: { width, height } });

      test("when the planner takes the shell's place", async ({ page }) => {
        const shell = () => expect(page.locator("#shell")).toBeVisible();
        expect(await shifts(page, "**/*.wasm", shell)).toBeLessThan(0.02);
      });

      test("when the drafts come", async ({ page }) => {
        await begin(page, "First");
        await saved(page);
        await page.goto("about:blank");
        const name = page.getByLabel("Name of the new draft");
        expect(await shifts(page, "**/*_rest.wasm", () => expect(name).toBeVisible())).toBeLessThan(0.02);
        await expect(page.getByRole("link", { name: "First" })).toBeVisible();
        await expect(page.getByRole("button", { name: "A move that is ready" })).toBeVisible();
      });
    });
  }
});

test.describe("by keyboard alone", () => {
  /// What has the focus, and whether that can be seen.
  const focus = (page) =>
    page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const seen = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      const box = element.getBoundingClientRect();
      const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
      return { name, seen, inView: box.bottom > 0 && box.top < innerHeight };
    });

  /// Goes on with Tab until something of this name has the focus, which must be seen at every stop.
  async function tabTo(page, name) {
    const seen = [];
    for (let stops = 0; stops < 60; stops += 1) {
      await page.keyboard.press("Tab");
      const now = await focus(page);
      if (now.name.match(name) || stops > 0) expect(now, `${now.name}: the focus is in view`).toMatchObject({ seen: true, inView: true });
      seen.push(now.name);
      if (now.name.match(name)) return;
    }
    throw new Error(`Tab never comes to ${name}, only to ${seen.join(" | ")}`);
  }

  test("from the start to a typed cell and to the judgement", async ({ page }) => {
    await open(page);
    await tabTo(page, /^Skip to the content/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^Name of the new draft/);
    await page.keyboard.type("By keyboard");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Situation" })).toBeVisible();
    await expect(page.getByRole("main")).toBeFocused();
    await tabTo(page, /^Yes/);
    await page.keyboard.press("Space");
    await expect(moves(page).getByRole("radio", { name: "Yes" })).toBeChecked();
    await tabTo(page, /^Support-assisted/);
    await page.keyboard.press("Space");
    await expect(page.getByRole("radio", { name: /^Support-assisted/ })).toBeChecked();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: /^Self-service/ })).toBeChecked();
    await tabTo(page, /^Next: Tenants/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Tenants" })).toBeVisible();
    await expect(page.getByRole("main")).toBeFocused();
    await tabTo(page, /^Next: Instances/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Instances" })).toBeVisible();
    await expect(page.getByRole("main")).toBeFocused();
    await tabTo(page, /^Add an instance/);
    await page.keyboard.press("Enter");
    await page.keyboard.type("Typed");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Trial");
    await page.keyboard.press("Enter");
    await expect(pulse(page)).toContainText("Typed is of the type Trial, which cannot move");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("F2");
    await page.keyboard.type(" again");
    await page.keyboard.press("Enter");
    await expect(grid(page, "Instances").getByRole("rowheader")).toHaveText(/Typed again$/);
    // Tab leaves the grid: nobody is caught in it.
    await tabTo(page, /^Add an instance/);
    await tabTo(page, /Typed again is of the type Trial/);
    await page.keyboard.press("Enter");
    await expect(grid(page, "Instances")).toBeFocused();
    await page.keyboard.press("Delete");
    await expect(pulse(page)).not.toContainText("Trial");
    await page.keyboard.press("ControlOrMeta+z");
    await tabTo(page, /1 blocker|missing answer/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Not ready yet" })).toBeVisible();
    await tabTo(page, /^Go to the answer/);
    await page.keyboard.press("Enter");
    await expect(grid(page, "Instances")).toBeFocused();
  });

  test("from subscriptions that are pasted to the questions of the agreement", async ({ page }) => {
    await begin(page, "By keyboard");
    for (const ask of ["Do you have “Basic (Qualified Offer)” subscriptions to replace?", "Do your subscriptions move to another type of agreement?"]) {
      const yes = question(page, ask).getByRole("radio", { name: "Yes" });
      await expect(async () => {
        await page.keyboard.press("Tab");
        await expect(yes).toBeFocused({ timeout: 1 });
      }).toPass({ intervals: [0] });
      await page.keyboard.press("Space");
      await expect(yes).toBeChecked();
    }
    await tabTo(page, /^Next: Subscriptions/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Subscriptions" })).toBeVisible();
    await tabTo(page, /^Subscriptions$/);
    await expect(grid(page, "Subscriptions")).toBeFocused();
    await paste(page, fileText("partner-center-subscriptions.json"));
    await tabTo(page, /^Take over/);
    await page.keyboard.press("Enter");
    await expect(grid(page, "Subscriptions").getByRole("rowheader")).toHaveCount(5);
    await expect(grid(page, "Subscriptions")).toBeFocused();
    await tabTo(page, /^Next: Agreement/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Agreement" })).toBeVisible();
    await tabTo(page, /^CSP to Volume Licensing/);
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: "Volume Licensing to CSP" })).toBeChecked();
    await tabTo(page, /^On which day does the Volume Licensing agreement renew/);
    await page.keyboard.type("31 Dec 2026");
    await tabTo(page, /^On which day does the old agreement end/);
    await page.keyboard.type("30 Dec 2026");
    await expect(pulse(page)).toContainText("ends 1 day before its renewal date");
  });
});

test("what has the focus keeps it while the draft is saved", async ({ page }) => {
  await begin(page, "Focus");
  for (const link of [/^Next:/, /missing answer/]) {
    const own = page.getByRole("main").or(pulse(page)).getByRole("link", { name: link }).last();
    await moves(page).getByRole("radio", { name: "Yes" }).check();
    await expect(own).toBeVisible();
    await saved(page);
    // In one go: changed, and elsewhere before it is saved.
    await question(page, "By which route do the instances move?").getByRole("radio", { name: "I don’t know yet" }).check();
    await own.focus();
    await saved(page);
    await expect(own).toBeFocused();
    await page.getByRole("button", { name: "Undo" }).click();
  }
});

test.describe("where there is no room beside the page", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the ways through the draft open from a line that says where one is", async ({ page }) => {
    await openExample(page, "A merger with 14 instances");
    const rail = page.getByRole("navigation", { name: "This draft" });
    const menu = rail.getByRole("button");
    await expect(menu).toHaveText(/Readiness$/);
    await expect(rail.getByRole("link")).toHaveCount(0);
    await menu.press("Enter");
    await expect(menu).toHaveAttribute("aria-expanded", "true");
    await expect(rail.getByRole("link", { name: "Readiness" })).toHaveAttribute("aria-current", "page");
    expect(await wrong(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect(rail.getByRole("link")).toHaveCount(0);
    await expect(menu).toBeFocused();

    await menu.press("Enter");
    await rail.getByRole("link", { name: /^Instances/ }).press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Instances");
    await expect(page.getByRole("main")).toBeFocused();
    await expect(menu).toHaveAttribute("aria-expanded", "false");
    await expect(menu).toHaveText(/Instances.*5 blockers/);
    // Its words come with the rest when the page is opened right here.
    await saved(page);
    await page.reload();
    await started(page);
    await expect(menu).toHaveText(/Instances.*5 blockers/);
  });
});

test("what is in order names its row once", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await page.getByText("183 checks in order").click();
  await expect(page.getByText("Dynamics 365 Customer Service Enterprise: 52 licences available, 46 needed", { exact: true })).toBeVisible();
});

test("a finding stands in full at one answer of a section, and the others lead there", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Cut-over");
  const text = "First weekend: the cut-over falls into working hours";
  const full = page.getByRole("listitem").filter({ hasText: text });
  await expect(full).toHaveCount(1);
  const others = page.getByRole("main").getByRole("link", { name: `TM013 Warning: ${text}` });
  await expect(others).toHaveCount(3);
  await others.last().click();
  const home = page.getByRole("group").filter({ has: full });
  await expect(home.locator(":focus")).toHaveCount(1);
  await expect(full).toBeInViewport();
});

test.describe("what is bought, as a table", () => {
  const table = (page) => page.getByRole("table", { name: "What is bought" });
  const OLD = "User licences: How many are there under the old agreement?";
  const NEW = "User licences: How many are there under the new agreement?";
  /// Before what is unseen, a name may have a space.
  const literal = (name) => new RegExp(`^${name.replace(/[?]/g, "\\$&").replace(": ", " ?: ")}$`);

  test("has its answers by row and column, each with a name, in the order of reading", async ({ page }) => {
    await openAllKinds(page);
    await goTo(page, "Agreement");
    await expect(table(page).getByRole("columnheader")).toHaveText(["Old agreement", "New agreement", "Seen active"]);
    await expect(table(page).getByRole("rowheader")).toHaveText(["User licences", "Device licences", "Add-on environments"]);
    await expect(table(page).getByRole("textbox")).toHaveCount(6);
    await expect(table(page).getByRole("combobox")).toHaveCount(3);
    const old = table(page).getByRole("textbox", { name: OLD });
    await expect(old).toHaveValue("100");
    await expect(old).toHaveAccessibleDescription(/Say 0 where there is none/);
    await old.focus();
    const stops = [];
    for (let stop = 0; stop < 9; stop += 1) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => {
        const { ariaLabel, labels, textContent } = document.activeElement;
        return ariaLabel ?? labels?.[0]?.textContent ?? textContent;
      }));
    }
    const seen = "User licences: Were both, the old and the new ones, seen active in the Microsoft 365 admin center?";
    expect(stops).toEqual([
      `I don’t know yet: ${OLD}`, `Note: ${OLD}`, NEW, `I don’t know yet: ${NEW}`, `Note: ${NEW}`, seen, `Note: ${seen}`, "AG010",
      "Device licences: How many are there under the old agreement?",
    ]);
  });

  test("says what is wrong, what is found and what was noted below the row", async ({ page }) => {
    await openAllKinds(page);
    await goTo(page, "Agreement");
    const old = table(page).getByRole("textbox", { name: OLD });
    const found = table(page).getByText("User licences: 10 fewer on the new agreement, 100 before, 90 now");
    await expect(found).toHaveCount(1);
    await old.fill("a few");
    await expect(found).toHaveCount(0);
    await expect(old).toHaveAttribute("aria-invalid", "true");
    await expect(table(page).getByText("Old agreement: Expected a whole number")).toBeVisible();
    expect(await wrong(page)).toEqual([]);
    // Nobody has to type again what stood there before.
    const unknown = table(page).getByRole("checkbox", { name: literal(`I don’t know yet: ${OLD}`) });
    await unknown.check();
    await expect(old).toHaveValue("");
    await unknown.uncheck();
    await expect(old).toHaveValue("a few");
    const note = table(page).getByRole("button", { name: literal(`Note: ${OLD}`) });
    await note.click();
    await expect(note).toHaveAttribute("aria-expanded", "true");
    await table(page).getByRole("textbox", { name: "Who said so" }).fill("Kim");
    await table(page).getByRole("button", { name: literal(`Note: ${NEW}`) }).click();
    await expect(table(page).getByRole("textbox", { name: "Who said so" })).toHaveValue("");
    await table(page).getByRole("button", { name: literal(`Note, and who said so: ${OLD}`) }).click();
    await expect(table(page).getByRole("textbox", { name: "Who said so" })).toHaveValue("Kim");
    expect(await wrong(page)).toEqual([]);
  });

  for (const width of [320, 1440]) {
    test(`is where a finding sends its reader, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 640 });
      await openAllKinds(page);
      const short = page.getByRole("article").filter({ hasText: "User licences: 10 fewer on the new agreement" });
      await short.getByRole("link", { name: /^Go to the answer “New agreement” ?: User licences: 10 fewer/ }).click();
      await expect(table(page).getByRole("textbox", { name: NEW })).toBeFocused();
      await expect(table(page).getByRole("textbox", { name: NEW })).toBeInViewport();
    });
  }
});

test("no two ways from the results to an answer sound alike", async ({ page }) => {
  await openAllKinds(page);
  for (const name of [/^Go to the answer/, /^The task in the runbook/, /^Answer/]) {
    const links = await page.getByRole("main").getByRole("link", { name }).allTextContents();
    expect(links.length).toBeGreaterThan(3);
    expect(links.length).toBe(new Set(links).size);
  }
  // What no answer changes has no way to one.
  const down = page.getByRole("article").filter({ hasText: "Production is down for up to 48 hours" });
  await expect(down.getByRole("link", { name: /^The task in the runbook/ })).toHaveCount(1);
  await expect(down.getByRole("link", { name: /^Go to the answer/ })).toHaveCount(0);
});

test("an answer that is missing of two rows is asked for once, and opens to each", async ({ page }) => {
  await openAllKinds(page);
  const asked = page.getByRole("region", { name: "Missing answers" }).getByRole("listitem").filter({ hasText: "What takes its place?" });
  await expect(asked).toHaveCount(1);
  await asked.getByText("2 subscriptions").click();
  await expect(asked.getByRole("listitem")).toHaveCount(2);
  await asked.getByRole("link", { name: /for Faculty$/ }).click();
  await expect(grid(page, "Subscriptions")).toBeFocused();
});

test("a task says what its terms mean", async ({ page }) => {
  await openAllKinds(page);
  await goTo(page, "Runbook");
  await page.getByText("Set up the project on the new tenant", { exact: true }).click();
  const meaning = page.getByText("A form of a Lifecycle Services project");
  await expect(meaning).toBeHidden();
  await page.getByRole("button", { name: "subscription estimator" }).click();
  await expect(meaning).toBeVisible();
});

for (const width of [768, 1440]) {
  test(`the lines of the rail have one height, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openAllKinds(page);
    for (const title of ["Readiness", "Subscriptions", "LCS project"]) {
      await goTo(page, title);
      const lines = page.getByRole("navigation", { name: "This draft" }).getByRole("link");
      const heights = await lines.evaluateAll((lines) => lines.map((line) => line.offsetHeight));
      expect(new Set(heights).size, `${title}: ${heights}`).toBe(1);
    }
  });
}

test("a full stop stays on the line of its term", async ({ page }) => {
  await openAllKinds(page);
  const id = new URL(page.url()).hash.split("/")[2];
  const alone = () =>
    [...document.querySelectorAll("main .term")].flatMap((term) => {
      const stop = document.createRange();
      stop.setStartAfter(term);
      const next = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      next.currentNode = term.lastChild;
      let text = next.nextNode();
      while (text?.parentElement.closest("[popover]")) text = next.nextNode();
      if (!text || !/^[.,;:]/.test(text.data)) return [];
      stop.setStart(text, 0);
      stop.setEnd(text, 1);
      const [own, before] = [stop.getBoundingClientRect(), term.getBoundingClientRect()];
      return own.top >= before.bottom - 2 ? [term.textContent] : [];
    });
  let seen = 0;
  for (let width = 320; width < 400; width += 10) {
    await page.setViewportSize({ width, height: 640 });
    for (const section of SECTIONS[ALL_KINDS]) {
      await visit(page, `#/draft/${id}/facts/${section}`);
      seen += await page.locator("main .term").count();
      expect.soft(await page.evaluate(alone), `${section}, ${width}`).toEqual([]);
    }
  }
  expect(seen).toBeGreaterThan(100);
});

test("a day that is shown stands in one line, is found as it is typed, and is read when it is pasted", async ({ page }) => {
  await openAllKinds(page);
  await goTo(page, "Subscriptions");
  const ends = await cell(page, "Subscriptions", "Microsoft 365 E3", "Ends on");
  expect(await ends.textContent()).toBe("30\u00a0Jun\u00a02027");
  await ends.click();
  await paste(page, "Jul\u00a01,\u00a02027");
  await expect(ends).toHaveText("1 Jul 2027");

  await goTo(page, "Readiness");
  await page.getByRole("searchbox", { name: "Find in the results" }).fill("suspended on 31 dec 2026");
  await expect(page.getByRole("article").filter({ hasText: "Suspended on 31 Dec 2026" })).not.toHaveCount(0);
});

test("an hour that the clocks leave out, or show twice, is said to be one", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Cut-over");
  const [name, starts] = [await cell(page, "Cut-over windows", "First weekend", "Window"), await cell(page, "Cut-over windows", "First weekend", "Starts")];
  const said = page.getByRole("status").filter({ hasText: /./ });
  const type = async (typed) => {
    // A second click on the same cell would edit it.
    await name.click();
    await starts.click();
    await page.keyboard.type(typed);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowLeft");
  };
  for (const [typed, text] of [
    ["2027-03-28 02:30", "There is no such time on that day"],
    ["2027-10-31 02:30", "The clocks show this time twice on that day"],
    ["2027-03-28 2 o'clock", "Expected a day and a time"],
  ]) {
    await type(typed);
    await expect(said.filter({ hasText: text }), typed).toBeVisible();
  }
  await type("2027-03-28 03:30");
  await expect(said.filter({ hasText: /clocks|no such time|Expected a day and/ })).toHaveCount(0);
  await question(page, "In which time zone does the organisation work?").getByRole("combobox").fill("Mars/Olympus");
  await name.click();
  await starts.click();
  await expect(said.filter({ hasText: "say first in which time zone" })).toBeVisible();
});

test("an address without a page says so, and one of a draft that is gone as well", async ({ page }) => {
  for (const address of ["#/draft/none/nonsense", "#/nowhere"]) {
    await open(page, address);
    await expect(page.getByText("The planner has no page of this name.")).toBeVisible();
    await expect(page.getByText("The draft may have been deleted")).toHaveCount(0);
    await page.goto("about:blank");
  }
  await open(page, "#/draft/none/facts");
  await expect(page.getByText("The draft may have been deleted")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  await begin(page, "Open");
  await visit(page, "#/draft/none/nonsense");
  await expect(page.getByRole("navigation", { name: "This draft" }).getByRole("button")).toHaveText(/There is nothing at this address$/);
});

test.describe("with fingers", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

  test("the grid speaks of fingers and shows that there is more to the right", async ({ page }) => {
    await openExample(page, "A merger with 14 instances");
    await goTo(page, "Instances");
    await expect(page.getByText("swipe to see more columns")).toBeVisible();
    await expect(page.getByText("Enter edits, Tab moves on")).toBeHidden();
    const wrap = page.locator(".grid-wrap");
    /// How much darker the edge of a row is than the row beside it.
    const shade = async () => {
      const box = await wrap.boundingBox();
      const clip = { x: box.x + box.width - 24, y: box.y + 70, width: 22, height: 1 };
      const picture = (await page.screenshot({ clip })).toString("base64");
      return page.evaluate(async (picture) => {
        const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
        canvas.drawImage(image, 0, 0);
        const at = (x) => canvas.getImageData(x, 0, 1, 1).data[0];
        return at(0) - at(image.width - 1);
      }, picture);
    };
    await wrap.scrollIntoViewIfNeeded();
    expect(await shade()).toBeGreaterThan(20);
    await wrap.evaluate((wrap) => (wrap.scrollLeft = wrap.scrollWidth));
    expect(Math.abs(await shade())).toBeLessThan(5);
  });
});

test("a link to the address that is open already leads to its answer again", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Licences");
  const short = pulse(page).getByRole("link", { name: /^14 user licences short/ });
  for (let times = 0; times < 2; times += 1) {
    await short.click();
    const focused = page.getByRole("main").locator(":focus");
    await expect(focused).toHaveCount(1);
    await expect(focused).toBeInViewport();
    await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
  }
  const old = pulse(page).getByRole("link", { name: /^Fabrikam Legacy has version 8.2/ });
  await old.click();
  await expect(grid(page, "Instances")).toBeFocused();
  const cell = await grid(page, "Instances").getAttribute("aria-activedescendant");
  await page.keyboard.press("Control+Home");
  await expect(grid(page, "Instances")).not.toHaveAttribute("aria-activedescendant", cell);
  await old.click();
  await expect(grid(page, "Instances")).toHaveAttribute("aria-activedescendant", cell);
  await expect(grid(page, "Instances")).toBeFocused();
});

test("the section of a document is in the document's language", async ({ page }) => {
  await open(page, "#/rules/TM001");
  const cited = page.locator(".cited small").first();
  await expect(cited.locator("[lang=en]")).toHaveText(/\w/);
  await expect(cited).toHaveText(/^\w.*, as of \d+\s\w+\s\d{4}\./);
});

test("every address can be opened directly", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await saved(page);
  for (const address of pagesOf(page, "A merger with 14 instances")) {
    await page.goto("about:blank");
    await open(page, address);
    const missing = /none|nowhere/.test(address);
    const title = page.getByRole("heading", { level: 1, name: "There is nothing at this address" });
    await expect(title, address).toHaveCount(missing ? 1 : 0);
    expect(new URL(page.url()).hash, address).toBe(address);
    await expect(page.getByRole("navigation", { name: "This draft" })).toHaveCount(address.includes("none/") || !address.startsWith("#/draft/") ? 0 : 1);
  }
});

test("loaded anew, a page that is about no draft keeps the one that this tab had open", async ({ page }) => {
  await openExample(page, "A merger with 14 instances");
  await saved(page);
  const rail = page.getByRole("navigation", { name: "This draft" });
  for (const [address, title] of [["#/about", "About the planner"], ["#/rules/TM005", "Enough user licences in the destination"], ["#/rules", "Rules"]]) {
    await visit(page, address);
    await page.reload();
    await started(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(rail).toHaveCount(1);
    expect(new URL(page.url()).hash).toBe(address);
  }
  // Another tab had none open.
  const other = await page.context().newPage();
  await open(other, page.url());
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Rules");
  await expect(other.getByRole("navigation", { name: "This draft" })).toHaveCount(0);
  await other.close();
  // Nor is there one that was deleted since.
  await page.evaluate((prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).forEach((key) => localStorage.removeItem(key)), PREFIX);
  await page.goto("about:blank");
  await open(page, "#/rules");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rules");
  await expect(rail).toHaveCount(0);
});

test("open questions of a draft that says nothing yet: where to begin", async ({ page }) => {
  await begin(page, "New");
  await goTo(page, "Open questions");
  await expect(page.getByText("No rule waits")).toHaveCount(0);
  await page.getByRole("link", { name: "Say what you are about to do" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Situation");
});

test("the rules can be searched, and the address keeps what for", async ({ page }) => {
  await open(page, "#/rules");
  const rules = page.getByRole("listitem").filter({ has: page.locator(".code") });
  await expect(rules).toHaveCount(101);
  const search = page.getByRole("searchbox", { name: "Find in the rules" });
  await search.fill("lockbox");
  await expect(rules).toHaveCount(2);
  const kinds = page.getByRole("region").filter({ has: rules }).getByRole("heading", { level: 2 });
  await expect(kinds).toHaveText(["Instances to another tenant", "LCS project to another tenant"]);
  await expect(page).toHaveURL(/#\/rules\?find=lockbox$/);
  await page.reload();
  await started(page);
  await expect(search).toHaveValue("lockbox");
  await page.getByRole("link", { name: "Somebody approves the Customer Lockbox request" }).click();
  await expect(page.getByRole("main")).toContainText("SS019 · ");
  await page.goBack();
  await expect(search).toHaveValue("lockbox");
  await search.fill("tm01");
  await expect(rules).toHaveCount(10);
  await search.fill("no such word");
  await expect(rules).toHaveCount(0);
  await expect(page.getByText("No rule has this in it.")).toBeVisible();
});

test("a page can be left at any moment, on a slow device too", async ({ page }) => {
  // Much can happen between two pictures.
  await page.addInitScript(() => (window.requestAnimationFrame = (run) => setTimeout(run, 200)));
  await openExample(page, "A merger with 14 instances");
  await goTo(page, "Instances");
  const hash = new URL(page.url()).hash;
  const leave = (hash) => page.evaluate((hash) => (location.hash = hash), hash);
  for (const keys of [["ArrowDown"], ["Enter"], ["Enter", "Escape"], ["x"], ["Control+End"], ["Delete"]]) {
    await grid(page, "Instances").focus();
    for (const key of keys) await page.keyboard.press(key);
    await leave("#/rules");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rules");
    await leave(hash);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Instances");
  }
  // What was still to be done for the pages that were left is done by now.
  await whole(page);
  await expect(grid(page, "Instances")).toBeVisible();
});

test("what comes in portions says so until all of it is there", async ({ page }) => {
  await page.addInitScript(() => (window.requestAnimationFrame = (run) => setTimeout(run, 200)));
  await open(page, "#/rules");
  const rules = page.getByRole("listitem").filter({ has: page.locator(".code") });
  const busy = page.locator("main[aria-busy=true]");
  await expect(busy).toHaveCount(1);
  expect(await rules.count()).toBeLessThan(60);
  await whole(page);
  await expect(rules).toHaveCount(101);
  // A page that is left in the middle does not stay busy.
  await page.evaluate(() => (location.hash = "#/about"));
  await page.evaluate(() => (location.hash = "#/rules"));
  await expect(busy).toHaveCount(1);
  await page.evaluate(() => (location.hash = "#/about"));
  await whole(page);
});
