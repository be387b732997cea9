import SecretModel

/// What somebody wants explained.
struct ExplainQuestion {
  /// Why words are no question.
  struct Misunderstanding: Error {
    var message: String
  }

  /// The places; an organization stands for all its repositories, none for those that the manifest names.
  var places: [Scope] = []
  /// The names of secrets; none for all.
  var names: [SecretName] = []

  /// Tells places from names: the first word is a place, and so is whatever has a slash, which no name has.
  ///
  /// - Parameters:
  ///   - words: the words on the command line.
  ///   - environment: the environment of the jobs.
  /// - Throws: `Misunderstanding` when a word is neither.
  init(_ words: [String], environment: String?) throws(Misunderstanding) {
    for (position, word) in words.enumerated() {
      if position == 0 || word.contains("/") {
        places.append(try Self.place(word))
      } else {
        do throws(InvalidSecretName) { names.append(try SecretName(word)) } catch {
          // The name is not quoted: somebody may have written a value in its place.
          throw Misunderstanding(message: "The name of the secret \(error.reason).")
        }
      }
    }
    if let environment { try name(environment) }
  }

  private static func place(_ word: String) throws(Misunderstanding) -> Scope {
    do throws(InvalidName) { return try Scope(word) } catch {
      throw Misunderstanding(message: "'\(word)' is no repository; write 'acme/web', or 'acme' for all of an owner.")
    }
  }

  private mutating func name(_ environment: String) throws(Misunderstanding) {
    let name: EnvironmentName
    do throws(InvalidName) { name = try EnvironmentName(environment) } catch {
      throw Misunderstanding(message: "'\(environment)' cannot be the name of an environment.")
    }
    var named: [Scope] = []
    for place in places {
      guard case .repository(let repository) = place else {
        throw Misunderstanding(message: "'--environment' goes with a repository as 'acme/web', not with '\(place)'.")
      }
      named.append(.environment(repository, name))
    }
    guard !named.isEmpty else { throw Misunderstanding(message: "'--environment' goes with a repository.") }
    places = named
  }
}
