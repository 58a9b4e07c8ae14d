"use strict";
// What is filled in is kept in this browser after every change, and goes into one file when somebody saves it.
// The file and what is kept have the same form; what comes back from either is put in as text, never as HTML.
(() => {
  const form = document.getElementById("oordeel");
  const { round, draft } = form.dataset;
  const articles = [...form.querySelectorAll("[data-finding]")];
  const field = (id) => document.getElementById(id);
  const own = "klankbord:oordeel:" + round + ":";

  // Some browsers refuse storage to a file from a folder or a mail: then the form works without.
  let storage = null;
  try {
    storage = window.localStorage;
    storage.setItem(own + "test", "1");
    storage.removeItem(own + "test");
  } catch {
    storage = null;
  }

  function parts(article) {
    const chosen = article.querySelector("input:checked");
    return {
      finding: article.dataset.finding,
      seen: article.querySelector(".seen").textContent,
      judgement: chosen ? chosen.value : "",
      comment: article.querySelector("textarea").value.trim(),
    };
  }

  function answers() {
    return {
      klankbord: "oordeel",
      version: 1,
      round,
      draft,
      saved_at: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      reviewer: field("naam").value.trim(),
      role: field("rol").value,
      panel: field("groep").value,
      judgements: articles.map(parts),
      general: field("alles").value.trim(),
    };
  }

  function say(text, kind) {
    const line = document.createElement("p");
    line.className = "note " + kind;
    line.textContent = text;
    field("meldingen").replaceChildren(line);
  }

  function keep() {
    try {
      storage.setItem(own + draft, JSON.stringify(answers()));
    } catch {
      storage = null;
      notKept();
    }
  }

  function notKept() {
    say("Uw browser kan uw antwoorden niet onthouden. Sla ze op voordat u deze pagina sluit.", "warn");
  }

  function show() {
    for (const article of articles) {
      const label = article.querySelector("label[for]");
      const { ask } = (article.querySelector("input:checked") || article.querySelector("input")).dataset;
      if (label.textContent !== ask) label.textContent = ask;
    }
    const done = articles.filter((article) => parts(article).judgement).length;
    const text = done + " van " + articles.length + " beantwoord";
    if (field("voortgang").textContent !== text) field("voortgang").textContent = text;
  }

  let unsaved = false;
  function changed() {
    unsaved = true;
    field("gedaan").hidden = true;
    if (storage) keep();
    show();
  }

  const texts = (value) => (typeof value === "string" ? value : "");

  function choose(select, value) {
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }

  // Put in what was saved. An answer to a text that has changed since is shown beside it, and is not filled in: it was
  // an answer to something else.
  function fill(saved) {
    field("naam").value = texts(saved.reviewer);
    choose(field("rol"), texts(saved.role));
    choose(field("groep"), texts(saved.panel));
    field("alles").value = texts(saved.general);
    const given = new Map();
    for (const each of Array.isArray(saved.judgements) ? saved.judgements : []) {
      if (each && typeof each === "object") given.set(texts(each.finding), each);
    }
    let other = 0;
    for (const article of articles) {
      const each = given.get(article.dataset.finding);
      given.delete(article.dataset.finding);
      const note = article.querySelector(".changed");
      note.hidden = true;
      article.querySelectorAll("input").forEach((input) => (input.checked = false));
      article.querySelector("textarea").value = "";
      if (!each || !(each.judgement || each.comment)) continue;
      if (texts(each.seen) === parts(article).seen) {
        const input = [...article.querySelectorAll("input")].find((one) => one.value === each.judgement);
        if (input) input.checked = true;
        article.querySelector("textarea").value = texts(each.comment);
      } else {
        other += 1;
        tell(note, "Deze bevinding is veranderd. Geef uw antwoord opnieuw.", each);
      }
    }
    const left = [...given.values()].filter((each) => each.judgement || each.comment);
    field("eerder").hidden = true;
    field("eerder").replaceChildren();
    for (const each of left) tell(field("eerder"), "Deze bevinding staat niet meer in het rapport.", each);
    return other + left.length;
  }

  // What is wrong with a field stands right below it: a message at the top is out of sight when the field gets the focus.
  function complain(input, what) {
    let line = field(input.id + "-fout");
    if (!line) {
      line = document.createElement("p");
      line.id = input.id + "-fout";
      line.className = "note bad";
      line.setAttribute("role", "alert");
      input.after(line);
    }
    line.hidden = !what;
    line.textContent = what;
    if (what) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (what) input.setAttribute("aria-errormessage", line.id);
  }

  function tell(note, what, each) {
    const lines = [what, "Eerst stond er: " + texts(each.seen)];
    const words = document.querySelector('input[value="' + CSS.escape(texts(each.judgement)) + '"]');
    const said = [words ? words.parentElement.textContent.trim() : "", texts(each.comment)].filter(Boolean);
    lines.push("U zei toen: " + said.join(": "));
    for (const text of lines) {
      const line = document.createElement("p");
      line.textContent = text;
      note.append(line);
    }
    note.hidden = false;
  }

  function take(saved) {
    articles.forEach((article) => article.querySelector(".changed").replaceChildren());
    const asked = fill(saved);
    if (saved.draft === draft) return;
    const rest = asked ? " Kijk waar een gele rand staat: daar is iets veranderd." : " Alles geldt nog.";
    say("U vulde eerder een vorige versie in. Uw antwoorden staan er weer." + rest, "warn");
  }

  // What was kept of this draft, or else the last that was kept of an earlier one.
  function kept() {
    const read = (key) => {
      try {
        return JSON.parse(storage.getItem(key));
      } catch {
        return null;
      }
    };
    const mine = read(own + draft);
    if (mine) return mine;
    const keys = Object.keys(storage).filter((key) => key.startsWith(own));
    const earlier = keys.map(read).filter((saved) => saved && saved.klankbord === "oordeel");
    return earlier.sort((a, b) => (texts(a.saved_at) < texts(b.saved_at) ? 1 : -1))[0];
  }

  function nameOf(file) {
    const slug = file.reviewer.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return "oordeel-" + round + "-" + (slug.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "naamloos") + ".json";
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanting = ["naam", "groep"].map(field).find((input) => !input.value.trim());
    for (const input of [field("naam"), field("groep")]) complain(input, "");
    if (wanting) {
      const what = wanting.id === "naam" ? "Vul eerst uw naam in. Een voornaam is genoeg." : "Kies eerst uw groep.";
      complain(wanting, what);
      wanting.focus();
      return;
    }
    const made = answers();
    const text = JSON.stringify(made, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = nameOf(made);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    field("meldingen").replaceChildren();
    field("bestandsnaam").textContent = link.download;
    field("tekst").value = text;
    field("gedaan").hidden = false;
    field("gedaan").focus();
  });

  field("openen").addEventListener("click", () => field("bestand").click());
  field("bestand").addEventListener("change", async () => {
    const [file] = field("bestand").files;
    field("bestand").value = "";
    if (!file) return;
    let saved = null;
    try {
      saved = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
    } catch {
      saved = null;
    }
    if (!saved || saved.klankbord !== "oordeel") {
      say("Dit is geen bestand dat u hier hebt opgeslagen. Er is niets veranderd.", "bad");
    } else if (saved.round !== round) {
      say("Dit bestand hoort bij een ander onderzoek. Er is niets veranderd.", "bad");
    } else if (!unsaved || confirm("Dit vervangt wat u nu hebt ingevuld. Doorgaan?")) {
      say("Uw antwoorden uit het bestand staan er weer.", "");
      take(saved);
      changed();
      unsaved = false;
    }
    field("meldingen").scrollIntoView();
  });

  field("wissen").addEventListener("click", () => {
    if (!confirm("Wilt u alles wissen wat u hebt ingevuld? Dat kan niet meer terug.")) return;
    form.reset();
    fill({});
    if (storage) Object.keys(storage).filter((key) => key.startsWith(own)).forEach((key) => storage.removeItem(key));
    unsaved = false;
    field("gedaan").hidden = true;
    show();
    say("Alles is gewist.", "");
    field("meldingen").scrollIntoView();
  });

  // With nothing kept, closing the page would lose what was filled in.
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !storage) event.preventDefault();
  });

  // Not a noscript element: a browser that knows scripts but may not run them here would not show it.
  field("zonder-script").hidden = true;
  form.hidden = false;
  if (storage) {
    const saved = kept();
    if (saved) take(saved);
  } else {
    notKept();
  }
  show();
  // A link from the page of a finding leads to what was hidden until now.
  const asked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked) asked.scrollIntoView();
})();
