"""What rules say of themselves, and the documents made from it."""

import subprocess
import sys
from pathlib import Path

import pytest

from seedance_lint.package_data import read_toml
from seedance_lint.rules.document import readme_table, rule_text, rules_page, section, summary, updated
from seedance_lint.rules.registry import all_rules

ROOT = Path(__file__).parents[2]
RULES = all_rules()


@pytest.mark.parametrize("name", ["README.md", "docs/rules.md"])
def test_documents_are_up_to_date(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert updated(text) == text, "run: python -m seedance_lint.rules.document docs/rules.md README.md"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_finds(rule):
    assert summary(rule).startswith(("Finds ", "Notes "))
    assert len(summary(rule)) <= 200
    assert section(rule, "Why is this bad?")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_text_of_a_rule(rule):
    text = rule_text(rule)
    assert text.startswith(f"# {rule.meta.id}\n\n{rule.meta.severity} · {rule.meta.category} · ")
    assert text.count("```") % 2 == 0
    if rule.examples:
        assert text.count("Use instead") == len(rule.examples)
        assert text.count("is reported as") == len(rule.examples)
    if rule.meta.source:
        assert "## Source\n\n" in text
        assert "https://" in text.partition("## Source")[2]
    if rule.options:
        assert f"[rules.{rule.meta.id}]" in text


def test_every_rule_is_on_the_page_and_in_the_table():
    page, table = rules_page(), readme_table()
    for name in RULES:
        assert f"\n### {name}\n" in page
        assert f"(docs/rules.md#{name})" in table


def test_the_reference_page_is_covered_by_rules_that_exist():
    lines = read_toml("rules/page.toml")["line"]
    assert {line["section"] for line in lines} == {"File Limits", "Rules and Restrictions"}
    for line in lines:
        assert line["rules"]
        assert set(line["rules"]) <= RULES.keys(), line


def test_links_inside_the_page_lead_somewhere():
    page = rules_page()
    anchors = {line.lstrip("# ").strip() for line in page.splitlines() if line.startswith("#")}
    linked = {part.partition(")")[0] for part in page.split("](#")[1:]}
    assert linked <= anchors


def test_documents_are_written_by_the_module(tmp_path):
    (tmp_path / "README.md").write_text("a\n<!-- rules: made by seedance-lint, do not edit -->\n(stale)\n<!-- end of rules -->\nb\n")
    subprocess.run([sys.executable, "-m", "seedance_lint.rules.document", "docs/rules.md", "README.md"], cwd=tmp_path, check=True)
    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page()
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("a\n<!--")
    assert "(stale)" not in readme
    assert "`zero-index`" in readme
    assert readme.endswith("<!-- end of rules -->\nb\n")
