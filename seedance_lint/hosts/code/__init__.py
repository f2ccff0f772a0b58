"""Java, Go, PHP, C#, Ruby, Kotlin and Rust: one reader, driven by a table."""
