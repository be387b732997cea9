#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel

extension Timestamp {
  /// This machine's time, for as long as no server has said what time it is.
  static var now: Timestamp {
    Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
  }
}
