// What real exports hold beside the usual: very long and odd messages, the same person three
// times, somebody who is connected already, and oneself.
import { strToU8, zipSync } from 'fflate';
import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test } from './fixtures';
import { count, goTo, readExport, row } from './hand';

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const ME = 'https://www.linkedin.com/in/ida-vik';
const PIECES = ['👩‍👩‍👧 ', 'שלום עולם ', 'e\u0301\u0327 ', '<b onclick=alert(1)>x</b> ', 'javascript:alert(1) ', '\u202eevil\u202c '];
const LONG = PIECES.join('').repeat(200).slice(0, 5_000).trimEnd();

async function bring(page: Page, invitations: string[][], connections: string[] = []) {
  const files = {
    'Connections.csv': strToU8(
      ['First Name,Last Name,URL,Email Address,Company,Position,Connected On', ...connections].join('\n'),
    ),
    'Invitations.csv': strToU8(
      [
        'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl',
        ...invitations.map((cells) => cells.map(cell).join(',')),
      ].join('\n'),
    ),
    'Profile.csv': strToU8('First Name,Last Name,Headline\nIda,Vik,Editor\n'),
  };
  await page.goto('./');
  const report = await readExport(page, {
    name: 'Basic_LinkedInDataExport_03-15-2025.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(files)),
  });
  return report;
}

const from = (name: string, link: string, sentAt: string, message = '') => [
  name, 'Ida Vik', sentAt, message, 'INCOMING', link, ME,
];

test('a message of 5,000 characters begins in the list, is whole when opened, and is only text', async ({
  page,
}) => {
  const report = await bring(page, [from('Rosa Quell', 'https://www.linkedin.com/in/rosa', '1/2/24, 3:04 PM', LONG)]);
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await count(page, '1 invitation');
  const shown = row(page, 'Rosa Quell').locator('.row-message');
  await expect(shown).toContainText('👩‍👩‍👧 שלום עולם');
  expect((await shown.textContent())!.length).toBeLessThan(400);
  await page.getByRole('button', { name: 'Open the invitation with Rosa Quell' }).click();
  const opened = page.getByRole('region', { name: 'Rosa Quell', exact: true });
  const whole = opened.locator('.row-message');
  await expect.poll(() => whole.textContent()).toBe(LONG);
  await expect(whole.locator('*')).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.reload();
  await expect.poll(() => whole.textContent()).toBe(LONG);
});

test('the same person inviting three times: told apart by their days, settled together', async ({ page }) => {
  const link = 'https://www.linkedin.com/in/rosa';
  const report = await bring(page, [
    from('Rosa Quell', link, '1/2/22, 3:04 PM', 'first'),
    from('Rosa Quell', link, '1/2/23, 3:04 PM', 'second'),
    from('Rosa Quell', link, '1/2/24, 3:04 PM', 'third'),
  ]);
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await count(page, '3 invitations');
  const names = await page.getByRole('button', { name: /^Ignore Rosa Quell/ }).evaluateAll((all) =>
    all.map((it) => it.getAttribute('aria-label')),
  );
  expect(new Set(names).size, 'each button says which').toBe(3);
  await page.getByRole('button', { name: /^Open the invitation with Rosa Quell/ }).first().click();
  const opened = page.getByRole('region', { name: 'Rosa Quell', exact: true });
  await expect(opened).toContainText('first');
  await expect(opened).toContainText('second');
  await page.keyboard.press('Escape');
  // One is ignored: the others still wait. One is accepted: all are answered.
  await opened.getByRole('button', { name: /^Ignore / }).click();
  await count(page, '2 invitations');
  await page.getByRole('main').getByRole('button', { name: /^Accept / }).first().click();
  await count(page, '0 invitations');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await count(page, '2 invitations');
  await page.reload();
  await count(page, '2 invitations');
});

test('who is connected already is answered already, and an invitation from oneself is left out', async ({
  page,
}) => {
  const report = await bring(
    page,
    [
      from('Otto Bram', 'https://www.linkedin.com/in/otto', '1/2/24, 3:04 PM'),
      from('Ida Vik', ME, '1/2/24, 3:04 PM', 'to myself'),
      from('Rosa Quell', 'https://www.linkedin.com/in/rosa', '1/2/24, 3:04 PM'),
    ],
    ['Otto,Bram,https://www.linkedin.com/in/otto,,Tidewater,Editor,01 Mar 2024'],
  );
  await expect(report).toContainText('yourself');
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await count(page, '1 invitation');
  await goTo(page, 'Archive');
  await count(page, '1 invitation');
  await expect(row(page, 'Otto Bram')).toContainText('Accepted');
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '1 connection');

  // One entered by hand from somebody who is connected waits, and says so.
  await page.goto('inbox');
  await page.getByRole('button', { name: 'Add…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Otto Bram');
  await dialog.getByLabel('Profile link').fill('https://www.linkedin.com/in/otto');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, 'Otto Bram')).toContainText('Already connected');
  await page.getByRole('button', { name: 'Add…' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('Ida Vik');
  await dialog.getByLabel('Profile link').fill(ME);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('That is you.')).toBeVisible();
});
