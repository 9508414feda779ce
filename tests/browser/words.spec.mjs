// No word is fixed in the code: with the words of another language, all that the page says is in that language.

import { readFileSync } from "node:fs";
import { expect, started, test } from "./planner.mjs";
import { paste, visit, whole } from "./steps.mjs";

const ACCENTED = Object.fromEntries([..."aceinouyACEINOUY"].map((letter, at) => [letter, [..."áçéíñóúýÁÇÉÍÑÓÚÝ"][at]]));

/// A template in the language of the test: its words between ⟦ and ⟧ and with accents; its blanks as they were.
function pseudo(template) {
  const accented = (text) => (text.trim() ? `⟦${text.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)}⟧` : text);
  let [out, text, at] = ["", "", 0];
  const say = () => ((out += accented(text)), (text = ""));
  while (at < template.length) {
    // A term's key stands in front of the term, in a mark.
    const blank = /^\{\w+\}|^#|^\[\[\w+\||^\]\]/.exec(template.slice(at));
    const plural = /^\{\w+, plural,/.exec(template.slice(at));
    if (blank) {
      say();
      out += blank[0];
      at += blank[0].length;
    } else if (plural) {
      say();
      let end = at + plural[0].length;
      out += plural[0];
      // The cases: a name and a template in braces each.
      for (;;) {
        const head = /^\s*(=?\w+)\s*\{/.exec(template.slice(end));
        if (!head) break;
        let [depth, close] = [1, end + head[0].length];
        for (; depth > 0; close += 1) depth += { "{": 1, "}": -1 }[template[close]] ?? 0;
        out += `${head[0]}${pseudo(template.slice(end + head[0].length, close - 1))}}`;
        end = close;
      }
      const tail = /^\s*\}/.exec(template.slice(end));
      out += tail[0];
      at = end + tail[0].length;
    } else {
      text += template[at];
      at += 1;
    }
  }
  say();
  return out;
}

const translated = (words) =>
  typeof words === "string" ? pseudo(words) : Object.fromEntries(Object.entries(words).map(([key, own]) => [key, translated(own)]));

/// Every text of a draft's file: what the reader said stands on the page as it was said.
const texts = (value) => (typeof value === "object" && value ? Object.values(value).flatMap(texts) : [String(value)]);

const published = (path) => JSON.parse(readFileSync(new URL(`../../public/${path}`, import.meta.url), "utf8"));
const example = published("examples/merger.json");

// An answer that was chosen stands in the file by its key, and on the page in the reader's language.
const CHOSEN = new Set(Object.values(published("words/en.json").choices).flatMap(Object.keys));

// What is the same in every language, or the browser's own: codes with names of rules, days, and what joins a list.
const DATA = [
  "(?<=⟧) and (?=⟦)",
  "\\b(TM|SS|MK|QO|AG|FO)\\d{3}\\b( · [a-z][a-z-]*)?",
  "\\b((Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\\s)?\\d{1,2}\\s(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\s\\d{4}\\b",
];

/// What the page says beyond its words and the reader's own: each with where it stands.
function fixed(page, own) {
  return page.evaluate(([own, data]) => {
    const theirs = [...new Set(own)].sort((a, b) => b.length - a.length);
    const found = [];
    const look = (text, where) => {
      // Between ⟦ and ⟧ are words; what is left has to be data, the reader's own, or no word at all.
      let left = text;
      for (const one of data) left = left.replace(new RegExp(one, "g"), " ");
      while (/⟦[^⟦⟧]*⟧/.test(left)) left = left.replace(/⟦[^⟦⟧]*⟧/g, " ");
      for (const one of theirs) left = left.split(one).join(" ");
      if (/\p{L}{2,}/u.test(left)) found.push(`${where}: ${text.trim()} (${left.trim()})`);
    };
    const hidden = (element) => !element.checkVisibility() && !element.closest(".vh, option, datalist");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (element.closest('[lang="en"]') !== document.documentElement || hidden(element)) continue;
      if (node.nodeType === Node.TEXT_NODE) look(node.data, element.tagName);
      else {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) {
          if (element.hasAttribute(name)) look(element.getAttribute(name), `${element.tagName} ${name}`);
        }
        if (element.matches("input:not([type=radio], [type=checkbox])")) look(element.value, "INPUT value");
      }
    }
    look(document.title, "title");
    return [...new Set(found)];
  }, [own, DATA]);
}

