"""A real client of the language server protocol: opens, breaks, mends by quick fix, closes."""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

BUCKET = """resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"

  tags = {
    Purpose = "labeling-input"
  }
}
"""


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["CORS_LINT"], "lsp"]))
async def client(lsp_client: LanguageClient):
    folder = pathlib.Path(os.environ["CORS_LINT_FOLDER"])
    (folder / "main.tf").write_text(BUCKET)
    lsp_client.uri = (folder / "main.tf").as_uri()

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        assert params.registrations[0].method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=pytest_lsp.client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="test")],
        )
    )
    yield
    await lsp_client.shutdown_session()


async def wait(client, wanted):
    """Waits until the diagnostics are these; they come when the server has judged."""
    for _ in range(100):
        shown = client.diagnostics.get(client.uri, [])
        if [one.code for one in shown] == wanted:
            return shown
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    raise AssertionError(f"{wanted} never came")


def change(client, version, changes):
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=client.uri, version=version),
            content_changes=changes,
        )
    )


@pytest.mark.asyncio
async def test_open_break_mend_close(client):
    document = types.TextDocumentItem(
        uri=client.uri, language_id="terraform", version=1, text=BUCKET
    )
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))
    [finding] = await wait(client, ["missing-cors"])
    assert finding.severity == types.DiagnosticSeverity.Error
    assert finding.related_information[0].location.uri == client.uri

    start = types.Position(line=0, character=0)
    identifier = types.TextDocumentIdentifier(uri=client.uri)
    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=identifier, position=start)
    )
    assert "held to be labeling input" in hover.contents.value

    [action] = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=identifier,
            range=types.Range(start=start, end=start),
            context=types.CodeActionContext(diagnostics=[finding]),
        )
    )
    assert action.kind == types.CodeActionKind.QuickFix
    [edit] = action.edit.changes[client.uri]
    partial = types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)
    change(client, 2, [partial])
    await wait(client, [])

    change(client, 3, [types.TextDocumentContentChangeWholeDocument(text=BUCKET + "{")])
    await wait(client, ["syntax"])
    client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=identifier))
    await wait(client, ["missing-cors"])
