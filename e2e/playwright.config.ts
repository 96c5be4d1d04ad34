import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/browser.ts';
import { targetUrl } from './src/config.ts';

const browser = await findBrowser();

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
    baseURL: targetUrl(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: browser.executablePath, args: browser.args, env: browser.env },
  },
});
