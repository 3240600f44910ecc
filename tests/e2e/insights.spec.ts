// The network in pictures: each bar leads to the list behind it, and a table says the same.
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { count, importUsual } from './hand';

const made = makeExport({ connections: 400, invitations: 60 });

async function open(page: Page) {
  await importUsual(page, made);
  await page.goto('insights');
  await expect(page.getByRole('heading', { level: 1, name: 'Insights' })).toBeVisible();
}

const picture = (page: Page, title: string) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });

test('a bar shows what the export holds, and leads to just those people', async ({ page }) => {
  await open(page);
  const there = made.people.filter((it) => it.company === 'Woodgrove').length;
  const bar = page.getByRole('link', { name: `Woodgrove: ${there} connections`, exact: true });
  await bar.click();
  await count(page, `${there} of 400 connections`);
  // No reload lies between: what was opened stays open.
  await expect(page).toHaveURL(/#only=company%2Dwoodgrove$/);
  await page.goBack();
  const year = made.people.filter((it) => it.connectedOn.endsWith(' 2015')).length;
  await page.getByRole('link', { name: `2015: ${year} connections`, exact: true }).click();
  await count(page, `${year} of 400 connections`);
  await expect(page.getByRole('combobox', { name: 'Year' })).toHaveValue('year-2015');
});

test('the months of one year are a choice away, and lead on to one month', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Time shown' }).selectOption('2015');
  await expect(page).toHaveURL(/#year=2015$/);
  // "12 Mar 2015"
  const month = made.people.find((it) => it.connectedOn.endsWith(' 2015'))!.connectedOn.slice(3);
  const whole = new Date(`1 ${month}`).toLocaleDateString('en', { month: 'long', year: 'numeric' });
  const there = made.people.filter((it) => it.connectedOn.endsWith(month)).length;
  const people = there === 1 ? '1 connection' : `${there} connections`;
  await page.getByRole('link', { name: `${whole}: ${people}`, exact: true }).click();
  await count(page, `${there} of 400 connections`);
  await expect(page.getByRole('combobox', { name: 'Year' })).toContainText(`Since ${whole}`);
  await page.reload();
  await count(page, `${there} of 400 connections`);
});

test('what became of invitations leads to where they lie', async ({ page }) => {
  await open(page);
  for (const [title, incoming] of [
    ['Invitations received', true],
    ['Invitations sent', false],
  ] as const) {
    const parts = picture(page, title).locator('svg').getByRole('link');
    const names = await parts.evaluateAll((links) =>
      links.map((link) => link.getAttribute('aria-label') ?? ''),
    );
    const total = names
      .map((name) => Number(/: (\d+), /.exec(name)?.[1]))
      .reduce((sum, one) => sum + one, 0);
    expect(total).toBe(made.invitations.filter((it) => it.incoming === incoming).length);
    const name = names.find((it) => it.includes('Accepted'))!;
    const number = /: (\d+), /.exec(name)![1];
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('status').first()).toHaveText(new RegExp(`^\\s*${number} of `));
    await page.goBack();
  }
});

test('the keyboard goes from bar to bar, and past them all', async ({ page }) => {
  await open(page);
  const bars = picture(page, 'Connections over time').locator('svg').getByRole('link');
  await page.getByRole('combobox', { name: 'Time shown' }).focus();
  await page.keyboard.press('Tab');
  await expect(bars.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(bars.last()).toBeFocused();
  await page.keyboard.press('Tab');
  const table = picture(page, 'Connections over time').getByText('As a table');
  await expect(table).toBeFocused();
  await page.keyboard.press('Enter');
  const rows = picture(page, 'Connections over time').getByRole('row');
  await expect(rows).toHaveCount(1 + (await bars.count()));
  await page.keyboard.press('Shift+Tab');
  await expect(bars.last()).toBeFocused();
  const number = /: (\d+) /.exec((await bars.last().getAttribute('aria-label')) ?? '')![1];
  await page.keyboard.press('Enter');
  await count(page, `${number} of 400 connections`);
});

for (const width of [390, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`at ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 844 }, colorScheme });
      test('pictures and tables are accessible and fit', async ({ page }) => {
        await open(page);
        const tables = page.getByText('As a table');
        for (let at = 0; at < (await tables.count()); at += 1) await tables.nth(at).click();
        await expect(page.getByRole('table').first()).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}
