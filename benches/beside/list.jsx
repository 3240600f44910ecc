// The list that a web developer would write: React with TanStack Virtual, the same rows with
// the same contents and the same style sheets. It keeps nothing: what is removed is back on a
// reload.
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';

/** As high as the style sheet makes them. */
const ROW = 100;
/** How many rows there are above and below what is seen. */
const SPARE = 8;

const numbers = new Intl.NumberFormat('en-US');
const days = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric',
});

const Row = memo(function Row({ person, place, total, top, isChosen, onChoose, onRemove }) {
  const { id, firstName, lastName, company, position, url, connectedOn } = person;
  const name = `${firstName} ${lastName}`;
  const job = position && company ? `${position} at ${company}` : position || company;
  return (
    <li
      className="row" aria-posinset={place + 1} aria-setsize={total}
      style={{ transform: `translateY(${top}px)` }}
    >
      <input
        type="checkbox" className="row-check" id={`check-${id}`} aria-label={`Choose ${name}`}
        checked={isChosen} onChange={() => onChoose(id)}
      />
      <div className="row-main">
        <p className="row-who" dir="auto"><a href={`people#${id}`}>{name}</a></p>
        <p className="row-known" dir="auto">{job}</p>
        <p className="row-meta">
          <span className="row-when">Connected {days.format(connectedOn)}</span>
          <a
            className="link-out" href={url} target="_blank" rel="noopener noreferrer"
            aria-label={`Open on LinkedIn: ${name}`}
          >
            Open on LinkedIn
          </a>
          <a className="row-history" href={`history#${id}`} aria-label={`History of ${name}`}>
            History
          </a>
          <span className="row-more" dir="auto" />
        </p>
      </div>
      <div className="row-acts">
        <button
          type="button" className="button button-small button-quiet"
          aria-label={`Write a note… to ${name}`} aria-describedby="about-note"
        >
          Write a note…
        </button>
        <button
          type="button" className="button button-small" id={`act-${id}`}
          aria-label={`Remove ${name}`} aria-describedby="about-remove"
          onClick={() => onRemove(id)}
        >
          Remove
        </button>
      </div>
    </li>
  );
});

function List({ everybody }) {
  const [people, setPeople] = useState(everybody);
  const [chosen, setChosen] = useState(() => new Set());
  const list = useRef(null);
  const next = useRef(null);
  const [margin, setMargin] = useState(0);
  useEffect(() => setMargin(list.current.getBoundingClientRect().top + scrollY), []);
  const rows = useWindowVirtualizer({
    count: people.length,
    estimateSize: () => ROW,
    overscan: SPARE,
    scrollMargin: margin,
    getItemKey: useCallback((at) => people[at].id, [people]),
  });
  const onChoose = useCallback((id) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const onRemove = useCallback((id) => {
    setPeople((before) => {
      const at = before.findIndex((it) => it.id === id);
      next.current = before[at + 1]?.id;
      return before.filter((it) => it.id !== id);
    });
  }, []);
  // The keyboard does not lose its place.
  useEffect(() => {
    if (next.current !== null) document.getElementById(`act-${next.current}`)?.focus();
    next.current = null;
  }, [people]);
  const count = useMemo(() => numbers.format(people.length), [people.length]);
  return (
    <main className="page" id="main">
      <p className="list-count" role="status">{count} connections</p>
      <ul
        className="rows rows-virtual" role="list" aria-label="Connections" ref={list}
        style={{ height: `${rows.getTotalSize()}px` }}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const person = people[index];
          return (
            <Row
              key={person.id} person={person} place={index} total={people.length}
              top={start - margin} isChosen={chosen.has(person.id)} onChoose={onChoose}
              onRemove={onRemove}
            />
          );
        })}
      </ul>
      <p id="about-note" hidden>A note of your own.</p>
      <p id="about-remove" hidden>Keeps them among your former connections.</p>
    </main>
  );
}

const rows = await (await fetch(new URLSearchParams(location.search).get('rows'))).json();
const everybody = rows.map((row, at) => ({
  ...row, id: at + 1, connectedOn: new Date(`${row.connectedOn} UTC`),
}));
createRoot(document.getElementById('root')).render(<List everybody={everybody} />);
