import Foundation
import Reports
import SecretModel
import Testing

/// Each test runs in a process of its own, since it replaces standard output.
@Suite("Standard output")
struct StandardStreamTests {
  @Test(
    "a full disk is an error that says so",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no /dev/full")
  )
  func fullDisk() async {
    await #expect(processExitsWith: .success) {
      dup2(open("/dev/full", O_WRONLY), 1)
      let error = #expect(throws: StreamError.self) { try StandardStream.output.write("x") }
      #expect(error?.diagnostic.message.hasPrefix("standard output could not be written: No space left") == true)
    }
  }

  @Test("a pipe that refuses bytes for a while gets them all in the end")
  func slowPipe() async {
    await #expect(processExitsWith: .success) {
      let pipe = Pipe()
      let writingEnd = pipe.fileHandleForWriting.fileDescriptor
      _ = fcntl(writingEnd, F_SETFL, O_NONBLOCK)
      dup2(writingEnd, 1)
      let reader = Task.detached {
        usleep(50_000)
        var count = 0
        while count < 1_048_576, let data = try pipe.fileHandleForReading.read(upToCount: 65_536) {
          count += data.count
        }
        return count
      }
      try StandardStream.output.write(String(repeating: "x", count: 1_048_576))
      #expect(try await reader.value == 1_048_576)
      // What the process still says at its end must not meet a pipe that nobody reads.
      dup2(2, 1)
    }
  }

  @Test("a pipe is no terminal and has no width")
  func noTerminal() async {
    await #expect(processExitsWith: .success) {
      dup2(Pipe().fileHandleForWriting.fileDescriptor, 1)
      #expect(!StandardStream.output.isTerminal)
      #expect(StandardStream.output.width == nil)
    }
  }
}
