// Courtesy notes: written here, sent by the user's own mail program, or not at all.
import { strToU8, zipSync } from 'fflate';
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { importUsual, readExport, row } from './hand';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a note is begun from a template, changed, copied, and kept for the next one', async ({
  page,
}) => {
  await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  const first = (await row(page, '').first().locator('.row-who').textContent())!;
  await page.getByRole('button', { name: `Open the invitation with ${first}`, exact: true }).click();
  await page.getByRole('button', { name: 'Write a note…' }).click();
  const dialog = page.getByRole('dialog', { name: `A note to ${first}` });
  await expect(dialog).toContainText('Quietly sends nothing');
  await expect(dialog.getByLabel('Start from')).toHaveValue('Not connecting, and why');
  const text = dialog.getByLabel('Note', { exact: true });
  await expect(text).toHaveValue(/^Dear .+,\n\nthank you for your invitation\. .*\n\nKind regards\nIda Vik$/s);
  await dialog.getByLabel('Start from').selectOption('Yes, with pleasure');
  await expect(text).toHaveValue(/yes, with pleasure/);
  await dialog.getByRole('button', { name: 'Copy the note' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await text.inputValue());
  await expect(dialog.getByText('No e-mail address of theirs is known')).toBeVisible();

  // What is changed is kept as a template, with places for the names.
  await text.fill(`Hello ${first}, gladly!\nIda Vik`);
  await dialog.getByLabel('Name of the template').fill('Gladly');
  await dialog.getByRole('button', { name: 'Keep as a template' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Your templates are kept.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  const second = (await row(page, '').nth(1).locator('.row-who').textContent())!;
  await page.getByRole('button', { name: `Open the invitation with ${second}`, exact: true }).click();
  await page.getByRole('button', { name: 'Write a note…' }).click();
  const other = page.getByRole('dialog', { name: `A note to ${second}` });
  await other.getByLabel('Start from').selectOption('Gladly');
  await expect(other.getByLabel('Note', { exact: true })).toHaveValue(`Hello ${second}, gladly!\nIda Vik`);
  await other.getByRole('button', { name: 'Remove the template' }).click();
  await other.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Write a note…' }).click();
  await expect(other.getByLabel('Start from').getByRole('option', { name: 'Gladly' })).toHaveCount(1);
});

test('where an address is known the note opens in the mail program, whole', async ({ page, watch }) => {
  const files = {
    'Connections.csv': strToU8(
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n' +
        'Rosa,Quell,https://www.linkedin.com/in/rosa-quell,rosa@example.org,Tidewater,Editor,01 Mar 2024\n',
    ),
  };
  await page.goto('./');
  const report = await readExport(page, {
    name: 'Basic_LinkedInDataExport_03-15-2025.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(files)),
  });
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await page.getByRole('button', { name: 'Write a note… to Rosa Quell' }).click();
  const dialog = page.getByRole('dialog', { name: 'A note to Rosa Quell' });
  await dialog.getByLabel('Start from').selectOption('Let us reconnect');
  await dialog.getByLabel('Subject').fill('Coffee & cake?');
  await dialog.getByLabel('Note', { exact: true }).fill('Dear Rosa,\n100% yes 👋');
  const link = dialog.getByRole('link', { name: 'Open as an e-mail' });
  const href = new URL((await link.getAttribute('href'))!);
  expect(href.protocol).toBe('mailto:');
  expect(href.pathname).toBe('rosa@example.org');
  expect(href.searchParams.get('subject')).toBe('Coffee & cake?');
  expect(href.searchParams.get('body')).toBe('Dear Rosa,\r\n100% yes 👋');
  expect([...href.searchParams.keys()]).toEqual(['subject', 'body']);
  // Closed and opened again, what was written is there.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Write a note… to Rosa Quell' }).click();
  await expect(dialog.getByLabel('Subject')).toHaveValue('Coffee & cake?');
  expect(watch.asked.filter((address) => address.includes('mailto') || address.includes('Coffee'))).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test('writing a note is accessible', async ({ page }) => {
        await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
        await page.getByRole('button', { name: /^Open the invitation/ }).first().click();
        await page.getByRole('button', { name: 'Write a note…' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}
