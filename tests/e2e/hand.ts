// What a person does, in the words that a person would use.
import { expect, type Locator, type Page } from '@playwright/test';
import { makeExport, type Made } from './export-maker';

export const zipFile = (made: Made, name = 'Basic_LinkedInDataExport_03-15-2025.zip') => ({
  name,
  mimeType: 'application/zip',
  buffer: made.zip,
});

/** Chooses files and waits for the report. */
export async function readExport(
  page: Page,
  files: Parameters<Locator['setInputFiles']>[0],
): Promise<Locator> {
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByLabel('LinkedIn export', { exact: true }).setInputFiles(files);
  const report = page.getByRole('region', { name: 'Import report' });
  await expect(report).toBeVisible();
  return report;
}

/** Imports an export of the usual size on a first visit. */
export async function importUsual(page: Page, made = makeExport()): Promise<Made> {
  await page.goto('./');
  const report = await readExport(page, zipFile(made));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  return made;
}

/** Goes to one of the four lists by the left column. */
export async function goTo(page: Page, list: 'Inbox' | 'Sent' | 'Archive' | 'Trash') {
  const mailbox = page.getByRole('navigation', { name: 'Mailbox' });
  await mailbox.getByRole('link', { name: list, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: list })).toBeVisible();
}

/** Has a long list show all of its rows. */
export async function showAll(page: Page) {
  const more = page.getByRole('button', { name: 'Show more' });
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows.first()).toBeVisible();
  const all = Number(await rows.first().getAttribute('aria-setsize'));
  while ((await rows.count()) < all) {
    const before = await rows.count();
    // It grows by itself too, as it comes into sight.
    await more.evaluateAll((buttons) => buttons.forEach((it) => (it as HTMLElement).click()));
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
  }
}

/** Removes a connection from its row, which it searches for. */
export async function remove(page: Page, name: string) {
  const field = page.getByRole('searchbox', { name: 'Search connections' });
  await field.fill(name);
  await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  await field.fill('');
}

/** The names of everybody in the list of connections, read by scrolling through it. */
export async function readNames(page: Page): Promise<string[]> {
  const rows = page.getByRole('list', { name: 'Connections' }).getByRole('listitem');
  const names = new Map<string, string>();
  const all = Number(await rows.first().getAttribute('aria-setsize'));
  while (names.size < all) {
    const before = names.size;
    const seen = await rows.evaluateAll((items) =>
      items.map((it) => [
        it.getAttribute('aria-posinset') ?? '',
        it.querySelector('.row-who')?.textContent ?? '',
      ]),
    );
    for (const [place, name] of seen) names.set(place, name);
    if (names.size === before) {
      await page.evaluate(() => scrollBy(0, innerHeight));
      // The rows follow within the frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
  }
  return [...names.values()];
}

/** How many the page says that there are. */
export const count = (page: Page, text: string) =>
  expect(
    page.getByRole('status').filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) }),
  ).toBeVisible();

export const row = (page: Page, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name });
