extension Span where Element: BitwiseCopyable {
  /// The address of the first element, for the kernels of this module.
  ///
  /// A span borrows its memory for as long as the span lives and never moves it, so the address holds
  /// in the function that was given the span. It must not leave that function. Of an empty span the
  /// address is aligned but must not be read.
  @inline(__always)
  var pointer: UnsafePointer<Element> {
    withUnsafeBufferPointer { buffer in
      // The alignment of a type is never 0, so neither is this address.
      buffer.baseAddress
        ?? UnsafePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
    }
  }
}

extension MutableSpan where Element: BitwiseCopyable {
  /// The address of the first element to write to, under the terms of `Span.pointer`.
  @inline(__always)
  var mutablePointer: UnsafeMutablePointer<Element> {
    mutating get {
      withUnsafeMutableBufferPointer { buffer in
        // The alignment of a type is never 0, so neither is this address.
        buffer.baseAddress
          ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
      }
    }
  }
}
