/// A message as one line of plain text; nil when nothing is left or it holds the token.
func plain(_ message: String, without token: Token) -> String? {
  guard !token.occurs(in: message) else { return nil }
  let words = wordsOfPlainText(message).prefix(mostWords)
  let shown = words.map { $0.count > longestWord ? "…" : $0 }.joined(separator: " ")
  return shown.isEmpty ? nil : shown
}

/// A message in which every word that could have been submitted is replaced by an ellipsis; nil when none is left.
///
/// A list of words that are allowed, not of texts that are forbidden: what GitHub repeats may be cut or encoded.
func withOnlyKnownWords(_ message: String) -> String? {
  var shown: [String] = []
  for word in wordsOfPlainText(message).prefix(mostWords) {
    if isKnown(word) { shown.append(word) } else if shown.last != "…" { shown.append("…") }
  }
  return shown.allSatisfy { $0 == "…" } ? nil : shown.joined(separator: " ")
}

/// Whether a text has a character that moves a terminal's cursor, changes its colours or reorders what is read.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
  default: false
  }
}

private func wordsOfPlainText(_ message: String) -> [String] {
  var text = String.UnicodeScalarView()
  for scalar in message.unicodeScalars { text.append(isControl(scalar) ? " " : scalar) }
  return String(text).split(whereSeparator: \.isWhitespace).map(String.init)
}

private func isKnown(_ word: String) -> Bool {
  let bare = word.trimmingPunctuation.lowercased()
  guard !bare.isEmpty else { return word.count == 1 }
  // Limits and counts; four digits give nothing away.
  if bare.utf8.count <= 4, bare.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
    return true
  }
  return knownWords.contains(bare)
}

extension String {
  fileprivate var trimmingPunctuation: Substring {
    var rest = drop { ".,:;!?()[]'\"`-".contains($0) }
    while let last = rest.last, ".,:;!?()[]'\"`-".contains(last) { rest.removeLast() }
    return rest
  }
}

private let mostWords = 60
private let longestWord = 80

/// The vocabulary of GitHub's error messages about secrets, repositories and environments.
private let knownWords: Set<String> = Set(
  """
  a able about access action actions added admin again all allowed already an and any api app application archived are \
  associated at authentication authorization bad base64 be been before body branch but by can cannot characters conflict \
  contact contain contains could count create created credentials custom default delete deleted deployment denied \
  disabled does doesn't each empty enabled encrypted encrypted_value encryption enterprise environment environments \
  error errors exceed exceeded exceeds exist existing exists expected expired failed feature few field fields find for \
  forbidden format found free from github has have id ids improperly in input installation integer integration internal \
  invalid is it item items json key key_id large later length less letter limit long made many match maximum may member \
  message method minutes missing more most must name names need needs no not null number object of on one only or \
  organization organizations over owner parameter parsing pattern permission permissions personal plan please policy \
  prevent private problems properties property protection provided public reached read read-only rejected repositories \
  repository request requests require required requires resource retry rights rule rules schema scope secret secrets \
  see selected selected_repository_ids server set short should size some spaces start string submitted such suspended \
  temporarily than that the there this to token too total try type unable unavailable unexpected unknown unprocessable \
  unsupported update upgrade use used user uses validation value values version visibility wait was wasn't were when \
  which while with within without wrong you your supplied
  """
  .split(separator: " ").map(String.init)
)
