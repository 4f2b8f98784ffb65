extension Vector {
  /// A vector whose elements a kernel of this module writes, every one of them.
  ///
  /// The memory is not initialised before, which saves one pass over it.
  init(count: Int, writing: (inout MutableSpan<Element>) -> Void) {
    let start = VectorAllocation.make(Element.self, count: count)
    var span = MutableSpan(_unsafeStart: start, count: count)
    writing(&span)
    self.init(taking: start, count: count)
  }
}
