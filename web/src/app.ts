// What the page knows, in one place; both tabs and the bar on top show it.

import type { Engine } from "./engine/engine";
import type { Provider, Subject } from "./engine/protocol";
import { asked, NONE, type Files } from "./files/files";
import { packed, type Shared } from "./share";

export type Tab = "prompt" | "code";

export class App {
  tab: Tab = "prompt";
  text = "";
  code = "";
  /** The kind of code, as a file's name; null for whatever is recognised. */
  codeName: string | null = null;
  profile = "auto";
  files: Files = NONE;
  follow = true;
  providers: Provider[] = [];
  status: { kind: "starting" | "ready" | "failed"; text: string } = { kind: "starting", text: "" };
  private timer = 0;

  constructor(readonly engine: Engine) {}

  promptSubject(text = this.text): Subject {
    return { text, profile: this.profile, files: asked(this.files) };
  }

  /** Keep what is on the page in its address, a moment after it last changed. */
  remember(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.address().then((address) => history.replaceState(null, "", address)), 250);
  }

  async address(): Promise<string> {
    const shared: Shared = { text: this.text, profile: this.profile };
    if (this.code) shared.code = this.code;
    if (this.code && this.codeName) shared.name = this.codeName;
    return `${location.pathname}${location.search}${await packed(shared)}`;
  }

  take(shared: Shared): void {
    this.text = shared.text;
    this.profile = shared.profile;
    this.code = typeof shared.code === "string" ? shared.code : "";
    this.codeName = typeof shared.name === "string" ? shared.name : null;
    if (this.code && !this.text) this.tab = "code";
  }

  /** The provider of a profile's name. */
  providerOf(profile: string): Provider | undefined {
    return this.providers.find((provider) => provider.profiles.some((each) => each.name === profile));
  }
}
