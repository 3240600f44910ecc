// A key that is pressed in a page with a list, timed until what it does is painted.
//
// From the time stamp that the browser gives to the event of the key, to the first task after
// the frame in which all that is expected is there: such a task runs when that frame has been
// laid out and painted. A second frame, as is often waited for, would add its whole wait; the
// browser's own event timing rounds to 8 ms.

// How long what a key does may take to appear, in milliseconds, until the benchmark fails.
const PATIENCE = 10_000;

/**
 * Presses a key and waits for what it does: `same` holds what must then be seen, `other` what
 * must be another than before. Answers with the milliseconds, and the how manieth frame since
 * the key showed it. `hash` is what the address must become, which nobody waits to see.
 * `kept`: a new entry must be in the storage.
 */
export async function press(page, key, { same = {}, other = [], hash, by = 'keydown', kept = false }) {
  await page.evaluate(([same, other, by, kept, patience]) => {
    const stored = new Set(kept ? Object.keys(localStorage) : []);
    /** Whether rows that stand at their own places leave no gap in the window. */
    const hasNoGap = (list) => {
      const { top, bottom } = list.getBoundingClientRect();
      const edges = [...list.children].map((row) => row.getBoundingClientRect());
      edges.sort((a, b) => a.top - b.top);
      let end = Math.max(top, 0);
      for (const row of edges) {
        if (row.top <= end + 2) end = Math.max(end, row.bottom);
      }
      return end >= Math.min(bottom, innerHeight) - 2;
    };
    const seen = () => {
      const boxes = [...document.querySelectorAll('input.row-check')];
      const sizes = boxes.map((box) => Number(box.closest('li').ariaSetSize));
      const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? '';
      const count = Number(text('.list-count').split(' ')[0].replaceAll(',', ''));
      // Each row tells how many there are: one that does not is not up to date.
      const rows = new Set([boxes.length ? count : 0, ...sizes]);
      const virtual = document.querySelector('.rows-virtual');
      // Rows that are built later must lie below the window.
      const end = boxes.at(-1)?.closest('li').getBoundingClientRect().bottom ?? 0;
      const isFull = virtual ? hasNoGap(virtual) : boxes.length === count || end >= innerHeight;
      return {
        count: rows.size === 1 && rows.has(count) && isFull ? count : undefined,
        chosen: text('.chosen-count'),
        ticked: boxes.every((box) => box.checked) ? 'all'
          : boxes.some((box) => box.checked) ? 'some' : 'none',
        first: boxes[0]?.id ?? '',
        marked: text('.rows mark'),
        focus: document.activeElement.id,
      };
    };
    const isKept = () => !kept || Object.keys(localStorage).some((key) => !stored.has(key));
    const before = seen();
    window.painted = new Promise((resolve, reject) => {
      const onEvent = (event) => {
        let frames = 0;
        const look = () => {
          frames += 1;
          const now = seen();
          const isThere =
            now.count !== undefined
            && Object.entries(same).every(([what, value]) => now[what] === value)
            && other.every((what) => now[what] !== before[what])
            && isKept();
          const took = () => performance.now() - event.timeStamp;
          if (isThere) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve({ took: took(), frames });
            port2.postMessage('');
          } else if (took() < patience) {
            requestAnimationFrame(look);
          } else {
            const told = [before, now, same, other].map((it) => JSON.stringify(it));
            reject(new Error(`a key did not do what it should: ${told.join(' ')}`));
          }
        };
        requestAnimationFrame(look);
      };
      addEventListener(by, onEvent, { capture: true, once: true });
    });
  }, [same, other, by, kept, PATIENCE]);
  await page.keyboard.press(key);
  const painted = await page.evaluate(() => window.painted);
  if (hash !== undefined) {
    await page.waitForFunction((hash) => decodeURIComponent(location.hash) === hash, hash);
  }
  return painted;
}
