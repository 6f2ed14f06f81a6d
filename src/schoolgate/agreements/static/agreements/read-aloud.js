// Reads the words of the page aloud with a voice that the browser has for their language, on this device only.
// Without such a voice, or without this script, the button is not there and the page is whole.
const button = document.querySelector("[data-listen]");
const parts = [...document.querySelectorAll("[data-spoken]")];
const synth = window.speechSynthesis;

if (button && synth && parts.length) {
  const words = button.querySelector("span");
  const begin = words.textContent;
  let reading = false;
  const tongue = (part) => part.closest("[lang]").lang.split("-")[0].toLowerCase();
  const voiceFor = (key) =>
    // Voices that are fetched from elsewhere would send the words there.
    synth.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === key);
  const unmark = () => parts.forEach((part) => part.classList.remove("fam-now"));
  const stop = () => {
    reading = false;
    synth.cancel();
    unmark();
    words.textContent = begin;
    button.setAttribute("aria-pressed", "false");
  };
  const say = (at) => {
    unmark();
    if (!reading) return;
    if (at >= parts.length) { stop(); return; }
    const voice = voiceFor(tongue(parts[at]));
    if (!voice) { say(at + 1); return; }
    const said = new SpeechSynthesisUtterance(parts[at].textContent.trim());
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    said.onend = () => say(at + 1);
    said.onerror = stop;
    parts[at].classList.add("fam-now");
    parts[at].scrollIntoView({ block: "center" });
    synth.speak(said);
  };
  const offer = () => { button.hidden = !parts.some((part) => voiceFor(tongue(part))); };
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (reading) { stop(); return; }
    reading = true;
    words.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    say(0);
  });
  synth.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
  offer();
}
