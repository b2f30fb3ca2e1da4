// Arrow keys among messages: the log is one stop of the Tab key. Up and down go from line to line (a message, a link in
// it, a row of its buttons), left and right within a line, Home and End to the first and last, Enter opens a message's
// menu, Escape goes back to writing.

const STOPS = "[data-stop]";

function lines(log) {
  const found = [];
  for (const item of log.querySelectorAll(".item")) {
    const more = item.querySelector(":scope > .said > .round");
    found.push(more ? [item, more] : [item]);
    for (const stop of item.querySelectorAll(`.bubble ${STOPS}`)) found.push([stop]);
    for (const row of item.querySelectorAll(".keys > .row")) found.push([...row.children]);
  }
  return found;
}

export class Roving {
  constructor(log, leave) {
    this.log = log;
    this.current = null;
    log.addEventListener("keydown", (event) => this.#key(event, leave));
    log.addEventListener("focusin", (event) => { const stop = event.target.closest(STOPS); if (stop) this.#take(stop); });
  }

  // Make one stop of the log reachable by Tab: where the focus was last, or else the newest button or message.
  settle() {
    for (const stop of this.log.querySelectorAll(STOPS)) if (stop !== this.current) stop.tabIndex = -1;
    if (this.current && this.log.contains(this.current) && this.chosen) return;
    const newest = this.log.querySelector(".item:last-of-type");
    this.#take(newest?.querySelector(".keys [data-stop]") || newest, false);
  }

  focus() {
    (this.current || this.log).focus();
  }

  #take(stop, chosen = true) {
    if (this.current) this.current.tabIndex = -1;
    this.current = stop || null;
    this.chosen = chosen;
    if (stop) stop.tabIndex = 0;
  }

  #key(event, leave) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { event.preventDefault(); leave(); return; }
    if (event.key === "Enter" && event.target.classList.contains("item")) {
      event.preventDefault();
      event.target.querySelector(":scope > .said > .round")?.click();
      return;
    }
    const all = lines(this.log);
    const line = all.findIndex((stops) => stops.includes(event.target));
    if (line < 0) return;
    const goal = this.#goal(event.key, all, line, all[line].indexOf(event.target));
    if (!goal) return;
    event.preventDefault();
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "nearest" });
  }

  #goal(pressed, all, line, place) {
    const beside = { ArrowRight: 1, ArrowLeft: -1 }[pressed];
    if (beside) return all[line][place + beside];
    const next = { ArrowDown: line + 1, ArrowUp: line - 1, Home: 0, End: all.length - 1 }[pressed];
    const there = all[next];
    return there && there[Math.min(place, there.length - 1)];
  }
}
