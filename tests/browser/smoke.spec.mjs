import { readdirSync, readFileSync } from "node:fs";
import { expect, started, test } from "./planner.mjs";
import { hostingFiles, shippedHeaders } from "./server.mjs";

const HOSTS = {
  "at a sub-path": { base: "/intranet/planner/" },
  "at the root, compressed": { base: "/", compress: true },
  "with the headers that we ship": { base: "/a/", headers: shippedHeaders() },
};

for (const [name, hosting] of Object.entries(HOSTS)) {
  test.describe(name, () => {
    test.use({ hosting });

    test("the planner starts", async ({ page }) => {
      await page.goto("");
      await started(page);
    });
  });
}


test("every host's headers carry the policy of the page", async ({ page }) => {
  await page.goto("");
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  for (const name of readdirSync(hostingFiles)) {
    // A page cannot say by whom it may be framed; only a header can.
    const expected = `${policy}; frame-ancestors 'none'`;
    const text = readFileSync(new URL(name, hostingFiles), "utf8");
    expect(text, name).toContain(name === "_headers" ? `  Content-Security-Policy: ${expected}\n` : `"${expected}"`);
  }
});

test("hosts may cache for ever what has a hash in its name, and nothing else", async () => {
  const names = readdirSync(new URL("../../dist/", import.meta.url));
  // A hash that begins with zeros is written without them.
  const hashed = names.filter((name) => /-[0-9a-f]{8,16}[._]/.test(name));
  expect(hashed.filter((name) => name.endsWith(".wasm"))).toHaveLength(2);
  for (const [file, pattern] of [
    ["nginx.conf", /\$uri ~ "(.+)"/],
    ["apache.htaccess", /FilesMatch "(.+)"/],
  ]) {
    const cached = new RegExp(readFileSync(new URL(file, hostingFiles), "utf8").match(pattern)[1]);
    expect(names.filter((name) => cached.test(`/${name}`)), file).toEqual(hashed);
  }
});
