// What every browser test starts from: `import { expect, test } from "./planner.mjs"`.
//
// The planner is served at a sub-path, and a test fails on anything that the page must never do: a request to another
// origin, a violation of the policy, an error in the console, an exception that nobody caught.

import { expect, test as base } from "@playwright/test";
import { serve } from "./server.mjs";

export { expect };

export const test = base.extend({
  /// How dist/ is hosted: the options of `serve`. Another one: `test.use({ hosting: { base: "/" } })`.
  hosting: [{ base: "/intranet/planner/" }, { option: true }],

  server: async ({ hosting }, use) => {
    const server = await serve(hosting);
    await use(server);
    await server.close();
  },

  /// `page.goto("")` is the start, `page.goto("#/rules")` another page.
  baseURL: ({ server }, use) => use(server.url),

  /// Collects the problems of the test's pages; those of a further context after `problems.watch(context)`. A test that
  /// causes one on purpose says so: `problems.expect(/storage is full/)`.
  problems: [
    async ({ context, server }, use) => {
      const problems = new Problems(new URL(server.url).origin);
      await problems.watch(context);
      await use(problems);
      await problems.settle();
      expect(problems.found, "problems that the page has").toEqual([]);
      expect(problems.awaited.map(String), "problems that the test expects and the page does not have").toEqual([]);
    },
    { auto: true },
  ],
});

/// The shell is what stands in index.html until the planner takes its place.
export async function started(page) {
  await expect(page.locator("#shell")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

class Problems {
  found = [];
  awaited = [];
  #contexts = [];
  #expected = [];
  #origin;

  constructor(origin) {
    this.#origin = origin;
  }

  async watch(context) {
    this.#contexts.push(context);
    context.on("request", (request) => {
      const url = new URL(request.url());
      const own = url.origin === this.#origin || url.protocol === "data:" || url.protocol === "blob:";
      if (!own) this.#add(`request to another origin: ${url}`);
    });
    context.on("console", (message) => {
      if (message.type() === "error") this.#add(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.#add(`exception: ${error.error().stack}`));
    await context.addInitScript(() =>
      addEventListener("securitypolicyviolation", (event) => {
        const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
        console.error(`policy violation: ${effectiveDirective}, ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`);
      }),
    );
  }

  /// Problems that match are caused by the test; at least one has to come.
  expect(pattern) {
    this.#expected.push(pattern);
    this.awaited.push(pattern);
  }

  #add(problem) {
    const pattern = this.#expected.find((pattern) => pattern.test(problem));
    if (pattern) this.awaited = this.awaited.filter((other) => other !== pattern);
    else this.found.push(problem);
  }

  /// Messages come in order: after an answer of every page, all that it said before is here.
  async settle() {
    const pages = this.#contexts.flatMap((context) => context.pages());
    await Promise.all(pages.map((page) => page.evaluate("0").catch(() => {})));
  }
}
