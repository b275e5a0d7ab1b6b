
'use strict';
const at = id => document.getElementById(id);
const toggles = ['api_down', 'db_slow', 'queue_stuck', 'job_fail'].map(at);
const icons = { running: '◌', succeeded: '✓', failed: '✕', unknown: '?' };
let touched = new Set();   // switches the reader has moved and not applied yet
let asked = 0, shown = 0;  // an answer that was overtaken is dropped

async function call(path, method = 'GET', body) {
  const response = await fetch(path, {
    method, cache: 'no-store', signal: AbortSignal.timeout(5000),
    headers: body ? { 'Content-Type': 'application/json' } : {}, body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

function live(on) {
  at('live').className = on ? 'live on' : 'live lost';
  at('live-word').textContent = on ? 'Live' : 'No answer';
}

function showToggles(faults) {
  for (const toggle of toggles) {
    if (toggle.checked === faults[toggle.id]) touched.delete(toggle.id);
    if (!touched.has(toggle.id)) toggle.checked = faults[toggle.id];
    toggle.closest('li').classList.toggle('touched', touched.has(toggle.id));
  }
}

function showJobs(jobs) {
  const latest = Object.entries(jobs).reverse().slice(0, 5).map(([id, job]) => {
    const row = document.createElement('li'), name = document.createElement('code');
    const chip = document.createElement('span'), age = document.createElement('time');
    name.textContent = id;
    chip.className = `chip ${job.status}`;
    chip.textContent = `${icons[job.status] ?? '?'} ${job.status}`;
    const seconds = Math.max(0, Math.round(Date.now() / 1000 - job.start));
    age.textContent = seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
    age.dateTime = new Date(job.start * 1000).toISOString();
    row.append(name, age, chip);
    return row;
  });
  at('jobs').replaceChildren(...latest);
}

async function refresh(resync = false) {
  const turn = ++asked;
  try {
    let state = await call('/admin/state');
    // A job is decided when somebody asks for it after 20 s, so the panel asks like any other client.
    const over = Object.entries(state.jobs).filter(([, job]) => job.status === 'running' && Date.now() / 1000 - job.start > 20);
    if (over.length) {
      await Promise.all(over.map(([id]) => call(`/jobs/${id}/status`)));
      state = await call('/admin/state');
    }
    if (turn < shown) return;
    shown = turn;
    live(true);
    if (resync) touched = new Set();
    showToggles(state.faults);
    showJobs(state.jobs);
    const text = JSON.stringify(state, null, 2);
    if (at('state').textContent !== text) at('state').textContent = text;
  } catch {
    if (turn >= shown) live(false);
  }
}

// Lines break after a comma, and the text stays what it is.
function say(message, text, failed) {
  message.replaceChildren(...text.split(/(?<=,)/).flatMap(part => [part, document.createElement('wbr')]));
  message.classList.toggle('failed', failed);
}

async function act(button, message, work) {
  button.disabled = true;
  try {
    say(message, await work(), false);
    touched = new Set();
    shown = asked + 1; // what was asked before the change is old news
  } catch (failure) {
    say(message, `Nothing changed: ${failure.message}`, true);
  }
  await refresh();
  button.disabled = false;
}

for (const toggle of toggles)
  toggle.addEventListener('change', () => {
    touched.has(toggle.id) ? touched.delete(toggle.id) : touched.add(toggle.id);
    toggle.closest('li').classList.toggle('touched', touched.has(toggle.id));
  });

at('apply').addEventListener('click', () => act(at('apply'), at('faults-message'), async () => {
  const wanted = Object.fromEntries(toggles.map(toggle => [toggle.id, toggle.checked]));
  return `Applied: ${JSON.stringify((await call('/admin/faults', 'POST', wanted)).faults)}`;
}));
at('reset').addEventListener('click', () => act(at('reset'), at('faults-message'), async () =>
  `Reset: ${JSON.stringify((await call('/admin/reset', 'POST')).faults)}`));
at('run').addEventListener('click', () => act(at('run'), at('job-message'), async () =>
  `Started job: ${(await call('/jobs/run', 'POST')).job_id}`));
at('refresh').addEventListener('click', () => refresh(true));

document.addEventListener('visibilitychange', () => document.hidden || refresh());
setInterval(() => document.hidden || refresh(), 2000);
refresh(true);
