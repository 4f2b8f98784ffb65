#include "CKernels.h"

#include "lanes.h"

enum { block = 8192 };

// The first `rest` (fewer than eight) of the elements at `values`, the other lanes null.
//
// Where eight elements may be read, they are, and the foreign ones masked away: a loop over the rest
// would take longer than the sum of a short segment.
INLINED lanes load_rest(const double *values, size_t rest, size_t readable) {
  const lanes null = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  if (readable >= width) {
    const masks position = {0, 1, 2, 3, 4, 5, 6, 7};
    const masks inside = position < (int64_t)rest;
    return (lanes)(((masks)load(values) & inside) | ((masks)null & ~inside));
  }
  lanes v = null;
  memcpy(&v, values, rest * sizeof(double));
  return v;
}

INLINED double fold_sum(lanes v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

INLINED int64_t fold_count(masks v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

INLINED void accumulate(lanes v, lanes *sum, masks *seen) {
  const masks present = v == v;
  *sum += (lanes)((masks)v & present);
  *seen -= present;
}

// The sum of at most one block: element i goes to lane i mod 16, the lanes are folded as a tree.
INLINED double sum_block(const double *values, size_t count, size_t readable, int64_t *counted) {
  lanes even = {0}, odd = {0};
  masks seen = {0};
  size_t i = 0;
  for (; i + 2 * width <= count; i += 2 * width) {
    accumulate(load(values + i), &even, &seen);
    accumulate(load(values + i + width), &odd, &seen);
  }
  if (i + width <= count) {
    accumulate(load(values + i), &even, &seen);
    i += width;
    if (i < count) accumulate(load_rest(values + i, count - i, readable - i), &odd, &seen);
  } else if (i < count) {
    accumulate(load_rest(values + i, count - i, readable - i), &even, &seen);
  }
  *counted += fold_count(seen);
  return fold_sum(even + odd);
}

CLONES void nianbao_segment_sums(const double *values, size_t count, const int32_t *segments,
                                 size_t segment_count, double *sums, int32_t *counts) {
  for (size_t s = 0; s < segment_count; s++) {
    const size_t start = (size_t)segments[2 * s], end = (size_t)segments[2 * s + 1];
    double sum = 0;
    int64_t counted = 0;
    for (size_t i = start; i < end; i += block) {
      const size_t length = end - i < block ? end - i : block;
      sum += sum_block(values + i, length, count - i, &counted);
    }
    sums[s] = counted > 0 ? sum : NAN;
    counts[s] = (int32_t)counted;
  }
}

INLINED void lower(lanes v, lanes *least) {
  const masks less = v < *least;
  *least = (lanes)(((masks)v & less) | ((masks)*least & ~less));
}

INLINED double lesser(double a, double b) { return b < a ? b : a; }

// The least of the elements whose sign bit is turned where `flip` has it; infinity without one.
INLINED double least_of(const double *values, size_t count, size_t readable, int64_t flip) {
  lanes even = {INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY};
  lanes odd = even;
  size_t i = 0;
  for (; i + 2 * width <= count; i += 2 * width) {
    lower((lanes)((masks)load(values + i) ^ flip), &even);
    lower((lanes)((masks)load(values + i + width) ^ flip), &odd);
  }
  if (i + width <= count) {
    lower((lanes)((masks)load(values + i) ^ flip), &even);
    i += width;
  }
  if (i < count) {
    lower((lanes)((masks)load_rest(values + i, count - i, readable - i) ^ flip), &odd);
  }
  lower(odd, &even);
  return lesser(lesser(lesser(even[0], even[4]), lesser(even[2], even[6])),
                lesser(lesser(even[1], even[5]), lesser(even[3], even[7])));
}

// The first element that is not null, else NaN.
INLINED double first_of(const double *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (values[i] == values[i]) return values[i];
  }
  return NAN;
}

CLONES void nianbao_segment_extremes(const double *values, size_t count, const int32_t *segments,
                                     size_t segment_count, int greatest, double *extremes) {
  // The greatest element is the negative of the least negative, so one loop serves for both.
  const int64_t flip = greatest ? INT64_MIN : 0;
  for (size_t s = 0; s < segment_count; s++) {
    const size_t start = (size_t)segments[2 * s], end = (size_t)segments[2 * s + 1];
    const double least = least_of(values + start, end - start, count - start, flip);
    // Infinity is what the search starts from: there is no value, or every value is infinite.
    extremes[s] = least == INFINITY ? first_of(values + start, end - start)
                                    : greatest ? -least : least;
  }
}
