import { defineConfig } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
// A free one, which xtask picks; by hand, always the same.
const port = Number(process.env.QUIETLY_PORT ?? 8765);
// Root has no sandbox for Chromium to work in.
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function onPath(name: string): string | undefined {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export default defineConfig({
  testDir: '.',
  outputDir: path.join(root, 'test-results/e2e'),
  // A test that passes at the second try has failed.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: 'en-US',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? onPath('chromium') ?? onPath('google-chrome'),
      args: [
        ...sandbox,
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
  webServer: {
    command: process.env.QUIETLY_HOST
      ? `"${process.env.QUIETLY_HOST}" host --port ${port}`
      : `cargo xtask host --port ${port}`,
    cwd: root,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
