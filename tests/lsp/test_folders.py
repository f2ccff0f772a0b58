"""Where the server was started, and whether that is still there."""

from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.session import Session
from seedance_lint.lsp.units import UNITS


def test_a_folder_that_is_gone_is_not_missed(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    session = Session()
    analysis = session.analysis(Buffer("untitled:Untitled-1", "@Image0 as scene", 1, "plaintext", UNITS["utf-16"]))
    assert session.complaint is None
    assert [found.rule for found in analysis.pieces[0].piece.result.diagnostics] == ["zero-index"]
