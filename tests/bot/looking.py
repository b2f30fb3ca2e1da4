"""What an eye would find wrong with a page: text pale, cut off or broken in a word, buttons too small to touch, a
focus that is not whole."""

from __future__ import annotations

from tests.bot.browser import Browser

PALEST = 4.5  # contrast of text, WCAG 2.2, 1.4.3
SMALLEST = 44  # px of what is touched
LOOK = """
(() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3])).concat(1);
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, part, n) => sum + part * linear(c[n] / 255), 0);
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.push(rgba(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim();
    const node = texts.currentNode.parentElement;
    if (!text || node.closest('option, .spoiler') || !node.checkVisibility({ visibilityProperty: true })) continue;
    seen += 1;
    const under = ground(node);
    const [a, b] = [light(over(rgba(getComputedStyle(node).color), under)), light(under)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < PALEST) found.add(`pale ${ratio.toFixed(2)}: ${text.slice(0, 30)}`);
    if (node.clientWidth && node.scrollWidth > node.clientWidth + 1) found.add(`cut off: ${text.slice(0, 30)}`);
  }
  for (const node of document.querySelectorAll('.chats b, .row > button')) {
    if (!node.checkVisibility() || node.firstChild?.nodeType !== Node.TEXT_NODE) continue;
    for (const word of node.textContent.matchAll(/[^ -]+/g)) {
      const part = document.createRange();
      part.setStart(node.firstChild, word.index); part.setEnd(node.firstChild, word.index + word[0].length);
      if (new Set([...part.getClientRects()].map((box) => box.top)).size > 1) found.add(`broken: ${word[0]}`);
    }
  }
  for (const node of document.querySelectorAll('button, select, input, .row > a')) {
    if (!node.checkVisibility() || node.matches('.command, .spoiler')) continue;
    const box = node.getBoundingClientRect();
    const narrow = node.closest('.days') ? 36 : SMALLEST;  // seven days stand beside each other on a narrow phone
    const size = `${box.width}×${box.height}`;
    if (box.height < SMALLEST || box.width < narrow) found.add(`small ${size}: ${node.textContent.slice(0, 30)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.add('wider than the window');
  return seen ? [...found] : ['nothing to be seen'];
})()
""".replace("PALEST", str(PALEST)).replace("SMALLEST", str(SMALLEST))


RINGS = """
(() => {
  const was = document.activeElement;
  const found = new Set();
  let seen = 0;
  const ring = (node) => {
    const style = getComputedStyle(node);
    const out = Math.max(0, parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset));
    const box = node.getBoundingClientRect();
    return style.outlineStyle === 'none' ? null : [box.left - out, box.top - out, box.right + out, box.bottom + out];
  };
  const inside = (box, place) =>
    box[0] >= place[0] - 0.5 && box[1] >= place[1] - 0.5 && box[2] <= place[2] + 0.5 && box[3] <= place[3] + 0.5;
  const places = (node) => {
    const all = [[0, 0, innerWidth, innerHeight]];
    for (let at = node.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowY === 'visible' && getComputedStyle(at).overflowX === 'visible') continue;
      const box = at.getBoundingClientRect();
      all.push([box.left, box.top, box.right, box.bottom]);
    }
    return all;
  };
  for (const node of document.querySelectorAll('button, select, input, textarea, a[href], [tabindex]')) {
    if (!node.checkVisibility() || node.disabled) continue;
    node.focus();
    const drawn = document.activeElement === node ? ring(node) : [];
    const name = node.getAttribute('aria-label') || node.textContent.trim().slice(0, 30) || node.className;
    if (drawn === null) found.add(`no ring: ${name}`);
    if (!drawn?.length) continue;
    seen += 1;
    const box = node.getBoundingClientRect();
    const at = places(node);
    const whole = at.every((place) => inside([box.left, box.top, box.right, box.bottom], place));
    if (whole && !at.every((place) => inside(drawn, place))) found.add(`ring cut off: ${name}`);
  }
  was.focus();
  return seen ? [...found] : ['nothing to be reached'];
})()
"""


async def rings(page: Browser) -> list[str]:
    """Whose focus could not be seen whole, of all that can be reached by keys; empty where there is none."""
    found = await page.run(RINGS)
    assert isinstance(found, list), page.errors
    return [str(one) for one in found]


async def wrong(page: Browser) -> list[str]:
    """What is wrong with what the page shows now; empty where nothing is."""
    found = await page.run(LOOK)
    assert isinstance(found, list), page.errors
    return [str(one) for one in found]
