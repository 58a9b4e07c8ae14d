"use strict";

const form = document.getElementById("wie");
const problem = document.getElementById("fout");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const role = document.getElementById("rol").value;
  // A browser would say so in its own language.
  const lacking = !document.getElementById("naam").value.trim()
    ? ["naam", "Vul een naam of een bijnaam in."]
    : !role
      ? ["rol", "Kies een rol, of «Dat zeg ik liever niet»."]
      : null;
  if (lacking) {
    problem.textContent = lacking[1];
    document.getElementById(lacking[0]).focus();
    return;
  }
  const body = JSON.stringify({ name: document.getElementById("naam").value, role: role === "geen" ? "" : role });
  problem.textContent = "";
  try {
    const headers = { "Content-Type": "application/json" };
    const options = { method: "POST", headers, body, signal: patience() };
    const answer = await fetch(`${location.pathname}/naam`, options);
    if (answer.ok || answer.status === 410) {
      location.reload();
      return;
    }
    problem.textContent = (await answer.json()).problem;
  } catch {
    problem.textContent = "Er is geen verbinding. Staat de wifi aan? Druk dan nog eens op Beginnen.";
  }
});
