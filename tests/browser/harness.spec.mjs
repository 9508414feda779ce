// The checks that every test makes, put to the test: each kind of problem is caused once.

import { expect, started, test } from "./planner.mjs";

test.beforeEach(async ({ page }) => {
  await page.goto("");
  await started(page);
});

test.describe("without the policy, which would stop it", () => {
  test.use({ bypassCSP: true });

  test("a request to another origin is a problem", async ({ page, problems }) => {
    problems.expect(/^request to another origin: http:\/\/localhost/);
    await page.evaluate(() => {
      const other = new URL(document.baseURI);
      other.hostname = "localhost";
      return new Promise((done) => Object.assign(new Image(), { onload: done, onerror: done, src: other }));
    });
  });
});

test("an inline style is a problem", async ({ page, problems }) => {
  problems.expect(/^console: policy violation: style-src/);
  problems.expect(/^console: .*Content Security Policy/);
  await page.evaluate(() => document.body.setAttribute("style", "color: red"));
});

test("a script made of text is a problem", async ({ page, problems }) => {
  problems.expect(/^console: policy violation: require-trusted-types-for/);
  problems.expect(/^console: .*TrustedScript/);
  const script = page.evaluate(() => {
    document.createElement("script").text = "0";
  });
  await expect(script).rejects.toThrow("TrustedScript");
});

test("a script from an address made of text is a problem", async ({ page, problems }) => {
  problems.expect(/^console: policy violation: require-trusted-types-for/);
  problems.expect(/^console: .*TrustedScriptURL/);
  const script = page.evaluate(() => {
    document.createElement("script").src = "boot.js";
  });
  await expect(script).rejects.toThrow("TrustedScriptURL");
});

test("an exception is a problem", async ({ page, problems }) => {
  problems.expect(/^exception: Error: on purpose/);
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error("on purpose"))));
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
});

test("a missing file is a problem", async ({ page, problems }) => {
  problems.expect(/^console: .*404/);
  await page.evaluate(() => fetch("missing.json"));
});

test("an error in another window is a problem", async ({ browser, baseURL, problems }) => {
  const context = await browser.newContext();
  await problems.watch(context);
  const page = await context.newPage();
  await page.goto(baseURL);
  problems.expect(/^console: on purpose/);
  await page.evaluate(() => console.error("on purpose"));
  await problems.settle();
  await context.close();
});
