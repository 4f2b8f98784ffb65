#include "CKernels.h"

#include "lanes.h"

typedef int32_t narrow __attribute__((vector_size(32)));

// Eight values at a time are compared with each value, so the counts need no folding.
INLINED void compare_each(const double *values, size_t count, int32_t *less, int32_t *equal) {
  for (size_t i = 0; i < count; i += width) {
    const lanes v = load(values + i);
    masks lesser = {0}, same = {0};
    for (size_t k = 0; k < count; k++) {
      lesser -= values[k] < v;
      same -= values[k] == v;
    }
    const narrow lesser_counts = __builtin_convertvector(lesser, narrow);
    const narrow same_counts = __builtin_convertvector(same, narrow);
    memcpy(less + i, &lesser_counts, sizeof lesser_counts);
    memcpy(equal + i, &same_counts, sizeof same_counts);
  }
}

CLONES void nianbao_compare_each(const double *values, size_t count, int32_t *less,
                                 int32_t *equal) {
  compare_each(values, count, less, equal);
}
