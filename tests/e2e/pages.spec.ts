// Every page as one first sees it: accessible, and no wider than the window.
import { makeExport } from './export-maker';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { importUsual, readExport, zipFile } from './hand';

const PATHS = [
  '',
  'inbox',
  'sent',
  'archive',
  'trash',
  'connections',
  'changes',
  'duplicates',
  'todo',
  'insights',
  'import',
  'history',
  'settings',
];

test('a page that was left listens no more', async ({ page }) => {
  await page.addInitScript(() => {
    const held = { count: 0 };
    Object.assign(window, { listening: held });
    const [add, remove] = [window.addEventListener, window.removeEventListener];
    window.addEventListener = (...its: Parameters<typeof add>) => {
      held.count += 1;
      add.apply(window, its);
    };
    window.removeEventListener = (...its: Parameters<typeof remove>) => {
      held.count -= 1;
      remove.apply(window, its);
    };
  });
  await importUsual(page, makeExport({ connections: 60 }));
  const listening = () =>
    page.evaluate(() => (window as unknown as { listening: { count: number } }).listening.count);
  const round = async () => {
    for (const path of [...PATHS.slice(1), 'guidelines', 'inbox']) {
      // Any link of the page, which the router follows.
      await page.evaluate((path) => {
        const link = document.createElement('a');
        link.href = path;
        document.body.append(link);
        link.click();
        link.remove();
      }, path);
      await expect(page).toHaveURL(new RegExp(`/${path}$`));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  };
  const before = await listening();
  await round();
  await expect.poll(listening).toBe(before);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('empty pages are accessible', async ({ page }) => {
        for (const path of PATHS) {
          await page.goto(path || './');
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expectNoSidewaysScroll(page);
          await expectAccessible(page);
        }
      });

      test('full pages are accessible', async ({ page }) => {
        await importUsual(page, makeExport({ connections: 60 }));
        for (const path of PATHS) {
          await page.goto(path || './');
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expectNoSidewaysScroll(page);
          await expectAccessible(page);
        }
        await page.goto('inbox');
        await page.getByRole('button', { name: /^Envelope/ }).click();
        await expect(page.getByRole('region', { name: 'Invitations' })).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Add…' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await readExport(page, zipFile(makeExport({ seed: 2, connections: 20 })));
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      });

      test('the sample is marked and accessible', async ({ page }) => {
        await page.goto('./');
        await page.getByRole('button', { name: 'Try a sample network' }).click();
        await expect(page.getByText('This is a sample network of invented people.')).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
        await page.reload();
        await page.getByRole('button', { name: 'Leave the sample' }).click();
        await expect(page.getByText('This is a sample network')).toBeHidden();
      });
    });
  }
}
