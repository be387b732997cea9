import Foundation
import Testing

@Suite("The example of many runners")
struct ShardedWorkflowTests {
  @Test("each of its octoseal commands is run by a script")
  func commands() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let workflow = try String(
      contentsOf: folder.appending(path: "../../examples/workflows/sharded-apply.yml"),
      encoding: .utf8
    )
    let script = try String(
      contentsOf: folder.appending(path: "Scripts/shards_on_many_runners.txtar"),
      encoding: .utf8
    )
    let commands = workflow.matches(of: #/run: (octoseal .*)/#).map { String($0.output.1) }
    #expect(commands.count == 2)
    let files = (1...3).map { "outcomes/outcome-\($0).json" }.joined(separator: " ")
    for command in commands {
      let line = command.replacing("\"", with: "").replacing("outcomes/*.json", with: files)
      #expect(script.contains("\n\(line)\n"), "\(line)")
    }
  }
}
