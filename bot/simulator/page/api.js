// The control API of the simulator: calls, files, and the one stream of events.

const token = document.querySelector('meta[name="control-token"]').content;

async function answerOf(request) {
  const answer = await request;
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error || answer.status);
  return found;
}

export function call(name, body) {
  const options = { headers: { "X-Simulator-Token": token } };
  if (body) Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  return answerOf(fetch(`/control/${name}`, options));
}

export function ask(name, query = {}) {
  return call(`${name}?${new URLSearchParams(query)}`);
}

// A file of this computer, sent by somebody; it goes to the simulator on this computer and nowhere else.
export function hand(file, query) {
  const headers = { "X-Simulator-Token": token, "Content-Type": "application/octet-stream" };
  const about = new URLSearchParams({ ...query, name: file.name, kind: file.type });
  return answerOf(fetch(`/control/attach?${about}`, { method: "POST", headers, body: file }));
}

// Events of every chat. `again` is called when the stream is back after it was lost.
export function listen(told, { lost, again }) {
  const stream = new EventSource(`/control/events?chat=all&token=${encodeURIComponent(token)}`);
  let away = false;
  stream.onopen = () => { if (away) again(); away = false; };
  stream.onerror = () => {
    away = true;
    lost();
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000); // another run: another token
  };
  stream.onmessage = (message) => told(JSON.parse(message.data));
}
