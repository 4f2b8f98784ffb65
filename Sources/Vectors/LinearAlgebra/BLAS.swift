import COpenBLAS

/// The linear algebra library as a whole: its threads, and what it can take.
///
/// OpenBLAS keeps threads of its own, one for each processor unless told otherwise. Where a program
/// shares out work itself, a product inside each task should use one thread, or the tasks' threads and
/// the library's take turns on the same processors.
public enum BLAS {
  /// How many threads a large product uses at most. O(1).
  public static var threadCount: Int { Int(openblas_get_num_threads()) }

  /// Sets how many threads a large product may use from now on, in the whole process.
  ///
  /// To be called when no product is running, as at the start of a program.
  public static func limitThreads(to count: Int) {
    precondition(count >= 1, "a product cannot run on \(count) threads")
    openblas_set_num_threads(Int32(clamping: count))
  }

  /// A dimension as the library takes it.
  static func size(_ count: Int) -> Int32 {
    precondition(count <= Int32.max, "a dimension of \(count) is beyond 32 bits")
    return Int32(count)
  }
}
