// What nobody learns: no request leaves the page's own host, and none to it carries a word.
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, goTo, importUsual, row } from './hand';

test('no address that is asked for carries a word of the network, reloads included', async ({
  page,
  watch,
}) => {
  const made = await importUsual(page, makeExport());
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  const { last } = made.people[499];
  await page.getByRole('searchbox', { name: 'Search connections' }).fill(last);
  await count(page, '1 of 500 connections');
  // The search lives in the address, and comes back with it.
  await expect(page).toHaveURL(/#.*q=/);
  await page.reload();
  await count(page, '1 of 500 connections');
  await expect(page.getByRole('searchbox')).toHaveValue(last);
  await seeEveryPage(page);
  const paths = watch.asked.map((address) => new URL(address).pathname + new URL(address).search);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    expect(path).toMatch(/^\/(connections|inbox|import|sent|archive|trash|history|settings)?\/?$|^\/[\w.-]+\.(js|css|wasm|svg)$/);
  }
});

async function seeEveryPage(page: Page) {
  for (const path of ['inbox', 'sent', 'archive', 'trash', 'import', 'history', 'settings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
}

test('the page forbids itself every other host', async ({ page, watch }) => {
  await page.goto('./');
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /default-src 'none'.*connect-src 'self'/);
  const outcome = await page.evaluate(() =>
    fetch('https://example.org/').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  // The browser complains of just that, and nothing was sent.
  expect(watch.asked.filter((address) => address.includes('example.org'))).toEqual([]);
  expect(watch.wrong.every((line) => line.includes('Content Security Policy'))).toBe(true);
  watch.wrong.length = 0;
});

test('text of strangers is text, and links lead to the web only', async ({ page }) => {
  await page.goto('inbox');
  await page.getByRole('button', { name: 'Add…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('<img src=x onerror=alert(1)>');
  await dialog.getByLabel('Profile link').fill('javascript:alert(1)');
  await dialog.getByLabel('Message').fill('<script>alert(1)</script>');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toContainText('This is not the address of a page.');
  await dialog.getByLabel('Profile link').fill('http://www.linkedin.com/in/some-body/?x=1');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const entered = row(page, '<img src=x onerror=alert(1)>');
  await expect(entered).toContainText('<script>alert(1)</script>');
  await expect(entered.getByRole('link', { name: /^Open on LinkedIn/ })).toHaveAttribute(
    'href',
    'https://www.linkedin.com/in/some-body',
  );
  await page.reload();
  await expect(entered).toContainText('<script>alert(1)</script>');
  await goTo(page, 'Archive');
});
