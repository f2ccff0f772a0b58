// Starts the built extension outside of VS Code: its own code and the client library are real, the editor's interface is made up.
// usage: node activation.cjs EXTENSION.js PROGRAM TEXT [CHOICE]   prints what the extension showed, as JSON; CHOICE is pressed in its messages
// WORKSPACE in the environment is the folder that is open, TRUSTED says that it is trusted

const Module = require("node:module");

const [script, program, text, choice] = process.argv.slice(2);
const shown = { diagnostics: [], errors: [], commands: [] };
const disposable = { dispose() {} };

/** Whatever the client library asks of the editor and nobody looks at here. */
function anything() {
  return new Proxy(function () {}, {
    get(target, key) {
      if (key === "then") return undefined;
      if (key === Symbol.toPrimitive) return () => "";
      if (!(key in target)) target[key] = anything();
      return target[key];
    },
    apply: () => anything(),
    construct: (_target, _args, made) => Object.create(made.prototype ?? {}),
  });
}

class EventEmitter {
  listeners = new Set();
  event = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(event) {
    for (const listener of this.listeners) listener(event);
  }
  dispose() {}
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(line, character, endLine, endCharacter) {
    Object.assign(this, { start: new Position(line, character), end: new Position(endLine, endCharacter) });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
  cancel() {}
  dispose() {}
}

const { WORKSPACE: workspace, TRUSTED: trusted } = process.env;
const uri = { scheme: "file", fsPath: "/shot.prompt", path: "/shot.prompt", toString: () => "file:///shot.prompt" };
const settings = { path: program, enable: true, languages: ["seedance-prompt"], profile: null };
const vscode = anything();
Object.assign(vscode, { EventEmitter, Position, Range, Diagnostic, CancellationTokenSource, version: "1.91.0" });
Object.assign(vscode.env, { appName: "Visual Studio Code", language: "en" });
vscode.Uri.parse = () => uri;
vscode.workspace.getConfiguration = () => ({ get: (name, otherwise) => settings[name] ?? otherwise, inspect: () => undefined });
vscode.workspace.workspaceFolders = workspace ? [{ uri: { scheme: "file", fsPath: workspace, toString: () => `file://${workspace}` }, name: "w", index: 0 }] : undefined;
vscode.workspace.isTrusted = Boolean(trusted);
const document = { uri, languageId: "seedance-prompt", version: 1, isClosed: false, getText: () => text };
vscode.workspace.textDocuments = [document];
vscode.workspace.notebookDocuments = [];
vscode.window.visibleTextEditors = [{ document }];
vscode.window.tabGroups = { all: [], onDidChangeTabs: () => disposable, onDidChangeTabGroups: () => disposable };
vscode.window.showErrorMessage = async (message, ...buttons) => {
  shown.errors.push([message, buttons]);
  return buttons.find((button) => button === choice);
};
vscode.window.showWarningMessage = vscode.window.showInformationMessage = vscode.window.showErrorMessage;
vscode.commands.executeCommand = async (...command) => shown.commands.push(command);
vscode.languages.match = () => 10;
vscode.languages.createDiagnosticCollection = () => ({
  set: (_uri, diagnostics) => shown.diagnostics.push(...diagnostics),
  delete() {},
  clear() {},
  dispose() {},
});

const PENDING_RESPONSE_REJECTED = -32097;
process.on("unhandledRejection", (error) => {
  if (error?.code !== PENDING_RESPONSE_REJECTED) throw error; // the library's own request to a server that has ended, which VS Code only logs
});

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

async function main() {
  const extension = require(script);
  await extension.activate({ subscriptions: [], extension: { id: "seedance-lint.seedance-lint" } });
  for (let tries = 0; tries < 200 && !shown.diagnostics.length && !shown.errors.length; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (choice) await new Promise((resolve) => setTimeout(resolve, 500)); // for whatever else might be shown
  await extension.deactivate();
  console.log(JSON.stringify(shown));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
