// The whole round: an export of 500 connections and 60 invitations, every list, every act,
// and what stays after a reload.
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, goTo, importUsual, readExport, readNames, remove, row, showAll, zipFile } from './hand';

const made = makeExport();
const received = made.invitations.filter((it) => it.incoming);
const sent = made.invitations.filter((it) => !it.incoming);
const waiting = received.filter((it) => !it.accepted);
const open = sent.filter((it) => !it.accepted);

test('the report says what is in the export before anything changes', async ({ page }) => {
  await page.goto('./');
  const report = await readExport(page, zipFile(made));
  for (const [term, number] of [
    ['People', made.people.length],
    ['Invitations received', received.length],
    ['Invitations sent', sent.length],
    ['Accepted ones recognised', made.invitations.filter((it) => it.accepted).length],
    ['Hidden members', made.hidden],
    ['Rows skipped', 0],
  ] as const) {
    const fact = report.locator('dl > div').filter({ hasText: term });
    await expect(fact.locator('dd')).toHaveText(String(number));
  }
  await page.reload();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '0 connections');
});

test('nothing is lost and nothing is invented, and the same file again changes nothing', async ({
  page,
}) => {
  await importUsual(page, made);
  await count(page, `${waiting.length} invitations`);
  await goTo(page, 'Sent');
  await count(page, `${sent.length} invitations`);
  await goTo(page, 'Archive');
  await count(page, `${received.length - waiting.length} invitations`);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '500 connections');
  const names = await readNames(page);
  expect(names.sort()).toEqual(made.people.map((it) => `${it.first} ${it.last}`).sort());

  const report = await readExport(page, zipFile(made));
  await expect(report).toContainText('Nothing new');
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '500 connections');
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Imports' }).getByRole('listitem')).toHaveCount(2);
});

test('ignore, find it in the archive, accept it later', async ({ page }) => {
  await importUsual(page, made);
  const { name } = waiting[0];
  await page.getByRole('button', { name: `Ignore ${name}`, exact: true }).click();
  await expect(page.getByText('Ignored. They are not told.')).toBeVisible();
  await count(page, `${waiting.length - 1} invitations`);
  await page.reload();
  await count(page, `${waiting.length - 1} invitations`);
  await goTo(page, 'Archive');
  await showAll(page);
  await expect(row(page, name)).toContainText('Ignored, still open');
  await page.getByRole('button', { name: `Accept ${name}`, exact: true }).click();
  await expect(row(page, name)).toContainText('Accepted on');
  await page.reload();
  await expect(row(page, name)).toContainText('Accepted on');
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '501 connections');
  await expect(row(page, name)).toContainText('Here only');
});

