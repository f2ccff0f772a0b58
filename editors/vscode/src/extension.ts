import { existsSync } from "node:fs";
import { join } from "node:path";
import { commands, ExtensionContext, LogOutputChannel, window, workspace } from "vscode";
import { CloseAction, LanguageClient, LanguageClientOptions, RevealOutputChannelOn, ServerOptions, State } from "vscode-languageclient/node";

const SECTION = "seedance-lint";
const INSTALL = "pip install 'seedance-lint[lsp,hosts]'";
/** Where a virtual environment of the workspace has its programs. */
const ENVIRONMENTS = [".venv", "venv"].flatMap((name) => [join(name, "bin", SECTION), join(name, "Scripts", `${SECTION}.exe`)]);

/** A client that leaves it to us to say that it does not start, so that it is said once, and tries no more then. */
class Client extends LanguageClient {
  started = false;

  override error(message: string, data?: unknown, show: boolean | "force" = true): void {
    super.error(message, data, this.started ? show : false);
  }

  override async stop(timeout?: number): Promise<void> {
    if (this.state === State.Running) await super.stop(timeout);
  }
}

let client: Client | undefined;
let output: LogOutputChannel;
let page: string;

/** What the message offers that the server does not start. */
const WAYS_OUT: Record<string, () => unknown> = {
  "How to Install": () => commands.executeCommand("extension.open", page),
  "Open Settings": () => commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`),
  "Show Output": () => output.show(),
};

/** The server's program: the one that the user names, with the folder that is open put in where it is asked for; else the workspace's own. */
function program(): string {
  const path = workspace.getConfiguration(SECTION).get<string>("path", SECTION);
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  if (path === SECTION && folder && workspace.isTrusted) {
    const own = ENVIRONMENTS.map((place) => join(folder, place)).find((place) => existsSync(place));
    if (own) return own;
  }
  const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
  return path.replaceAll("${workspaceFolder}", folder).replace(/^~(?=[\\/])/, home);
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration(SECTION);
  if (!settings.get<boolean>("enable", true)) return;
  const command = program();
  const languages = settings.get<string[]>("languages", []);
  const profile = settings.get<string | null>("profile", null);
  const server: ServerOptions = { command, args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      ...languages.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      ...settings.get<string[]>("textFiles", []).map((pattern) => ({ scheme: "file", language: "plaintext", pattern })),
    ],
    initializationOptions: profile ? { profile } : {},
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (...what) => usual.error(...what),
      closed: () => (made.started ? usual.closed() : { action: CloseAction.DoNotRestart, handled: true }),
    },
  };
  const made = new Client(SECTION, "seedance-lint", server, options);
  const usual = made.createDefaultErrorHandler();
  client = made;
  try {
    await made.start();
    if (made.state !== State.Running) throw new Error("its output ended"); // the library loses its own error where that comes before the answer
    made.started = true;
  } catch (error) {
    client = undefined;
    output.error(`${command} lsp: ${error}`);
    const choice = await window.showErrorMessage(
      `The language server does not start with \`${command} lsp\`. Install it with: ${INSTALL}, or set its path.`,
      ...Object.keys(WAYS_OUT),
    );
    if (choice) await WAYS_OUT[choice]();
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

export async function activate(context: ExtensionContext): Promise<void> {
  output = window.createOutputChannel("seedance-lint", { log: true });
  page = context.extension.id;
  context.subscriptions.push(
    output,
    commands.registerCommand(`${SECTION}.restart`, restart),
    commands.registerCommand(`${SECTION}.showOutput`, () => output.show()),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration(async (change) => {
      const ours = ["enable", "path", "languages", "textFiles", "profile"].some((name) => change.affectsConfiguration(`${SECTION}.${name}`));
      if (ours) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
