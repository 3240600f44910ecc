// What can go wrong with keeping things, each for real, in its own words and with a next step.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, importUsual, readExport, zipFile } from './hand';

/** Everything that the page has stored. */
const stored = (page: Page) => page.evaluate(() => ({ ...localStorage }));

const storage = (page: Page) => page.getByRole('region', { name: 'Storage' });

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await storage(page).getByRole('button', { name: button }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('where storage is blocked the page runs, says so, and offers a file', async ({
  baseURL,
  launchOptions,
}) => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'quietly-blocked-'));
  await mkdir(path.join(profile, 'Default'));
  await writeFile(
    path.join(profile, 'Default/Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
  );
  const context = await chromium.launchPersistentContext(profile, launchOptions);
  const page = await context.newPage();
  await page.goto(baseURL!);
  // Else the test would prove nothing.
  const error = await page.evaluate(() => {
    try {
      return String(localStorage.length);
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(error).toBe('SecurityError');
  await expect(storage(page)).toContainText('nothing will be kept');
  const made = makeExport({ connections: 20, invitations: 12 });
  const report = await readExport(page, zipFile(made));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await page.getByRole('button', { name: /^Ignore / }).first().click();
  await expect(page.getByText('Ignored.')).toBeVisible();
  const copy = await saved(page, 'Save a copy…');
  expect(copy).toContain('Quietly backup, version 2, 2 lines');
  expect(copy).toContain('"Ignore"');
  await context.close();
  await rm(profile, { recursive: true });
});

test('when it is full, acts wait in memory and are kept once there is room', async ({
  page,
  context,
}) => {
  await importUsual(page, makeExport({ connections: 30, invitations: 30 }));
  const other = await context.newPage();
  await other.goto('letter.svg');
  await other.evaluate(() => {
    // Down to the last unit.
    for (let size = 1 << 20, n = 0; size >= 1; n += 1) {
      try {
        localStorage.setItem(`theirs-${n}`, 'x'.repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await page.bringToFront();
  // Each process has a copy of its own, which hears of the other's some time later.
  const theirs = (of: Page) =>
    of.evaluate(() => Object.keys(localStorage).filter((it) => it.startsWith('theirs-')).length);
  await expect.poll(() => theirs(page)).toBe(await theirs(other));
  const button = page.getByRole('button', { name: /^Ignore / }).first();
  const name = (await button.getAttribute('aria-label'))!;
  await button.click();
  await expect(page.getByText('Not kept yet').first()).toBeVisible();
  await expect(storage(page)).toContainText('1 act is not kept yet');
  // Nothing in memory is lost, and more can be done.
  await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
  await page.getByRole('button', { name: /^Ignore / }).first().click();
  await expect(storage(page)).toContainText('2 acts are not kept yet');
  expect(await saved(page, 'Save a copy…')).toContain('Quietly backup, version 2, 3 lines');
  await other.evaluate(() => localStorage.removeItem('theirs-0'));
  await expect(storage(page)).toBeHidden();
  expect(Object.keys(await stored(page))).toContain('theirs-1');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
  await expect(storage(page)).toBeHidden();
});

test('a damaged value is named, all else is shown, and its bytes stay until one says so', async ({
  page,
}) => {
  await importUsual(page, makeExport({ connections: 30, invitations: 30 }));
  await page.getByRole('button', { name: /^Ignore / }).first().click();
  await expect(page.getByText('Ignored.')).toBeVisible();
  const [key, damaged] = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => localStorage[key].includes('"Ignore"'))!;
    localStorage[key] = localStorage[key].replace('"Ignore"', '"Ignorf"');
    return [key, localStorage[key]];
  });
  await page.reload();
  await expect(storage(page)).toContainText('1 part of what was kept cannot be read');
  await page.getByRole('button', { name: /^Ignore / }).first().click();
  await expect(page.getByText('Ignored.')).toBeVisible();
  await page.reload();
  await expect(storage(page)).toBeVisible();
  expect((await stored(page))[key]).toBe(damaged);
  expect(await saved(page, 'Save the stored bytes…')).toContain('Ignorf');

  await storage(page).getByRole('link', { name: 'Open Settings' }).click();
  await expect(page.getByText(`${key} is damaged.`)).toBeVisible();
  await page.getByRole('button', { name: 'Go on without it…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go on without it' }).click();
  await expect(storage(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(storage(page)).toBeHidden();
  expect(Object.keys(await stored(page))).not.toContain(key);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '30 connections');
});

test('what a newer version wrote makes this one only read, at once', async ({ page, context }) => {
  await importUsual(page, makeExport({ connections: 30, invitations: 30 }));
  const other = await context.newPage();
  await other.goto('letter.svg');
  await other.evaluate(() =>
    localStorage.setItem('quietly.net.00000000000000aa.0', '9:something that is to come'),
  );
  // While it is running, without a reload, and again after one.
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await expect(storage(page)).toContainText('A newer version of Quietly has written here');
    const before = await stored(page);
    const button = page.getByRole('button', { name: /^Ignore / }).first();
    const name = (await button.getAttribute('aria-label'))!;
    await button.click();
    await expect(page.getByText('A newer version of Quietly').nth(1)).toBeVisible();
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
    expect(await stored(page)).toEqual(before);
  }
  await expect(storage(page).getByRole('button', { name: 'Reload' })).toBeVisible();
});
