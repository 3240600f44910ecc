// People saved to a file, in each of the three forms, and back again.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
// What Nextcloud reads cards with.
import ICAL from 'ical.js';
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { count, importUsual, readExport, readNames } from './hand';

const made = makeExport({ connections: 120, invitations: 8 });
const FORMS = ['CSV', 'vCard', 'JSON'] as const;

type Saved = { form: string; name: string; mimeType: string; buffer: Buffer };

async function openConnections(page: Page) {
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
}

async function save(page: Page, form: string): Promise<Saved> {
  await page.getByRole('button', { name: 'Save as…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: form, exact: true }).click();
  const saved = await download;
  const buffer = await readFile(await saved.path());
  return { form, name: saved.suggestedFilename(), mimeType: '', buffer };
}

async function eraseEverything(page: Page) {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText('Everything is erased.')).toBeVisible();
}

/** What the first rows say, whole. */
const firstRows = (page: Page) =>
  page
    .getByRole('list', { name: 'Connections' })
    .getByRole('listitem')
    .locator('.row-main')
    .evaluateAll((rows) => rows.slice(0, 5).map((row) => row.textContent));

test('those who were found are saved, and stand in an emptied network as they stood', async ({
  page,
}) => {
  await importUsual(page, made);
  await openConnections(page);
  await page.getByRole('searchbox', { name: 'Search connections' }).fill('woodgrove');
  await expect(page.getByRole('status').filter({ hasText: /\d+ of 120 connections/ })).toBeVisible();
  const names = await readNames(page);
  expect(names.length).toBeGreaterThan(5);
  expect(names.length).toBeLessThan(120);
  const saved: Saved[] = [];
  for (const form of FORMS) saved.push(await save(page, form));
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole('searchbox', { name: 'Search connections' }).fill('');
  for (const file of saved) {
    await eraseEverything(page);
    const report = await readExport(page, file);
    await expect(report).toContainText(`${names.length} people will be added.`);
    await report.getByText('Files read').click();
    await expect(report).toContainText(`${file.name}: people saved by Quietly`);
    await expect(report).toContainText('The day on which Quietly saved it.');
    await report.getByRole('button', { name: 'Import', exact: true }).click();
    await count(page, `${names.length} connections`);
    await page.getByRole('searchbox', { name: 'Search connections' }).fill('woodgrove');
    await count(page, `${names.length} connections`);
    expect((await readNames(page)).sort(), file.form).toEqual([...names].sort());
    await page.getByRole('searchbox', { name: 'Search connections' }).fill('');
  }
});

test('a selection is saved whole, and comes back so', async ({ page }) => {
  await importUsual(page, made);
  await openConnections(page);
  const boxes = page.getByRole('list', { name: 'Connections' }).getByRole('checkbox');
  for (const at of [0, 1, 2, 3, 4]) await boxes.nth(at).click();
  const before = await firstRows(page);
  const saved: Saved[] = [];
  for (const form of FORMS) saved.push(await save(page, form));
  for (const [at, end] of ['csv', 'vcf', 'json'].entries()) {
    // The day, and nobody's name.
    expect(saved[at].name).toMatch(new RegExp(`^quietly-connections-\\d{4}-\\d\\d-\\d\\d\\.${end}$`));
  }
  for (const file of saved) {
    await eraseEverything(page);
    const report = await readExport(page, file);
    await report.getByRole('button', { name: 'Import', exact: true }).click();
    await count(page, '5 connections');
    const known = (rows: (string | null)[]) => rows.map((row) => row?.replace('Here only', ''));
    expect(known(await firstRows(page)), file.form).toEqual(known(before));
  }
});

type Property = [name: string, parameters: object, type: string, ...values: unknown[]];

test('an address book reads the cards as they are meant', async ({ page }) => {
  await importUsual(page, made);
  await openConnections(page);
  const text = (await save(page, 'vCard')).buffer.toString();
  const cards = ICAL.parse(text) as [string, Property[], unknown[]][];
  const read = cards.map(([kind, properties]) => {
    const value = (name: string) => properties.find((it) => it[0] === name)?.[3];
    expect([kind, value('version')]).toEqual(['vcard', '4.0']);
    const [last, first] = value('n') as string[];
    expect(value('fn')).toBe(`${first} ${last}`);
    return [first, last, value('org') ?? '', value('title') ?? '', value('url')];
  });
  const meant = made.people.map((it) => [it.first, it.last, it.company, it.position, it.url]);
  expect(read.sort()).toEqual(meant.sort());
});

test('everybody saved and dropped on the same network changes nothing', async ({ page }) => {
  await importUsual(page, made);
  await openConnections(page);
  const saved: Saved[] = [];
  for (const form of FORMS) saved.push(await save(page, form));
  for (const file of saved) {
    const report = await readExport(page, file);
    await expect(report).toContainText('Nothing new: everything in it is known already.');
    await expect(report).toContainText('120 people are known already.');
    await expect(report.getByText('not in this export')).toBeHidden();
  }
});

test('a card of an address book is refused, and a list of nobody is not saved', async ({ page }) => {
  await importUsual(page, made);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Uncle Bob\r\nN:Bob;Uncle;;;\r\nEND:VCARD\r\n';
  await page
    .getByLabel('LinkedIn export', { exact: true })
    .setInputFiles({ name: 'contacts.vcf', mimeType: 'text/vcard', buffer: Buffer.from(card) });
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    /^This is an address book \(vCard\), not your connections: .*\.$/,
  );
  await openConnections(page);
  await page.getByRole('searchbox', { name: 'Search connections' }).fill('nobody of this name');
  await count(page, '0 of 120 connections');
  await page.getByRole('button', { name: 'Save as…' }).click();
  await expect(page.getByText('There is nobody in the list.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'CSV', exact: true })).toBeHidden();
});

for (const width of [390, 1440]) {
  test(`the forms to save in are accessible and fit at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await importUsual(page, made);
    await page.goto('./connections');
    await page.getByRole('button', { name: 'Save as…' }).click();
    await expect(page.getByRole('region', { name: 'Save as…' })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}
