#include "CKernels.h"

// The same questions in the same order as the loader asks for the clones of `CLONES`.
const char *nianbao_vector_level(void) {
#if defined(__x86_64__) && defined(__GLIBC__)
  if (__builtin_cpu_supports("avx512f")) return "avx512f";
  if (__builtin_cpu_supports("avx2")) return "avx2";
#endif
  return "default";
}
