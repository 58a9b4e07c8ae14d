"use strict";

// Shows how the session stands, and passes on what the facilitator does.

const here = location.pathname;
const byId = (id) => document.getElementById(id);
const cards = Array.from(document.querySelectorAll("[data-finding]"));
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function write(element, text) {
  if (element.textContent !== String(text)) element.textContent = text;
}

function fill(element, html) {
  if (element.dataset.html !== html) {
    element.innerHTML = html; // made by the server, which escapes
    element.dataset.html = html;
  }
  element.hidden = !html;
}

function follow(session) {
  write(byId("binnen"), session.joined);
  write(byId("plaatsen"), session.seats);
  let current = "alle bevindingen";
  for (const card of cards) {
    const id = card.dataset.finding;
    const shown = id in session.shown;
    write(card.querySelector(".judged"), session.judged[id] || 0);
    write(card.querySelector(".joined"), session.joined);
    write(card.querySelector(".show"), shown ? "Verberg de verdeling" : "Toon de verdeling");
    card.querySelector(".show").dataset.shown = shown ? "yes" : "";
    card.querySelector(".discuss").setAttribute("aria-pressed", String(session.discussed === id));
    card.classList.toggle("now", session.discussed === id);
    fill(card.querySelector(".shown"), session.shown[id] || "");
    fill(card.querySelector(".comments"), session.comments[id] || "");
    if (session.discussed === id) current = card.dataset.label;
  }
  write(byId("nu"), current);
  byId("alle").hidden = !session.discussed;
  byId("afsluiten").hidden = !session.open;
  byId("gesloten").hidden = session.open;
}

function tell(text) {
  byId("toestand").hidden = !text;
  write(byId("toestand"), text);
}

async function refresh() {
  try {
    const answer = await fetch(`${here}/stand`, { signal: patience() });
    if (answer.status === 404) location.reload();
    if (!answer.ok) throw new Error("later");
    follow(await answer.json());
    tell("");
  } catch {
    tell("Er is geen verbinding met klankbord. Is het gestopt? Start het dan opnieuw; er is niets verloren.");
  }
}

async function act(what, message) {
  const headers = { "Content-Type": "application/json" };
  const options = { method: "POST", headers, body: JSON.stringify(message), signal: patience() };
  await fetch(`${here}/${what}`, options).catch(() => undefined); // refresh tells that there is no connection
  await refresh();
}

for (const card of cards) {
  const finding = card.dataset.finding;
  const show = card.querySelector(".show");
  const discuss = card.querySelector(".discuss");
  show.addEventListener("click", () => act("toon", { finding, shown: !show.dataset.shown }));
  discuss.addEventListener("click", () =>
    act("bespreek", { finding: discuss.getAttribute("aria-pressed") === "true" ? "" : finding }),
  );
}
byId("alle").addEventListener("click", () => act("bespreek", { finding: "" }));
byId("sluit").addEventListener("click", async () => {
  await act("sluit", {});
  byId("gesloten").scrollIntoView();
});

async function poll() {
  for (;;) {
    await refresh();
    await wait(2000);
  }
}

poll();
