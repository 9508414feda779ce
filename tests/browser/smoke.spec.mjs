import { expect, test } from "./planner.mjs";
import { shippedHeaders } from "./server.mjs";

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
      await expect(page.locator("#shell")).toHaveCount(0);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  });
}
