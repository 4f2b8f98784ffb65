import CKernels
import COpenBLAS

/// What the kernels run as in this process.
public enum Processor {
  /// The level of vector instructions that the reductions in C were chosen for when the program was
  /// loaded: `avx512f`, `avx2` or `default`.
  public static var vectorLevel: String { String(cString: nianbao_vector_level()) }
}

extension BLAS {
  /// The library's name and version, and the processor that it chose its kernels for, such as
  /// `OpenBLAS 0.3.21, SkylakeX`.
  public static var account: String {
    let name = String(cString: openblas_get_config()).split(separator: " ").prefix(2)
    return name.joined(separator: " ") + ", " + String(cString: openblas_get_corename())
  }
}
