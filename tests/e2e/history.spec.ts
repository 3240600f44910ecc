// The history: any act is taken back from it, however long ago, and it can be one person's.
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { count, importUsual, remove, showAll } from './hand';

const made = makeExport();
const waiting = made.invitations.filter((it) => it.incoming && !it.accepted);

const acts = (page: Page) =>
  page.getByRole('list', { name: 'Acts, newest first' }).getByRole('listitem');

test('an older act is taken back from the history, and stays so', async ({ page }) => {
  await importUsual(page, made);
  const { name } = waiting[0];
  const removed = `${made.people[7].first} ${made.people[7].last}`;
  await page.getByRole('button', { name: `Ignore ${name}`, exact: true }).click();
  await count(page, `${waiting.length - 1} invitations`);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await remove(page, removed);
  await count(page, '499 connections');

  await page.getByRole('link', { name: 'History', exact: true }).click();
  await expect(acts(page)).toHaveCount(3);
  await expect(acts(page).nth(0)).toContainText(`Removed ${removed}`);
  await expect(acts(page).nth(2)).toContainText(
    'Imported Basic_LinkedInDataExport_03-15-2025.zip: 500 connections, 60 invitations',
  );
  // By the keyboard: the focus stays on the button, which does it again now.
  const undo = page.getByRole('button', { name: `Undo: Ignored ${name}`, exact: true });
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(acts(page).nth(0)).toContainText(`Took back: Ignored ${name}`);
  await expect(page.locator(':focus')).toHaveAccessibleName(`Redo: Ignored ${name}`);
  await expect(page.locator(':focus')).toHaveText('Redo');
  await page.reload();
  await expect(acts(page)).toHaveCount(4);
  await expect(acts(page).nth(2)).toContainText('Taken back');
  await page.goto('inbox');
  await count(page, `${waiting.length} invitations`);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '499 connections');
});

test('one person’s history has an address of its own, for Back and a reload', async ({ page }) => {
  await importUsual(page, made);
  const [one, other] = waiting;
  await showAll(page);
  await page.getByRole('button', { name: `Ignore ${other.name}`, exact: true }).click();
  await page.getByRole('link', { name: `History of ${one.name}`, exact: true }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(`History of ${one.name}`);
  await expect(acts(page)).toHaveCount(1);
  const address = new URL(page.url());
  expect(address.hash).toMatch(/^#person=[0-9a-f]{16}$/);
  expect(address.pathname + address.search).not.toContain('person');
  await page.reload();
  await expect(heading).toHaveText(`History of ${one.name}`);
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(heading).toHaveText('History');
  await expect(acts(page)).toHaveCount(2);
  await page.goBack();
  await expect(heading).toHaveText(`History of ${one.name}`);
  await expect(acts(page)).toHaveCount(1);
  await page.goBack();
  await expect(heading).toHaveText('Inbox');
});

test('acts of one kind, and of a time, are found again by Back and after a reload', async ({ page }) => {
  await importUsual(page, makeExport({ connections: 30 }));
  const one = page.getByRole('button', { name: /^Ignore / }).first();
  const name = (await one.getAttribute('aria-label'))!.replace('Ignore ', '');
  await one.click();
  await page.getByRole('button', { name: /^Move .* to trash$/ }).first().click();
  await page.goto('history');
  await expect(acts(page)).toHaveCount(3);
  const kinds = page.getByRole('group', { name: 'Show only' });
  await kinds.getByRole('button', { name: 'Decisions' }).click();
  await expect(acts(page)).toHaveCount(1);
  await expect(acts(page).first()).toContainText(`Ignored ${name}`);
  await page.reload();
  await expect(acts(page)).toHaveCount(1);
  await kinds.getByRole('button', { name: 'What came in' }).click();
  await expect(acts(page).first()).toContainText('Imported');
  await page.goBack();
  await expect(acts(page).first()).toContainText(`Ignored ${name}`);
  await page.getByRole('combobox', { name: 'When' }).selectOption('Today');
  await expect(acts(page)).toHaveCount(1);
  await kinds.getByRole('button', { name: 'Notes, tags, guidelines' }).click();
  await expect(page.getByText('No act matches')).toBeVisible();
  await page.getByRole('link', { name: 'Show everything' }).click();
  await expect(acts(page)).toHaveCount(3);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('a history with all that can stand in it is accessible', async ({ page }) => {
        await importUsual(page, makeExport({ connections: 30 }));
        await page.getByRole('button', { name: /^Ignore / }).first().click();
        await page.getByRole('button', { name: /^Accept / }).first().click();
        await page.goto('history');
        await expect(acts(page)).toHaveCount(3);
        await page.getByRole('button', { name: /^Undo: Ignored / }).click();
        await page.getByRole('button', { name: /^Undo: Imported / }).click();
        await expect(acts(page)).toHaveCount(5);
        await expect(page.getByText('Cannot be done again: it has been changed since.').first()).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      });
    });
  }
}