test.beforeEach(async ({ page }) => {
  await page.route("**/words/*.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: translated(await response.json()) });
  });
});

test("the words of the test keep blanks and plurals", () => {
  expect(pseudo("Line {line}:")).toBe("⟦Líñé ⟧{line}⟦:⟧");
  expect(pseudo("{n, plural, one {# hour} other {# hours of {x}}} more")).toBe(
    "{n, plural, one {#⟦ hóúr⟧} other {#⟦ hóúrs óf ⟧{x}}}⟦ móré⟧",
  );
  expect(pseudo("A [[tenant|tenant]] is")).toBe("⟦Á ⟧[[tenant|⟦téñáñt⟧]]⟦ ís⟧");
});

test("no word is fixed in the code", async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto("");
  await started(page);
  const own = texts(example).filter((text) => /\p{L}{2}/u.test(text) && !CHOSEN.has(text));
  const check = async (where) => {
    await whole(page);
    expect.soft(await fixed(page, own), where).toEqual([]);
  };
  // What stands in one that is opened comes with it, and may have others in it.
  const openAll = async () => {
    await whole(page);
    const closed = page.locator("main details:not([open])");
    while ((await closed.count()) > 0) await closed.first().evaluate((one) => (one.open = true));
  };
  await check("empty start");

  await page.getByRole("button", { name: pseudo("A merger with 14 instances") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pseudo("Not ready yet"));
  const id = new URL(page.url()).hash.split("/")[2];
  await openAll();
  await check("readiness");
  own.push("zzz");
  await page.getByRole("searchbox").fill("zzz");
  await check("nothing found");

  const sections = ["tenants", "instances", "components", "licences", "storage", "users", "integrations", "cut-over", "people"];
  for (const section of ["situation", "facts", ...sections.map((section) => `facts/${section}`)]) {
    await visit(page, `#/draft/${id}/${section}`);
    await openAll();
    for (const table of await page.getByRole("grid").all()) {
      await table.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
    }
    // Somebody has no telephone, and the reader wrote so.
    if (section === "facts/people") own.push("none");
    await check(section);
  }

  await visit(page, `#/draft/${id}/facts/instances`);
  await page.getByRole("grid").focus();
  await paste(page, "Name\tVersion\tColour\nFabrikam Sales\t9.x\tred\nFabrikam Field\t9.2\tred\nFabrikam Field\t9.2\tred");
  await expect(page.getByRole("dialog")).toBeVisible();
  own.push("Colour", "9.x", "red");
  await check("what was understood");
  await page.keyboard.press("Escape");

  await visit(page, "#/about");
  await check("about");
  await visit(page, "#/drafts");
  await check("drafts");
  await visit(page, "#/rules");
  await check("rules");
  for (const code of Object.keys(published("words/en.rules.json").rules)) {
    await visit(page, `#/rules/${code}`);
    await check(code);
  }
  own.push("XX999");
  await visit(page, "#/rules/XX999");
  await check("no such rule");
  await visit(page, "#/nowhere");
  await check("nowhere");

  await visit(page, "#/");
  await page.evaluate((key) => localStorage.setItem(key, "{"), "transition-planner/draft/damaged");
  await page.reload();
  await started(page);
  await check("start");
  for (const [name, text] of [["a.json", "?"], ["a.json", "{}"], ["a.json", JSON.stringify({ ...example, name: 7 })]]) {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(page.locator(".banner")).toBeVisible();
    own.push(name, "name");
    await check("a file that is no draft");
  }
});
