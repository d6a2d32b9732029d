/** Says a word aloud with a voice of the device itself: never one that sends the word elsewhere. */

export class Voice {
  /** True if there is such a voice for this language. Browsers know their voices only after a while. */
  isThere(language: string): boolean {
    return voiceFor(language) !== null;
  }

  /** Instead of what it was saying. */
  say(words: string, language: string): void {
    const voice = voiceFor(language);
    if (voice === null || words === "") return;
    speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = voice.lang;
    speechSynthesis.speak(said);
  }

  close(): void {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }
}

function voiceFor(language: string): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  const [tongue = ""] = language.toLowerCase().split("-");
  const own = speechSynthesis.getVoices().filter(({ localService }) => localService);
  const exact = own.find(
    ({ lang }) => lang.toLowerCase().replace("_", "-") === language.toLowerCase(),
  );
  return exact ?? own.find(({ lang }) => lang.toLowerCase().startsWith(tongue)) ?? null;
}