test('trash, restore, and delete for good after asking', async ({ page }) => {
  await importUsual(page, made);
  const { name } = waiting[1];
  await showAll(page);
  await page.getByRole('button', { name: `Move ${name} to trash`, exact: true }).click();
  await goTo(page, 'Trash');
  await page.reload();
  await page.getByRole('button', { name: `Restore ${name}`, exact: true }).click();
  await count(page, '0 invitations');
  await goTo(page, 'Inbox');
  await count(page, `${waiting.length} invitations`);
  await showAll(page);
  await page.getByRole('button', { name: `Move ${name} to trash`, exact: true }).click();
  await goTo(page, 'Trash');
  await page.getByRole('button', { name: `Delete ${name} for good`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(page, name)).toBeVisible();
  await page.getByRole('button', { name: `Delete ${name} for good`, exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await count(page, '0 invitations');
  await page.reload();
  await count(page, '0 invitations');
  // What was deleted for good stays deleted when the same export comes again.
  const report = await readExport(page, zipFile(made));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await goTo(page, 'Inbox');
  await count(page, `${waiting.length - 1} invitations`);
});

test('withdraw is not trash, and neither tells anybody', async ({ page }) => {
  await importUsual(page, made);
  await goTo(page, 'Sent');
  const { name } = open[0];
  await page.getByRole('button', { name: `Move ${name} to trash`, exact: true }).click();
  await goTo(page, 'Trash');
  await expect(row(page, name)).toContainText('Open');
  await page.getByRole('button', { name: `Restore ${name}`, exact: true }).click();
  await goTo(page, 'Sent');
  await page.getByRole('button', { name: `Withdraw ${name}`, exact: true }).click();
  await expect(page.getByText('Withdrawn. They are not told.')).toBeVisible();
  await page.reload();
  await expect(row(page, name)).toContainText('Withdrawn on');
});

test('remove quietly, and put back', async ({ page }) => {
  await importUsual(page, made);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  const name = `${made.people[7].first} ${made.people[7].last}`;
  await remove(page, name);
  await expect(page.getByText('Removed. They are not told.')).toBeVisible();
  await count(page, '499 connections');
  await page.reload();
  await count(page, '499 connections');
  await page.getByRole('button', { name: 'Former' }).click();
  await count(page, '1 former connection');
  await page.getByRole('button', { name: `Put ${name} back`, exact: true }).click();
  await count(page, '0 former connections');
  await page.reload();
  await page.getByRole('button', { name: 'Current' }).click();
  await count(page, '500 connections');
  // A later export that still shows somebody who was removed does not bring them back.
  await remove(page, name);
  const report = await readExport(page, zipFile(made));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '499 connections');
  await page.getByRole('button', { name: 'Former' }).click();
  await expect(row(page, name)).toContainText('Still on LinkedIn');
});

test('each act is undone from its notice, by key, and after a reload', async ({ page }) => {
  await importUsual(page, made);
  const { name } = waiting[2];
  for (const verb of [`Accept ${name}`, `Ignore ${name}`, `Move ${name} to trash`]) {
    await showAll(page);
    await page.getByRole('button', { name: verb, exact: true }).click();
    await count(page, `${waiting.length - 1} invitations`);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await count(page, `${waiting.length} invitations`);
    await page.getByRole('button', { name: verb, exact: true }).click();
    await count(page, `${waiting.length - 1} invitations`);
    await page.keyboard.press('Control+z');
    await count(page, `${waiting.length} invitations`);
    await page.getByRole('button', { name: verb, exact: true }).click();
    await count(page, `${waiting.length - 1} invitations`);
    await page.reload();
    await count(page, `${waiting.length - 1} invitations`);
    await page.keyboard.press('Control+z');
    await count(page, `${waiting.length} invitations`);
    await page.keyboard.press('Control+Shift+z');
    await count(page, `${waiting.length - 1} invitations`);
    await page.keyboard.press('Control+z');
    await count(page, `${waiting.length} invitations`);
  }
  // The import itself is one undo: everything before it has been taken back.
  await page.keyboard.press('Control+z');
  await count(page, '0 invitations');
  await page.reload();
  await count(page, '0 invitations');
});

test('the whole round by the keyboard alone', async ({ page }) => {
  await importUsual(page, made);
  const { name } = waiting[0];
  const press = async (button: string) => {
    await page.getByRole('button', { name: button, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press(`Ignore ${name}`);
  await count(page, `${waiting.length - 1} invitations`);
  // The focus is on the row that has taken the place, not lost.
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Ignore /);
  await page.keyboard.press('Enter');
  await count(page, `${waiting.length - 2} invitations`);
  await page.getByRole('button', { name: /^Envelope/ }).focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Invitations' });
  await expect(panel).toContainText(`${waiting.length - 2} waiting`);
  await panel.getByRole('link', { name: 'Archive', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await press(`Restore ${name}`);
  await goTo(page, 'Inbox');
  await count(page, `${waiting.length - 1} invitations`);
  await page.getByRole('button', { name: /^Envelope/ }).focus();
  await page.keyboard.press('Space');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Envelope/);
});
