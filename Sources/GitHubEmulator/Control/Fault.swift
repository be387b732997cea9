/// Something that goes wrong with requests on purpose.
public struct Fault: Hashable, Sendable {
  /// Whether a request is carried out before it goes wrong.
  public enum Moment: String, CaseIterable, Sendable {
    /// Nothing happens to the secrets.
    case before
    /// What was asked is done, only the answer goes wrong.
    case after
  }

  /// An answer in place of the real one.
  public struct Answer: Hashable, Sendable {
    /// The HTTP status.
    public var status: Int
    /// Added to the answer.
    public var headers: [String: String]
    /// Sent as it is.
    public var body: String

    /// Makes an answer.
    public init(status: Int, headers: [String: String] = [:], body: String = "") {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  /// The method of the requests it is about; nil: any.
  public var method: String?
  /// Their path without `/api/v3` and without query, `*` for any text.
  public var path: String
  /// Only the request of this number among those that match, counted from 1; nil: each.
  public var nth: Int?
  /// How many requests it strikes at most; nil: no end.
  public var times: Int?
  /// Whether requests are carried out.
  public var moment: Moment
  /// Milliseconds to wait before anything is answered.
  public var hang: Int
  /// Milliseconds between two bytes of the body, which then come one by one; 0: all at once.
  public var trickle: Int
  /// Whether the connection is reset instead of answered.
  public var resetsConnection: Bool
  /// The bytes of the body that are sent before the connection is closed; nil: all of them.
  public var keptBytes: Int?
  /// Nil: the real answer.
  public var answer: Answer?

  /// Makes a fault of the requests that match `method` and `path`.
  public init(
    method: String? = nil,
    path: String = "*",
    nth: Int? = nil,
    times: Int? = nil,
    moment: Moment = .before,
    hang: Int = 0,
    trickle: Int = 0,
    resetsConnection: Bool = false,
    keptBytes: Int? = nil,
    answer: Answer? = nil
  ) {
    self.method = method
    self.path = path
    self.nth = nth
    self.times = times
    self.moment = moment
    self.hang = hang
    self.trickle = trickle
    self.resetsConnection = resetsConnection
    self.keptBytes = keptBytes
    self.answer = answer
  }

  func matches(_ request: EmulatedRequest) -> Bool {
    (method == nil || method == request.method) && globMatches(Array(path.utf8)[...], Array(request.path.utf8)[...])
  }
}

/// Faults with what they have seen so far.
struct FaultTable: Sendable {
  /// One fault and its counters.
  struct Entry: Sendable {
    var fault: Fault
    var matched = 0
    var struck = 0
  }

  var entries: [Entry] = []

  /// The first fault that strikes this request.
  mutating func strike(_ request: EmulatedRequest) -> Fault? {
    var struck: Fault?
    for index in entries.indices where entries[index].fault.matches(request) {
      entries[index].matched += 1
      let entry = entries[index]
      let isDue = entry.fault.nth.map { $0 == entry.matched } ?? true
      guard struck == nil, isDue, entry.struck < entry.fault.times ?? Int.max else { continue }
      entries[index].struck += 1
      struck = entry.fault
    }
    return struck
  }
}

private func globMatches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
  var pattern = pattern
  var text = text
  var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
  while true {
    if pattern.first == UInt8(ascii: "*") {
      pattern.removeFirst()
      retry = (pattern, text)
    } else if let byte = text.first, pattern.first == byte {
      pattern.removeFirst()
      text.removeFirst()
    } else if text.isEmpty, pattern.isEmpty {
      return true
    } else if let (patternAfterStar, rest) = retry, !rest.isEmpty {
      text = rest.dropFirst()
      pattern = patternAfterStar
      retry = (pattern, text)
    } else {
      return false
    }
  }
}
