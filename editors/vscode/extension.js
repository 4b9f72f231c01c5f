// Starts `cors-lint lsp` and connects the editor with it.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** Files of these kinds are sent to the server as they are typed. */
const DOCUMENTS = ["**/*.{tf,tofu}", "**/*.{tf,tofu}.json", "**/*.{yaml,yml,json,template}"];

function start() {
  const command = workspace.getConfiguration("cors-lint").get("path");
  const server = { command, args: ["lsp"] };
  const documentSelector = DOCUMENTS.map((pattern) => ({ scheme: "file", pattern }));
  client = new LanguageClient("cors-lint", "cors-lint", server, { documentSelector });
  return client.start().catch((error) => {
    window.showErrorMessage(`cors-lint cannot be started: ${error.message}. Is "cors-lint.path" right?`);
  });
}

exports.activate = (context) => {
  const restart = async () => {
    await client?.stop();
    await start();
  };
  context.subscriptions.push(commands.registerCommand("cors-lint.restart", restart));
  return start();
};

exports.deactivate = () => client?.stop();
