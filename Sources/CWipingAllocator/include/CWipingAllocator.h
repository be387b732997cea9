/// Wipes memory when it is given back, everywhere in a process that links this module.
///
/// Parsers of JSON and YAML keep copies of what they read in memory that is theirs, and Swift's texts lie in memory that
/// nobody can wipe. On Linux with glibc `free` and `realloc` of this module take the place of the system's, as those of
/// any other allocator would; elsewhere the module is empty.
