import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";

// `cargo xtask test` names the browser that it found. Without it, one on PATH, else the one that Playwright installs.
function chromium() {
  if (process.env.PLANNER_CHROMIUM) return process.env.PLANNER_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export default defineConfig({
  testMatch: "*.spec.mjs",
  outputDir: "../../target/browser/results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // For a machine that has other things to do; most tests take a second or two.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [["line"], ["json", { outputFile: "../../target/browser/report.json" }]],
  use: {
    // Whatever the machine is set to.
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A host that is not this machine to the browser: plain http is no secure context there.
        "--host-resolver-rules=MAP planner.example 127.0.0.1",
      ],
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
});
