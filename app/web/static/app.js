/* What a page of questions does more where scripts run. All of it works without; words and addresses are in the form. */
"use strict";

(() => {
  const form = document.getElementById("answers");
  if (!form) return;

  // Back to what answered a post finds nothing. Where what was typed is kept, it finds the page instead.
  const answered = document.querySelector("main:not(:has(> p[role=alert])) > :is(#errors, #contests)");
  if (answered) history.replaceState(history.state, "", location.href);

  const PAUSE = 2000; // milliseconds without a change before it is saved
  const LONGEST = 15000; // or so long after the first change, when the typing never pauses
  const AGAIN = 20000;
  const PATIENCE = 10000;
  const QUIET = 1000; // milliseconds without a key before a count is spoken
  const FEW_LEFT = 20;
  const REMEMBERED = 3;
  const ON_ITS_OWN = [429, 500, 502, 503, 504]; // what passes, so that trying again makes sense

  const COUNT = /\{count(?:\|([^{}|]*)\|([^{}|]*))?\}/g; // the number itself, or the form of a word that goes with it
  const say = (key, count) =>
    form.dataset[key].replace(COUNT, (_, one, many) => (one === undefined ? count : count === 1 ? one : many));
  const make = (tag, className) => Object.assign(document.createElement(tag), { className });
  const block = (id) => document.getElementById(`question-${id}`);
  const name = (question) => question.id.replace("question-", "");
  const around = (node) => node.closest(".question");
  const numbers = JSON.parse(form.dataset.numbers);
  const has = (question) => question.contains(document.activeElement);

  // What is seen changes with every state; what is spoken only when there is something to say.
  const seen = make("p", "saving");
  const spoken = make("p", "unseen");
  seen.setAttribute("aria-hidden", "true");
  spoken.setAttribute("role", "status");
  form.append(seen, spoken);

  const announce = (words) => {
    if (spoken.textContent !== words) spoken.textContent = words;
  };
  const tell = (words, urgent) => {
    seen.textContent = words;
    seen.classList.toggle("urgent", Boolean(urgent));
    announce(words);
  };

  // --- lines at a question: what is wrong, how a number was read, how much is left

  function line(question, letter, className, words) {
    const id = `${letter}-${name(question)}`;
    let place = document.getElementById(id);
    const control = question.querySelector("input[type=text], fieldset");
    if (words && !place) {
      place = Object.assign(make("p", className), { id });
      if (letter !== "e") question.querySelector(".control").after(place);
      else (control.matches("input") ? question : control).append(place);
    }
    const described = (control.getAttribute("aria-describedby") || "").split(" ").filter((each) => each && each !== id);
    if (words) {
      if (place.textContent !== words) place.textContent = words;
      described.push(id);
    } else if (place) place.remove();
    described.length
      ? control.setAttribute("aria-describedby", described.join(" "))
      : control.removeAttribute("aria-describedby");
    if (letter === "e") {
      if (!words) question.classList.remove("faulty");
      if (control.matches("input")) words ? (control.ariaInvalid = "true") : control.removeAttribute("aria-invalid");
    }
  }

  let speaking;
  function count(question, typing) {
    const field = question.querySelector("[data-most]");
    if (!field) return;
    const left = field.dataset.most - [...field.value.trim()].length;
    const words = left < 0 ? say("over", -left) : say("left", left);
    line(question, "c", "left", words);
    document.getElementById(`c-${name(question)}`).classList.toggle("over", left < 0);
    clearTimeout(speaking);
    if (typing && left <= FEW_LEFT) speaking = setTimeout(announce, QUIET, words);
  }

  /* How the number just typed will be read. Where it cannot be, an empty line stays, so that nothing jumps. */
  function read(question) {
    const field = question.querySelector("input.number");
    if (!field) return;
    const words = shikumiNumbers.say(field, numbers);
    const place = document.getElementById(`r-${name(question)}`);
    if (words || !place) line(question, "r", "read", words);
    else place.textContent = "\u00a0";
    clearTimeout(speaking);
    if (words) speaking = setTimeout(announce, QUIET, words);
  }

  // --- saving while typing

  let touched = new Set(); // the questions changed since they were last sent
  // What was sent and not acknowledged: it comes along with the next post (app/web/saving.py), after Back as well.
  let sent = ((history.state || {}).sent || []).map((body) => ({ turn: 0, body }));
  let turn = 0;
  let heard = 0;
  let since = 0;
  let earliest = 0;
  let timer;
  let busy = false;
  // Saving by itself makes no sense any more, or would decide between two windows: the button says why.
  let halted = Boolean(document.getElementById("contests"));
  let unreachable = false;
  let leaving = false;
  let last = { problems: {}, read: {} };

  function remember() {
    const body = new URLSearchParams(new FormData(form));
    ["_csrf", "_seen", "_edition", "_sent", "_read"].forEach((each) => body.delete(each));
    sent = [...sent, { turn: ++turn, body: body.toString() }].slice(-REMEMBERED);
    return turn;
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, milliseconds, earliest - performance.now()));
  }

  async function save(keepalive) {
    clearTimeout(timer);
    if (!touched.size || halted || (busy && !keepalive)) return;
    const body = new URLSearchParams(new FormData(form));
    const mine = remember();
    const tried = touched;
    touched = new Set();
    busy = true;
    try {
      const answer = await post(body, keepalive === true);
      if (answer.asked) await apply(answer, mine);
      else {
        touched = new Set([...tried, ...touched]);
        halted = answer.halted;
        earliest = performance.now() + answer.after;
        tell(say(halted ? "halted" : "failed"), true);
      }
    } finally {
      busy = false;
      since = performance.now();
      if (touched.size) wait(PAUSE);
    }
  }

  async function post(body, keepalive) {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const reply = await fetch(form.dataset.autosave, { method: "POST", body, keepalive, redirect: "manual", signal });
      unreachable = false;
      const told = (reply.headers.get("Content-Type") || "").startsWith("application/json") && (await reply.json());
      if (told && told.asked) return told;
      const after = Math.max(AGAIN, 1000 * (Number(reply.headers.get("Retry-After")) || 0));
      return { halted: !ON_ITS_OWN.includes(reply.status), after };
    } catch {
      unreachable = true;
      return { halted: false, after: AGAIN };
    }
  }

  async function apply(answer, mine) {
    if (mine < heard) return; // a later post has been answered already
    heard = mine;
    sent = sent.filter((each) => each.turn > mine);
    form.elements._seen.value = answer.seen;
    last = answer;
    const [added, removed] = await arrange(answer.asked);
    Object.entries(answer.words).forEach(([id, words]) => repeat(block(id), words));
    show();
    const wrong = Object.keys(answer.problems).length;
    const state = answer.contested.length
      ? say("contested", answer.contested.length)
      : wrong ? say("partly", wrong) : say("saved");
    const news = (added ? say("added", added) : "") + (removed ? say("removed", removed) : "");
    tell(`${state} ${news}`.trim(), !answer.saved);
    if (touched.size) seen.textContent = `${say("typing")} ${news}`.trim();
  }

  /* What was said of the answers, where they are still the same. Nothing is called wrong while it is being typed. */
  function show() {
    if (!heard) return;
    for (const question of form.querySelectorAll(".question")) {
      if (touched.has(question.id)) continue;
      const problem = last.problems[name(question)] || "";
      if (question.querySelector("input.number")) line(question, "r", "read", last.read[name(question)] || "");
      if (!problem || !has(question)) line(question, "e", "error", problem);
    }
  }

  /* The texts of a question that repeat earlier answers. */
  function repeat(question, words) {
    if (!question) return;
    const asks = question.querySelector(".ask").firstChild;
    if (asks.data.trim() !== words.ask) asks.data = `${words.ask} `;
    const help = document.getElementById(`h-${name(question)}`);
    if (help && help.textContent !== words.help) help.textContent = words.help;
  }

  // --- questions that come and go: all others stay as they are, with what stands in them

  async function arrange(asked) {
    const missing = asked.filter((id) => !block(id));
    const fresh = missing.length ? await page() : null;
    let before;
    let added = 0;
    for (const id of asked) {
      let question = block(id);
      const found = !question && fresh && fresh.getElementById(`question-${id}`);
      if (found) {
        question = document.adoptNode(found);
        question.classList.add("new");
        before ? before.after(question) : form.querySelector(".question, .buttons").before(question);
        equip(question);
        added += 1;
      }
      before = question || before;
    }
    if (added) learn(fresh, missing);
    const gone = [...form.querySelectorAll(".question")].filter(
      (each) => !asked.includes(name(each)) && !touched.has(each.id) && !has(each),
    );
    gone.forEach((each) => each.remove());
    return [added, gone.length];
  }

  async function page() {
    try {
      const reply = await fetch(form.action, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
      return reply.ok ? new DOMParser().parseFromString(await reply.text(), "text/html") : null;
    } catch {
      return null; // the button brings them
    }
  }

  /* The marks of the answers that the questions put in were rendered with. */
  function learn(fresh, missing) {
    const of = (mark) => missing.includes(mark.split(":")[0]);
    const marks = fresh.querySelector("[name=_seen]").value.split(" ").filter(of);
    const field = form.elements._seen;
    field.value = [...field.value.split(" ").filter((mark) => !of(mark)), ...marks].join(" ");
  }

  // --- what people do

  form.addEventListener("input", (event) => {
    const question = around(event.target);
    if (!question) return;
    leaving = false;
    if (!touched.size && !busy) since = performance.now();
    touched.add(question.id);
    count(question, true);
    read(question);
    if (halted) return;
    seen.textContent = say("typing");
    seen.classList.remove("urgent");
    wait(Math.min(PAUSE, since + LONGEST - performance.now()));
  });

  form.addEventListener("focusout", () => setTimeout(show));

  form.addEventListener("keydown", (event) => {
    const group = event.target.closest("fieldset");
    if (!group || !/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const option = group.querySelectorAll(".option input")[event.key - 1];
    if (!option) return;
    event.preventDefault();
    option.focus();
    option.click();
  });

  form.addEventListener("formdata", (event) => {
    sent.forEach((each) => event.formData.append("_sent", each.body));
    event.formData.append("_read", 1); // numbers were said back before they were saved
  });

  let sure = false;
  form.addEventListener("submit", (event) => {
    if (!sure && (unreachable || !navigator.onLine)) {
      event.preventDefault();
      fetch(form.action, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) }).then(
        () => {
          sure = true;
          form.requestSubmit(event.submitter);
        },
        () => tell(say("away"), true),
      );
      return;
    }
    sure = false;
    leaving = true;
    clearTimeout(timer);
    setTimeout(remember); // after the form was read, in case one comes back to this page as it is
  });

  const leave = () => leaving || save(true);
  addEventListener("pagehide", () => {
    leave();
    if (!leaving && sent.length) history.replaceState({ sent: sent.map((each) => each.body) }, "");
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("online", () => {
    earliest = 0;
    if (touched.size) wait(0);
  });

  function equip(question) {
    count(question);
    const options = [...question.querySelectorAll(".option input")].slice(0, 9);
    options.forEach((option, index) => {
      option.setAttribute("aria-keyshortcuts", index + 1);
      option.parentElement.dataset.key = index + 1;
    });
  }
  form.querySelectorAll(".question").forEach(equip);
  const first = form.querySelector(".question");
  const hint = Object.assign(make("p", "note keys"), { textContent: say("keys") });
  if (first && form.querySelector("fieldset")) first.before(hint);
})();
