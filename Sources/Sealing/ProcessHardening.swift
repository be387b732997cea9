#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Keeps the process from leaving its memory, and so values, in a core dump.
public func turnCoreDumpsOff() {
  var limit = rlimit(rlim_cur: 0, rlim_max: 0)
  #if canImport(Glibc)
  setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
  #else
  setrlimit(RLIMIT_CORE, &limit)
  #endif
}
