// Where the log stands. A new answer is shown from its beginning; who reads further up is left there, with a way down.

const NEAR = 80; // px from the end that count as the end
const TOGETHER = 3000; // ms within which messages are one answer
const PATIENCE = 15000; // ms within which what comes is taken for an answer
const ABOVE = 34; // px that stay visible above an answer's first message: its day

export class Scroll {
  constructor(log, down) {
    this.log = log;
    this.down = down;
    this.first = null; // the first message of the answer that came last
    this.follow = true;
    this.put = 0;
    this.last = 0; // when the newest message came
    this.asked = 0; // when this person last did something that may be answered
    log.addEventListener("scroll", () => this.#moved());
    new ResizeObserver(() => this.settle()).observe(log);
  }

  // A chat was opened: its newest answer from its beginning.
  opened() {
    const items = [...this.log.querySelectorAll(".item")];
    const own = items.findLastIndex((item) => item.classList.contains("own"));
    this.first = items[own + 1] && own >= 0 ? items[own + 1] : null;
    this.follow = true;
  }

  // This person writes: it is shown at the end, and what comes next is an answer.
  mine() { this.first = null; this.follow = true; this.asked = Date.now(); }

  // This person tapped a button: a new message is an answer to that, an edit moves nothing.
  tapped() { this.asked = Date.now(); this.last = 0; }

  came(item) {
    const now = Date.now();
    if (item.classList.contains("own")) this.mine();
    else if (now - this.asked < PATIENCE && now - this.last > TOGETHER) this.#begin(item);
    else if (this.follow && (!this.first?.isConnected || now - this.last > TOGETHER)) this.#begin(item);
    if (!this.follow) this.down.hidden = false;
    this.last = now;
  }

  #begin(item) { this.first = item; this.follow = true; }

  end() { this.first = null; this.follow = true; this.settle(); this.log.focus({ preventScroll: true }); }

  settle() {
    if (!this.follow) return;
    const { log } = this;
    const last = log.scrollHeight - log.clientHeight;
    const start = this.first?.isConnected ? this.first.offsetTop - ABOVE : last;
    this.put = Math.max(0, Math.min(last, start));
    log.scrollTop = this.put;
    this.down.hidden = last - this.put < NEAR;
  }

  #moved() {
    const { log } = this;
    if (Math.abs(log.scrollTop - this.put) < 2) return;
    const left = log.scrollHeight - log.clientHeight - log.scrollTop;
    this.follow = left < NEAR;
    if (this.follow) this.first = null;
    this.down.hidden = this.follow;
    this.put = log.scrollTop;
  }
}
