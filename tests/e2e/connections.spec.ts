// Connections by the thousand: only what is seen is in the document, and nothing is lost by it.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { count, importUsual, readExport, zipFile } from './hand';

const made = makeExport({ connections: 3000, invitations: 12 });

const list = (page: Page) => page.getByRole('list', { name: 'Connections' });
const rows = (page: Page) => list(page).getByRole('listitem');
const field = (page: Page) => page.getByRole('searchbox', { name: 'Search connections' });

async function open(page: Page) {
  await importUsual(page, made);
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '3000 connections');
}

/** The place in the list of the row at the top of the window. */
const topPlace = (page: Page) =>
  rows(page).evaluateAll((items) => {
    const seen = items.find((it) => it.getBoundingClientRect().bottom > innerHeight / 2);
    return Number(seen?.getAttribute('aria-posinset'));
  });

test('one is where one was, after Back and after a reload', async ({ page }) => {
  await open(page);
  await page.evaluate(() => scrollTo(0, 120_000));
  await expect.poll(() => topPlace(page)).toBeGreaterThan(1000);
  const place = await topPlace(page);
  expect(await rows(page).count()).toBeLessThan(60);
  await expect(rows(page).first()).toHaveAttribute('aria-setsize', '3000');
  await expect
    .poll(() => page.evaluate(() => (history.state as { scrolled?: number } | null)?.scrolled))
    .toBe(120_000);
  await page.reload();
  await expect.poll(() => topPlace(page)).toBe(place);
  // By the keyboard: where a click has to be tried again, the tool scrolls the page itself.
  await page.getByRole('link', { name: 'Settings', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.goBack();
  await expect.poll(() => topPlace(page)).toBe(place);
  // A fresh visit begins at the top.
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await expect(rows(page).first()).toHaveAttribute('aria-posinset', '1');
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('who types without end does not outrun the browser that keeps the addresses', async ({
  page,
}) => {
  // As Safari refuses, which this browser does not.
  await page.addInitScript(() => {
    const calls: number[] = [];
    for (const name of ['pushState', 'replaceState'] as const) {
      const write = history[name];
      history[name] = function (...given) {
        while (calls.length > 0 && performance.now() - calls[0] > 30_000) calls.shift();
        if (calls.push(performance.now()) > 100) {
          throw new DOMException('more than 100 times per 30 seconds', 'SecurityError');
        }
        write.apply(this, given);
      };
    }
  });
  await open(page);
  await field(page).focus();
  for (let letters = 1; letters <= 120; letters++) {
    await page.keyboard.press('a');
    // Each letter has a frame, and its address, of its own.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 10))),
    );
  }
  await expect(page).toHaveURL(new RegExp(`#q=${'a'.repeat(120)}$`));
  await page.reload();
  await expect(field(page)).toHaveValue('a'.repeat(120));
});

test('Ctrl-F leads to the search, which forgives a slip and marks what it found', async ({
  page,
}) => {
  await open(page);
  const { first, last } = made.people.slice(1500).find((it) => it.company === 'Woodgrove')!;
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`${last} ${first}`);
  await expect(rows(page).first()).toContainText(`${first} ${last}`);
  const marks = await rows(page).first().locator('.row-who mark').allTextContents();
  expect(marks.join('')).toBe(`${first}${last}`.replaceAll(' ', ''));
  // Two letters of the company are swapped.
  await field(page).fill(`${last} woodrgove`);
  await expect(rows(page).filter({ hasText: `${first} ${last}` })).toBeVisible();
});

test('who comes from below, when somebody goes, is there as soon as nobody acts', async ({ page }) => {
  await open(page);
  const places = () =>
    rows(page).evaluateAll((items) => items.map((it) => Number(it.getAttribute('aria-posinset'))));
  // Once the rows are measured.
  const inRows = () =>
    list(page).evaluate((it) => {
      const row = it.firstElementChild!.getBoundingClientRect();
      return Number.parseFloat((it as HTMLElement).style.height) / row.height;
    });
  await expect.poll(inRows).toBe(3000);
  await expect.poll(async () => (await places()).length).toBeGreaterThan(12);
  const before = await places();
  for (const left of [2999, 2998]) {
    await rows(page).nth(1).getByRole('button', { name: /^Remove / }).click();
    await count(page, `${left} connections`);
    await expect.poll(places).toEqual(before);
  }
});

test('many are chosen and removed at once, which one Undo takes back', async ({ page }) => {
  await open(page);
  const boxes = list(page).getByRole('checkbox');
  await boxes.nth(0).click();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Remove 5 chosen' }).click();
  await expect(page.getByText('5 removed. They are not told.')).toBeVisible();
  await count(page, '2995 connections');
  await page.reload();
  await count(page, '2995 connections');
  await page.getByRole('button', { name: 'Former' }).click();
  await count(page, '5 former connections');
  await page.getByRole('checkbox', { name: /^Choose all/ }).click();
  await page.getByRole('button', { name: 'Put 5 chosen back' }).click();
  await count(page, '0 former connections');
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await count(page, '5 former connections');
});

test('the keyboard walks, chooses and removes, and never loses its place', async ({ page }) => {
  await open(page);
  await page.keyboard.press('j');
  for (let step = 0; step < 30; step++) await page.keyboard.press('j');
  const at = () =>
    page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'));
  await expect.poll(at).toBe('31');
  const name = await page.evaluate(
    () => document.activeElement?.closest('li')?.querySelector('.row-who')?.textContent,
  );
  // The row with the focus stays, however far one scrolls.
  await page.evaluate(() => scrollTo(0, 150_000));
  await expect.poll(() => topPlace(page)).toBeGreaterThan(1000);
  await expect.poll(at).toBe('31');
  await page.keyboard.press('#');
  await count(page, '2999 connections');
  await expect.poll(at).toBe('31');
  await expect(page.locator('li:focus-within .row-who')).not.toHaveText(name ?? '');
  await page.keyboard.press('z');
  await count(page, '3000 connections');
});

test('filters, order and groups go together, and the address keeps them', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Group' }).selectOption('Grouped by year');
  const year = list(page).getByRole('heading').first();
  await expect(year).toBeVisible();
  const newest = (await year.textContent())?.slice(0, 4) ?? '';
  await page.getByRole('combobox', { name: 'Year' }).selectOption(`Since ${newest}`);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('By last name');
  await expect(list(page).getByRole('heading')).toHaveCount(1);
  const shown = await page.getByRole('status').first().textContent();
  await expect(page).toHaveURL(new RegExp(`#only=year%2D${newest}&sort=last&group=year$`));
  await page.reload();
  await expect(page.getByRole('status').first()).toHaveText(shown ?? '');
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('last');
});

test('on paper stands the whole list', async ({ page }) => {
  await open(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const lines = page.locator('.paper > li');
  await expect(lines).toHaveCount(3000);
  await expect(lines.last()).toBeVisible();
  await expect(rows(page).first()).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(lines).toHaveCount(0);
});

test('a person has a page: what the user writes there stays, through the next import too', async ({
  page,
}) => {
  await open(page);
  const { first, last, company } = made.people.slice(20).find((it) => it.company)!;
  await field(page).fill(`${last} ${first}`);
  await list(page).getByRole('link', { name: `${first} ${last}`, exact: true }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(`${first} ${last}`);
  const address = new URL(page.url());
  expect(address.pathname).toMatch(/\/people$/);
  expect(address.hash).toMatch(/^#[0-9a-f]{16}$/);
  await page.getByRole('combobox', { name: 'Tags' }).fill('harbour');
  await page.getByRole('button', { name: 'Add the tag' }).click();
  await page.getByLabel('Private note').fill('Met at the harbour');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await expect(page.getByText('Connected').first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText(company);
  await expect(page.getByRole('main')).toContainText('since the export of');
  const report = await readExport(page, zipFile(made));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await page.goto(address.href);
  await expect(page.getByLabel('Private note')).toHaveValue('Met at the harbour');
  await page.getByRole('button', { name: /^Remove .*/ }).first().click();
  await expect(page.getByText('Removed. They are not told.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: `Put ${first} ${last} back` })).toBeVisible();
  await page.goto('./connections#q=harbour&show=former');
  await expect(page.getByRole('list', { name: 'Former connections' })).toContainText(first);
});

test('those who are shown, or chosen, are saved for other programs', async ({ page }) => {
  await open(page);
  const save = async (form: string) => {
    await page.getByRole('button', { name: 'Save as…' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: form, exact: true }).click();
    const saved = await download;
    return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
  };
  const csv = await save('CSV');
  expect(csv.name).toMatch(/^quietly-connections-\d{4}-\d\d-\d\d\.csv$/);
  // Below three lines, as LinkedIn has them.
  expect(csv.text.split('\n')[3]).toBe(
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
  );
  const report = await readExport(page, {
    name: 'Connections.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv.text),
  });
  await expect(report).toContainText('Nothing new');
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await list(page).getByRole('checkbox').nth(0).click();
  await list(page).getByRole('checkbox').nth(1).click();
  const card = await save('vCard');
  expect(card.text.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(2);
  const json = JSON.parse((await save('JSON')).text) as { people: unknown[] };
  expect(json.people).toHaveLength(2);
});

for (const width of [390, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 844 }, colorScheme });
      test('the list is accessible and fits', async ({ page }) => {
        await importUsual(page, makeExport({ connections: 300 }));
        await page.goto('./connections#q=a&group=company');
        await expect(rows(page).first()).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        await rows(page).getByRole('link', { name: /^(?!History|Open)/ }).first().click();
        await expect(page.getByText('How it came about')).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}
