// Kernels for short runs of doubles, compiled once for each level of vector instructions.
//
// NaN is null. All functions give the same bits on every processor: lanes and the order of folding
// are written down with them, and multiplications are never fused into additions.

#ifndef NIANBAO_CKERNELS_H
#define NIANBAO_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Sums and counts the elements that are not null.
///
/// Segment `s` is `values[segments[2s]]` up to, without, `values[segments[2s + 1]]`; the caller has
/// checked that each lies inside the `count` values. The sum of a segment without a value is NaN.
void nianbao_segment_sums(const double *values, size_t count, const int32_t *segments,
                          size_t segment_count, double *sums, int32_t *counts);

/// The least (`greatest` = 0) or greatest (`greatest` = 1) element that is not null of each segment,
/// NaN where there is none.
void nianbao_segment_extremes(const double *values, size_t count, const int32_t *segments,
                              size_t segment_count, int greatest, double *extremes);

/// For each value, how many of the values are less than it and how many equal it, itself included.
///
/// `values` has `count` elements and is filled up with NaN to a multiple of eight, to which `less` and
/// `equal` have room too. A null is neither less than nor equal to anything.
void nianbao_compare_each(const double *values, size_t count, int32_t *less, int32_t *equal);

#endif
