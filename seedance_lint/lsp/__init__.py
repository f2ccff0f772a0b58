"""The language server: what editors ask while somebody writes."""
