(() => {
  const find = (name) => document.getElementById(name);
  const say = find("say"), sound = find("sound"), back = find("back");
  if (back && history.length > 1) {
    back.hidden = false;
    back.addEventListener("click", () => history.back());
  }
  if (!say) return;
  const voices = window.speechSynthesis;
  const british = () => (voices ? voices.getVoices().find((one) => one.lang.replace("_", "-") === "en-GB") : undefined);
  const read = (pressed) => {
    const voice = british();
    if (voice) {
      const said = new SpeechSynthesisUtterance(say.dataset.words);
      said.lang = "en-GB";
      said.voice = voice;
      said.rate = 0.9;
      voices.cancel();
      voices.speak(said);
    } else if (sound) {
      sound.currentTime = 0;
      sound.play().catch(() => { if (pressed) sound.hidden = false; });
    }
  };
  say.hidden = false;
  if (sound) sound.hidden = true;
  say.addEventListener("click", () => read(true));
  // By itself where the browser lets it; most want a press first, and then the button is there.
  const first = () => { if (document.visibilityState === "visible") read(false); };
  if (!voices || british()) first();
  else {
    const once = setTimeout(first, 800);
    voices.addEventListener("voiceschanged", () => { clearTimeout(once); first(); }, { once: true });
  }
})();
