import Synchronization

/// The doubles of a narrow vector once somebody has asked for them, shared by all copies of the vector.
final class WidenedVector: Sendable {
  private final class Box: Sendable {
    let vector: Vector<Double>
    init(_ vector: Vector<Double>) { self.vector = vector }
  }

  private let box = AtomicLazyReference<Box>()

  /// The vector, made where nobody has asked before. Threads that ask at once may each make it; all get
  /// the one that was first.
  func vector(_ make: () -> Vector<Double>) -> Vector<Double> {
    if let made = box.load() { return made.vector }
    return box.storeIfNil(Box(make())).vector
  }
}
