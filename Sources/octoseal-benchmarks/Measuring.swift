#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The median processor time of several runs in seconds, on which other programs tell less than on wall time.
///
/// One run more goes before, so that caches are as warm as they will be.
func medianSeconds(runs: Int = 3, _ body: () throws -> Void) rethrows -> Double {
  try body()
  var seconds: [Double] = []
  for _ in 0..<runs {
    let start = processorSeconds()
    try body()
    seconds.append(processorSeconds() - start)
  }
  return seconds.sorted()[runs / 2]
}

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}

/// The most memory that this process had so far, in megabytes.
func peakMegabytes() -> Double {
  var usage = rusage()
  #if canImport(Glibc)
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #else
  getrusage(RUSAGE_SELF, &usage)
  #endif
  #if canImport(Darwin)
  return Double(usage.ru_maxrss) / 1_000_000
  #else
  return Double(usage.ru_maxrss) * 1_024 / 1_000_000
  #endif
}

/// A number with so many digits after the point.
func shown(_ value: Double, digits: Int = 2) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = Int((value * scale).rounded())
  guard digits > 0 else { return "\(whole)" }
  let fraction = "\(whole % Int(scale))"
  return "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// One line of a Markdown table.
func printRow(_ cells: String...) { print("| \(cells.joined(separator: " | ")) |") }
