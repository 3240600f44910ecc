// Two tabs in two processes, at once.
import type { Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, goTo, importUsual, showAll } from './hand';

const ACTS = 500;

/** Ignores so many invitations from the top or from the bottom of the list, without a pause. */
const ignore = (page: Page, from: 'top' | 'bottom') =>
  page.evaluate(
    async ([acts, from]) => {
      const buttons = () =>
        [...document.querySelectorAll<HTMLButtonElement>('main li button')].filter((it) =>
          it.getAttribute('aria-label')?.startsWith('Ignore '),
        );
      for (let done = 0; done < acts; done += 1) {
        const button = buttons().at(from === 'top' ? 0 : -1)!;
        button.click();
        while (button.isConnected) await new Promise(requestAnimationFrame);
      }
    },
    [ACTS, from] as const,
  );

test('two tabs in two processes act a thousand times at once, and no act is lost', async ({
  page,
  context,
  watch,
}) => {
  test.slow();
  const made = await importUsual(page, makeExport({ connections: 400, invitations: 1900 }));
  const waiting = made.invitations.filter((it) => it.incoming && !it.accepted).length;
  // Else the two would meet in the middle.
  expect(waiting).toBeGreaterThan(2 * ACTS);
  const left = waiting - 2 * ACTS;
  await count(page, `${waiting} invitations`);
  const other = await context.newPage();
  await other.goto('inbox');
  await count(other, `${waiting} invitations`);
  await Promise.all([ignore(page, 'top'), ignore(other, 'bottom')]);

  const third = await context.newPage();
  await third.goto('archive');
  const archived = (page: Page) =>
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Ignored, still open' });
  const rows = async (page: Page) => (await archived(page).allTextContents()).sort();
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await count(tab, `${left} invitations`);
    await goTo(tab, 'Archive');
  }
  await third.bringToFront();
  const told = await third.getByRole('status').first().textContent();
  await count(page, told!.trim());
  await count(other, told!.trim());
  for (const tab of [page, other, third]) await showAll(tab);
  const shown = await rows(third);
  expect(shown.length).toBe(2 * ACTS);
  expect(await rows(page)).toEqual(shown);
  expect(await rows(other)).toEqual(shown);
  // Each act is a fact of its own.
  await third.getByRole('link', { name: 'History', exact: true }).click();
  await count(third, '1001 acts');

  // They were two processes: one dies, and the other lives. Else all this proves nothing.
  const crash = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => undefined);
  await crash;
  await goTo(other, 'Trash');
  await goTo(other, 'Inbox');
  await count(other, `${left} invitations`);
  watch.wrong.length = 0;
});

test('two tabs that do the same to one invitation agree, and each shows it', async ({
  page,
  context,
}) => {
  await importUsual(page, makeExport({ connections: 20, invitations: 30 }));
  const other = await context.newPage();
  await other.goto('inbox');
  const name = (await page.getByRole('button', { name: /^Ignore / }).first().getAttribute('aria-label'))!;
  const who = name.replace(/^Ignore /, '');
  // Both are found before either is pressed: neither waits to see what the other has done.
  const buttons = await Promise.all([
    page.getByRole('button', { name, exact: true }).elementHandle(),
    other.getByRole('button', { name: `Accept ${who}`, exact: true }).elementHandle(),
  ]);
  await Promise.all(buttons.map((it) => it!.evaluate((it) => (it as HTMLElement).click())));
  for (const tab of [page, other]) {
    await expect(tab.getByRole('button', { name, exact: true })).toBeHidden();
    await goTo(tab, 'Archive');
  }
  const row = (tab: Page) => tab.getByRole('main').getByRole('listitem').filter({ hasText: who });
  const third = await context.newPage();
  await third.goto('archive');
  const agreed = (await row(third).textContent())!;
  for (const tab of [page, other]) await expect(row(tab)).toHaveText(agreed);
});
