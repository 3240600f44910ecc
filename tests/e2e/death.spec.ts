// The whole browser is killed, and the same profile opened again.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { makeExport } from './export-maker';
import { expect, test } from './fixtures';
import { count, importUsual, readExport, zipFile } from './hand';

type Options = { executablePath?: string; args?: string[] };

/** A browser of our own, so that it can be killed as a whole. */
async function start(profile: string, options: Options): Promise<[ChildProcess, Browser, Page]> {
  const browser = spawn(
    options.executablePath!,
    [
      ...(options.args ?? []),
      '--headless',
      '--remote-debugging-port=0',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr!.on('data', (text) => {
      said += text;
      const found = /DevTools listening on (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    browser.on('exit', () => reject(new Error(`the browser did not start: ${said}`)));
  });
  const connected = await chromium.connectOverCDP(address);
  return [browser, connected, await connected.contexts()[0].newPage()];
}

async function kill(browser: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => browser.on('exit', resolve));
  // The whole group: browser, renderers and helpers.
  process.kill(-browser.pid!, 'SIGKILL');
  await gone;
  // Another browser refuses a profile that looks as if it were in use.
}

async function open(profile: string, options: Options) {
  for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    await rm(path.join(profile, lock), { force: true });
  }
  return start(profile, options);
}

/** Whether these bytes stand in what the browser has written of `localStorage`. */
async function isOnDisk(profile: string, text: string): Promise<boolean> {
  const folder = path.join(profile, 'Default/Local Storage/leveldb');
  for (const name of await readdir(folder).catch(() => [])) {
    const bytes = await readFile(path.join(folder, name)).catch(() => Buffer.alloc(0));
    if (bytes.includes(Buffer.from(text, 'latin1'))) return true;
  }
  return false;
}

const storage = (page: Page) => page.getByRole('region', { name: 'Storage' });

test('killed after acts: what had reached the disk is there, and nothing is torn', async ({
  baseURL,
  launchOptions,
}) => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'quietly-killed-'));
  let [browser, , page] = await start(profile, launchOptions);
  await page.goto(baseURL!);
  const report = await readExport(page, zipFile(makeExport({ connections: 300, invitations: 60 })));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  const counted = () => page.getByRole('status').filter({ hasText: /^\s*\d+ invitations\s*$/ });
  const waiting = async () => Number.parseInt((await counted().textContent())!, 10);
  const before = await waiting();
  for (let act = 1; act <= 5; act += 1) {
    await page.getByRole('button', { name: /^Ignore / }).first().click();
    await count(page, `${before - act} invitations`);
  }
  const last = await page.evaluate(() => {
    const newest = Object.keys(localStorage)
      .filter((key) => localStorage[key].includes('"Ignore"'))
      .sort((one, other) => Number(one.split('.').pop()) - Number(other.split('.').pop()));
    return newest.pop()!;
  });
  // The browser writes some seconds later; nothing but the disk tells when.
  await expect.poll(() => isOnDisk(profile, last), { timeout: 90_000 }).toBe(true);
  await kill(browser);

  [browser, , page] = await open(profile, launchOptions);
  await page.goto(`${baseURL}inbox`);
  await count(page, `${before - 5} invitations`);
  await expect(storage(page)).toBeHidden();
  // Killed at once after another act: the state is the one before it, or after it.
  await page.getByRole('button', { name: /^Ignore / }).first().click();
  await expect(page.getByText('Ignored.')).toBeVisible();
  await kill(browser);
  [browser, , page] = await open(profile, launchOptions);
  await page.goto(`${baseURL}inbox`);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  expect([before - 5, before - 6]).toContain(await waiting());
  await expect(storage(page)).toBeHidden();
  await kill(browser);
  await rm(profile, { recursive: true });
});

test('killed at once after an import: all of it is there, or nothing', async ({
  baseURL,
  launchOptions,
}) => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'quietly-killed-'));
  let [browser, , page] = await start(profile, launchOptions);
  await page.goto(baseURL!);
  const made = makeExport({ connections: 6000, invitations: 300 });
  const report = await readExport(page, zipFile(made));
  await report.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await kill(browser);
  [browser, , page] = await open(profile, launchOptions);
  await page.goto(`${baseURL}connections`);
  await expect(page.getByRole('status').first()).toHaveText(/^\s*(0|6000) connections\s*$/);
  await expect(storage(page)).toBeHidden();
  await kill(browser);
  await rm(profile, { recursive: true });
});

/** A WebAssembly module with a greatest size a little above its first one. */
function bounded(module: Buffer, pages: number): Buffer {
  const read = (at: number): [number, number] => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = module[at];
      at += 1;
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) return [value >>> 0, at];
    }
  };
  const leb = (value: number): number[] =>
    value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
  for (let at = 8; at < module.length; ) {
    const [size, body] = read(at + 1);
    if (module[at] === 5) {
      // One memory: its flags, and its first size in pages of 64 KiB.
      const [first] = read(body + 2);
      const section = [1, 1, ...leb(first), ...leb(first + pages)];
      return Buffer.concat([
        module.subarray(0, at),
        Buffer.from([5, ...leb(section.length), ...section]),
        module.subarray(body + size),
      ]);
    }
    at = body + size;
  }
  throw new Error('the module has no memory section');
}

test('out of memory ends in the plain sheet, from which one can save and reload', async ({
  page,
  watch,
}) => {
  await importUsual(page, makeExport({ connections: 50, invitations: 20 }));
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    // Two more MiB than the page needs to come up.
    await route.fulfill({ response, body: bounded(await response.body(), 48) });
  });
  await page.goto('import');
  await page
    .getByLabel('LinkedIn export', { exact: true })
    .setInputFiles(zipFile(makeExport({ connections: 30_000, invitations: 0 })));
  const sheet = page.getByRole('dialog', { name: 'Quietly has stopped' });
  await expect(sheet).toContainText('Everything up to your last finished act is kept');
  const download = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Save a copy…' }).click();
  const copy = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(Object.keys(copy.values).some((key) => key.startsWith('quietly.net.'))).toBe(true);
  await page.unroute('**/*.wasm');
  await sheet.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '50 connections');
  // What the browser says of the end of a module.
  expect(watch.wrong.length).toBeGreaterThan(0);
  watch.wrong.length = 0;

  // And the copy of the stored bytes is restored like any other.
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText('Everything is erased.')).toBeVisible();
  await page.getByLabel('Quietly backup', { exact: true }).setInputFiles({
    name: 'quietly-copy.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(copy)),
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('Restored from the file.')).toBeVisible();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await count(page, '50 connections');
});
