// Language and theme, kept for the next visit.

import { speak, type Language } from "../i18n";

export type Theme = "auto" | "light" | "dark";

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage may be forbidden
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // then it holds for this visit
  }
}

export const theme = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? "auto";

export function setTheme(chosen: Theme): void {
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  keep("theme", chosen);
}

export function setLanguage(chosen: Language): void {
  speak(chosen);
  keep("language", chosen);
}

/** Take up the choices of the last visit; the browser's language where there are none. */
export function restoreSettings(): void {
  const language = kept("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  speak(language === "zh" ? "zh" : "en");
  const before = kept("theme");
  if (before === "light" || before === "dark") document.documentElement.dataset.theme = before;
}
