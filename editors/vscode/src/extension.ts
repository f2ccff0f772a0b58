import { commands, ExtensionContext, LogOutputChannel, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, RevealOutputChannelOn, ServerOptions, State } from "vscode-languageclient/node";

const SECTION = "seedance-lint";
const INSTALL = "pip install 'seedance-lint[lsp]'";

let client: LanguageClient | undefined;
let output: LogOutputChannel;

/** The server's program, with the folder that is open put into the path where the user asks for it. */
function program(): string {
  const path = workspace.getConfiguration(SECTION).get<string>("path", SECTION);
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
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
    documentSelector: languages.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: profile ? { profile } : {},
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  client = new LanguageClient(SECTION, "seedance-lint", server, options);
  try {
    await client.start();
  } catch (error) {
    output.error(`${command} lsp: ${error}`);
    await stop();
    const choice = await window.showErrorMessage(
      `The language server does not start with \`${command} lsp\`. Install it with: ${INSTALL}, or set its path.`,
      "Open Settings",
      "Show Output",
    );
    if (choice === "Open Settings") await commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`);
    if (choice === "Show Output") output.show();
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.state === State.Running) await running.stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

export async function activate(context: ExtensionContext): Promise<void> {
  output = window.createOutputChannel("seedance-lint", { log: true });
  context.subscriptions.push(
    output,
    commands.registerCommand(`${SECTION}.restart`, restart),
    commands.registerCommand(`${SECTION}.showOutput`, () => output.show()),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration(async (change) => {
      const ours = ["enable", "path", "languages", "profile"].some((name) => change.affectsConfiguration(`${SECTION}.${name}`));
      if (ours) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
