import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/browser.ts';
import { browserArguments, targetUrl } from './src/config.ts';
import { profilesFor } from './src/target.ts';

// First of all, since it may refuse.
const baseURL = targetUrl();
const browser = await findBrowser();

const ofSmoke = ['earlier-runs.spec.ts', 'smoke.spec.ts'];
const profiles = {
  whole: { name: 'whole', testIgnore: ofSmoke },
  // For a deployed stage: short, and it leaves nothing behind.
  smoke: { name: 'smoke', testMatch: ofSmoke },
};

export default defineConfig({
  testDir: './src',
  testMatch: '*.spec.ts',
  outputDir: '../reports/e2e/results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // One worker: two cores already serve the stack, its converter and the browser.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  use: {
    baseURL,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: browser.executablePath,
      args: [...browser.args, ...browserArguments()],
      env: browser.env,
    },
  },
  // A profile that is not here cannot be chosen, by whatever way the tests are started.
  projects: profilesFor(baseURL).map((name) => profiles[name]),
});
