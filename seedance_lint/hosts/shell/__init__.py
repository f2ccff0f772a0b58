"""Shell scripts, PowerShell and batch files."""
