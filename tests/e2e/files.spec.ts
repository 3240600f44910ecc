// Files in and out: bad ones change nothing, and what is saved can be restored.
import { readFile } from 'node:fs/promises';
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, importUsual, readExport, remove, zipFile } from './hand';

const made = makeExport();

test('a bad file gets one sentence and changes nothing', async ({ page }) => {
  await importUsual(page, made);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const half = made.zip.subarray(0, made.zip.length / 2);
  for (const [name, buffer] of [
    ['empty.zip', Buffer.alloc(0)],
    ['half.zip', half],
    ['photo.png', Buffer.from('\x89PNG\r\n\x1a\n rubbish', 'latin1')],
    ['shopping.csv', Buffer.from('apples,pears\n1,2\n')],
    ['notes.pdf', Buffer.from('%PDF-1.7 …')],
  ] as const) {
    await page
      .getByLabel('LinkedIn export', { exact: true })
      .setInputFiles({ name, mimeType: '', buffer });
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(/.+\.$/);
    await expect(page.getByRole('region', { name: 'Import report' })).toBeHidden();
  }
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '500 connections');
});

test('who leaves while an export is being imported is asked first', async ({ page }) => {
  await page.goto('./');
  const report = await readExport(page, zipFile(makeExport({ connections: 3_000 })));
  const button = report.getByRole('button', { name: 'Import', exact: true });
  await expect(button).toBeEnabled();
  // Whether the browser would ask: before the press, at each task after it, and in the end.
  const asks = await button.evaluate(async (button) => {
    const isAsking = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const { port1, port2 } = new MessageChannel();
    const task = () => new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage('');
    });
    const before = isAsking();
    (button as HTMLElement).click();
    let during = false;
    while (document.querySelector('h1')?.textContent !== 'Inbox') {
      await task();
      during ||= isAsking();
    }
    return { before, during, after: isAsking() };
  });
  expect(asks).toEqual({ before: false, during: true, after: false });
  await page.reload();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '3000 connections');
});

test('everything is saved to a file and comes back from it', async ({ page }) => {
  await importUsual(page, made);
  const name = `${made.people[0].first} ${made.people[0].last}`;
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await remove(page, name);
  await count(page, '499 connections');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything to a file' }).click();
  const copy = await readFile(await (await download).path());

  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText('Everything is erased.')).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '0 connections');

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const field = page.getByLabel('Quietly backup', { exact: true });
  await field.setInputFiles({ name: 'cut.txt', mimeType: 'text/plain', buffer: copy.subarray(0, -9) });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This backup is');
  await field.setInputFiles({ name: 'copy.txt', mimeType: 'text/plain', buffer: copy });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /^Connections/ })).toContainText('499');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('Restored from the file.')).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '499 connections');
  await page.getByRole('button', { name: 'Former' }).click();
  await count(page, '1 former connection');
});

test('restoring over what is here shows first what would change, and is one undo', async ({
  page,
}) => {
  await importUsual(page, made);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything to a file' }).click();
  const copy = await readFile(await (await download).path());
  await expect(page.getByText('Last saved to a file: today').first()).toBeVisible();

  const remove = async (at: number) => {
    const name = `${made.people[at].first} ${made.people[at].last}`;
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await page.getByRole('searchbox').fill(made.people[at].last);
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await expect(page.getByText('Removed.')).toBeVisible();
  };
  await remove(3);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page
    .getByLabel('Quietly backup', { exact: true })
    .setInputFiles({ name: 'copy.txt', mimeType: 'text/plain', buffer: copy });
  const dialog = page.getByRole('dialog');
  const figures = dialog.getByRole('row', { name: /^Connections/ }).getByRole('cell');
  // Now, if added (the copy knows nothing that is not here), and if replaced.
  await expect(figures).toHaveText(['499', '499', '500']);
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await expect(page.getByText('Restored from the file.')).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '500 connections');
  await page.keyboard.press('Control+z');
  await count(page, '499 connections');
  await page.reload();
  await count(page, '499 connections');
});

test('two tabs show one network', async ({ context, page }) => {
  await importUsual(page, made);
  const other = await context.newPage();
  await other.goto('inbox');
  const button = other.getByRole('button', { name: /^Ignore / }).first();
  const name = (await button.getAttribute('aria-label'))!;
  await button.click();
  await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
  await page.getByRole('button', { name: /^Accept / }).first().click();
  await other.reload();
  await expect(other.getByRole('button', { name, exact: true })).toBeHidden();
  await expect(await other.getByRole('button', { name: /^Ignore / }).count()).toBe(
    await page.getByRole('button', { name: /^Ignore / }).count(),
  );
});

for (const path of ['./', 'import']) {
test(`an archive dropped on ${path} is read like a chosen one`, async ({ page }) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  const data = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], 'export.zip'));
    return transfer;
  }, [...zipFile(made).buffer]);
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await expect(page.getByRole('region', { name: 'Import report' })).toContainText('500');
});
}
