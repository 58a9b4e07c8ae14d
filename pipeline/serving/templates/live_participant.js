"use strict";

// Saves every change at once and keeps trying; follows what the facilitator puts on and shows.

const here = location.pathname;
const page = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
const state = document.getElementById("toestand");
const all = document.getElementById("alle");
const findings = Array.from(document.querySelectorAll(".judge"));
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
let isOpen = true;
let discussed = "";
let number = 0;
const unsaved = new Set();

function judged(finding) {
  const id = finding.dataset.finding;
  const chosen = finding.querySelector("input:checked");
  return { finding: id, judgement: chosen ? chosen.value : "", comment: finding.querySelector("textarea").value };
}

function say(finding, text, wrong = false) {
  const line = finding.querySelector(".saved");
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("problem", wrong);
}

function send(finding) {
  number += 1;
  return fetch(`${here}/oordeel`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...judged(finding), page, number }),
    keepalive: true, // also when the page is being closed
    signal: patience(),
  });
}

for (const finding of findings) {
  let changes = 0;
  let busy = false;
  let pause;

  // One message at a time for a finding: a later one says all that an earlier one said.
  async function save() {
    if (busy) return;
    busy = true;
    for (let saved = -1; saved !== changes && isOpen; ) {
      const now = changes;
      try {
        const answer = await send(finding);
        if (answer.ok) {
          saved = now;
          if (saved === changes) {
            unsaved.delete(finding);
            say(finding, "Bewaard");
          }
        } else if (answer.status === 429 || answer.status >= 500) {
          throw new Error("later");
        } else if (answer.status === 410) {
          end();
        } else {
          say(finding, `Niet bewaard. ${(await answer.json()).problem}`, true);
          break;
        }
      } catch {
        say(finding, "Nog niet bewaard, ik probeer opnieuw.", true);
        await wait(2000);
      }
    }
    busy = false;
  }

  function changed() {
    changes += 1;
    unsaved.add(finding);
  }

  finding.addEventListener("change", (event) => {
    const { ask } = event.target.dataset;
    if (ask) finding.querySelector("label[for]").textContent = ask;
    clearTimeout(pause);
    changed();
    save();
  });
  finding.querySelector("textarea").addEventListener("input", () => {
    changed();
    say(finding, "Nog niet bewaard");
    clearTimeout(pause);
    pause = setTimeout(save, 700);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unsaved.has(finding)) save();
  });
}

addEventListener("beforeunload", (event) => {
  if (isOpen && unsaved.size) event.preventDefault();
});

function end() {
  isOpen = false;
  document.getElementById("bewaren").hidden = true;
  for (const fieldset of document.querySelectorAll("fieldset")) fieldset.disabled = true;
  for (const finding of unsaved) say(finding, "Niet meer bewaard: de sessie werd gesloten.", true);
  tell("De sessie is gesloten. Wat hier als bewaard staat, nemen de onderzoekers mee. U kunt deze pagina sluiten.");
}

function tell(text) {
  state.hidden = !text;
  if (state.textContent !== text) state.textContent = text;
}

function puton(id) {
  for (const finding of findings) finding.hidden = Boolean(id) && finding.dataset.finding !== id;
  for (const theme of document.querySelectorAll(".theme")) theme.hidden = !theme.querySelector(".judge:not([hidden])");
  all.hidden = !id;
}

all.addEventListener("click", () => {
  puton("");
  tell("");
  document.getElementById("oordelen").querySelector("input").focus();
});

function follow(session) {
  for (const finding of findings) {
    const region = finding.querySelector(".shown");
    const html = session.shown[finding.dataset.finding] || "";
    if (region.dataset.html !== html) {
      region.innerHTML = html; // made by the server, which escapes
      region.dataset.html = html;
    }
    region.hidden = !html;
  }
  if (!session.open) {
    if (isOpen) end();
    return;
  }
  if (session.discussed !== discussed) {
    discussed = session.discussed;
    puton(discussed);
    tell(discussed ? "De begeleider bespreekt nu deze bevinding." : "");
    if (discussed) scrollTo(0, 0);
  } else if (state.dataset.lost) {
    tell("");
  }
  delete state.dataset.lost;
}

async function poll() {
  while (isOpen) {
    try {
      const answer = await fetch(`${here}/stand`, { signal: patience() });
      if (answer.status === 404) {
        location.reload(); // the link was of another session: the page says what to do
        return;
      }
      if (!answer.ok) throw new Error("later");
      follow(await answer.json());
    } catch {
      state.dataset.lost = "yes";
      tell("Er is even geen verbinding. Laat deze pagina open: ik probeer het opnieuw.");
    }
    await wait(2000);
  }
}

poll();
