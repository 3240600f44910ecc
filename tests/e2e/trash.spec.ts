// The trash: kept until the user empties it, and forgotten when its undo is over.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, goTo, importUsual } from './hand';

const SECRET = 'a tangerine at the harbour';
const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

/** Everything as it would be saved to a file. */
async function copy(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('main').getByRole('button', { name: 'Save everything to a file' }).last().click();
  return await readFile(await (await download).path(), 'utf8');
}

async function add(page: Page, name: string, message: string) {
  await goTo(page, 'Inbox');
  await page.getByRole('button', { name: 'Add…' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Message').fill(message);
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function throwAway(page: Page, name: string) {
  await goTo(page, 'Inbox');
  await page.getByRole('button', { name: `Move ${name} to trash`, exact: true }).click();
}

async function empty(page: Page, title: string) {
  await goTo(page, 'Trash');
  await page.getByRole('button', { name: 'Empty the trash…' }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
}

const day = (page: Page, date: string) => page.clock.setFixedTime(new Date(`${date}T10:00:00+01:00`));

test('a deletion is undone for thirty days; then what was said is gone from everything kept', async ({
  page,
}) => {
  await day(page, '2026-03-01');
  await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  await add(page, 'Rosa Quell', SECRET);
  await throwAway(page, 'Rosa Quell');
  await empty(page, 'Delete Rosa Quell for good?');
  expect(await stored(page)).toContain(SECRET);

  // On the last day it comes back whole.
  await day(page, '2026-03-30');
  await page.goto('history');
  await page.getByRole('button', { name: 'Undo: Deleted Rosa Quell for good' }).click();
  await page.goto('trash');
  await expect(page.getByText(SECRET)).toBeVisible();
  await page.goto('history');
  await page.getByRole('button', { name: 'Redo: Deleted Rosa Quell for good' }).click();
  await expect(page.getByRole('button', { name: 'Undo: Deleted Rosa Quell for good' })).toBeVisible();

  await day(page, '2026-03-31');
  await page.reload();
  await expect.poll(() => stored(page)).not.toContain(SECRET);
  await expect(
    page.getByText('Forgot what a deleted invitation of Rosa Quell said', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText('the time to take the deletion back is over').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Deleted Rosa Quell/ })).toHaveCount(0);
  expect(await copy(page)).not.toContain(SECRET);
  // Its mark stays, and keeps it out.
  await page.reload();
  await page.goto('trash');
  await expect(page.getByText('The trash is empty')).toBeVisible();
});

test('emptying the trash again ends the undo of the emptying before', async ({ page }) => {
  await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  await add(page, 'Rosa Quell', SECRET);
  await throwAway(page, 'Rosa Quell');
  await empty(page, 'Delete Rosa Quell for good?');
  await add(page, 'Otto Bram', 'another');
  await throwAway(page, 'Otto Bram');
  await goTo(page, 'Trash');
  await page.getByRole('button', { name: 'Empty the trash…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Otto Bram for good?' });
  await expect(dialog).toContainText('What you deleted before (1 invitation) is forgotten now.');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await expect.poll(() => stored(page)).not.toContain(SECRET);
  await page.goto('history');
  await expect(page.getByRole('button', { name: /Deleted Rosa Quell/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: Deleted Otto Bram for good' }).click();
  await page.goto('trash');
  await count(page, '1 invitation');
  await page.reload();
  await count(page, '1 invitation');
});

test('the trash keeps for ever, or for as long as the user says', async ({ page }) => {
  await day(page, '2026-03-01');
  await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  await add(page, 'Rosa Quell', '');
  await throwAway(page, 'Rosa Quell');
  await day(page, '2027-03-01');
  await page.goto('trash');
  await count(page, '1 invitation');
  await expect(page.getByText('Kept until you empty it.')).toBeVisible();

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: 'for 90 days' }).check();
  await expect(page.getByText('1 invitation has lain there for longer')).toBeVisible();
  await page.goto('trash');
  await expect(page.getByText('Deleted for good. They are not told.')).toBeVisible();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await count(page, '1 invitation');
});
