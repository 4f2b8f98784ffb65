import Subprocess
import SystemPackage

/// A program of the system that is used where it is installed, bounded in output and time.
struct ExternalProgram: Sendable {
  /// Its name, found along the path.
  let name: String
  /// The Debian package that has it.
  let package: String
  /// The bytes of output above which it is given up.
  let outputLimit: Int
  /// The seconds after which it is given up.
  let secondLimit: Int

  init(_ name: String, package: String, outputLimit: Int = 64 << 20, secondLimit: Int = 120) {
    self.name = name
    self.package = package
    self.outputLimit = outputLimit
    self.secondLimit = secondLimit
  }

  /// Why there is no output.
  enum Failure: Error, Sendable, Equatable {
    /// The program is not installed.
    case missing
    /// It failed: the first line of what it said.
    case failed(reason: String)
  }

  /// Whether the program is installed.
  var isInstalled: Bool {
    get async { (try? await Executable.name(name).resolveExecutablePath(in: .inherit)) != nil }
  }

  /// What the program writes to its standard output.
  func output(_ arguments: [String]) async throws(Failure) -> [UInt8] {
    guard await isInstalled else { throw .missing }
    let (name, limit, seconds) = (name, outputLimit, secondLimit)
    let result = await withTaskGroup(of: Result<[UInt8], Failure>.self) { group in
      group.addTask {
        do {
          let result = try await run(
            .name(name), arguments: Arguments(arguments), output: .bytes(limit: limit),
            error: .string(limit: 4096))
          guard result.terminationStatus.isSuccess else {
            return .failure(.failed(reason: result.standardError))
          }
          return .success(result.standardOutput)
        } catch {
          return .failure(.failed(reason: "\(error)"))
        }
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(seconds))
        return .failure(.failed(reason: "not finished after \(seconds) seconds"))
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(.failed(reason: "not started"))
    }
    switch result {
    case .success(let bytes): return bytes
    case .failure(.missing): throw .missing
    case .failure(.failed(let reason)):
      let line = reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      throw .failed(reason: line)
    }
  }
}
