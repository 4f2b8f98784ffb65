// Kernels for short runs of doubles, compiled once for each level of vector instructions.
//
// NaN is null. All functions give the same bits on every processor: lanes and the order of folding
// are written down with them, and multiplications are never fused into additions.

#ifndef NIANBAO_CKERNELS_H
#define NIANBAO_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "CSeparated.h"

/// Which of their clones the kernels run as on this processor: `avx512f`, `avx2` or `default`.
const char *nianbao_vector_level(void);

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

/// How a sum must stand to zero.
enum { nianbao_equal, nianbao_at_most, nianbao_at_least, nianbao_below, nianbao_above };

/// A vector of a sum.
typedef struct {
  /// The elements; NaN is null and taken as 0.
  const double *values;
  /// For each element a byte whose high four bits are a position in `half_steps`: how much the
  /// element may be off either way. NULL where elements are exact.
  const uint8_t *steps;
  double coefficient;
  /// What a null leaves open: bit 0 the low end of the sum, bit 1 the high end.
  uint64_t opens;
} nianbao_relation_term;

/// A sum of vectors and a constant that is compared with zero, element by element.
typedef struct {
  const nianbao_relation_term *terms;
  size_t term_count;
  double constant;
  /// What is open whatever the vectors have, as in a term.
  uint64_t opens;
  /// Sixteen half steps; NULL where no term has steps.
  const double *half_steps;
  /// An end closer to zero than this is zero.
  double snap;
  int sign;
} nianbao_relation;

/// Writes for the elements from `start` on whether the relation is refuted whatever the sum is between
/// its ends (0), holds whatever it is (2), or neither (1). Terms are added in their order, beginning
/// with the constant, each product rounded before it is added.
void nianbao_relate(const nianbao_relation *relation, size_t start, size_t count,
                    uint8_t *levels);

/// The forms of codes, whole numbers that stand for figures: signed and unsigned bytes, and signed
/// numbers of 16 and 32 bits. The null of a signed form is its least number, that of unsigned bytes 255.
enum { nianbao_signed_8, nianbao_unsigned_8, nianbao_signed_16, nianbao_signed_32 };

/// A vector of codes of a sum.
typedef struct {
  const void *codes;
  int32_t weight;
  /// The code of a null.
  int32_t null;
  /// The form of the codes.
  uint8_t form;
  /// Whether no code but the null is below zero. Unsigned bytes are natural where read as signed ones,
  /// if none is above 127.
  uint8_t is_natural;
  /// What a null leaves open: bit 0 the low end of the sum, bit 1 the high end.
  uint8_t opens;
} nianbao_code_term;

/// A sum of vectors of codes and a constant that is compared with zero, element by element.
typedef struct {
  const nianbao_code_term *terms;
  size_t term_count;
  int32_t constant;
  /// What is open whatever the vectors have, as in a term.
  uint32_t opens;
  int sign;
} nianbao_code_relation;

/// Writes levels as `nianbao_relate` does, with sums in lanes of 8, 16 or 32 bits. The caller has proven
/// that no sum of some of the terms leaves the lane, and no vector's codes are wider than the lane; in
/// lanes of 8 bits unsigned bytes are natural.
void nianbao_relate_codes(const nianbao_code_relation *relation, int lane_bits, size_t start,
                          size_t count, uint8_t *levels);

/// How many levels are 0, 1 and 2.
typedef struct {
  uint64_t refuted, unknown, holding;
} nianbao_level_counts;

/// Counts the levels that `nianbao_relate_codes` writes where `wanted` is 255, and writes the positions of
/// those that are 0, ascending; there is room for all of the run. `wanted` begins at `start`.
nianbao_level_counts nianbao_count_codes(const nianbao_code_relation *relation, int lane_bits,
                                         size_t start, size_t count, const uint8_t *wanted,
                                         int32_t *positions);

/// What there is among some doubles that are codes divided by a power of ten.
typedef struct {
  /// The least and greatest code; INT32_MAX and INT32_MIN where all are null.
  int32_t least, greatest;
  int32_t null_count;
  /// The position of the first double that no code divided by the power is, bit for bit; the number of
  /// doubles where there is none.
  size_t first_misfit;
} nianbao_code_summary;

/// Looks for codes of doubles; NaN is null and no misfit.
nianbao_code_summary nianbao_summarise(const double *values, size_t count, double power);

/// Writes the codes of doubles that fit, in a form that has room for them.
void nianbao_narrow(const double *values, size_t count, double power, int form, void *codes);

/// Writes each code divided by the power, NaN for null.
void nianbao_widen(const void *codes, int form, size_t count, double power, double *values);

/// Sums and counts the codes that are not null of each segment, as `nianbao_segment_sums` does doubles.
void nianbao_segment_code_sums(const void *codes, int form, const int32_t *segments,
                               size_t segment_count, int64_t *sums, int32_t *counts);

/// The lesser of two levels, the greater, and two less a level: *and*, *or* and *not*.
void nianbao_lesser_levels(uint8_t *levels, const uint8_t *others, size_t count);
void nianbao_greater_levels(uint8_t *levels, const uint8_t *others, size_t count);
void nianbao_opposite_levels(uint8_t *levels, size_t count);

/// Counts the levels where `wanted` is 255; it is 0 elsewhere.
nianbao_level_counts nianbao_count_levels(const uint8_t *levels, const uint8_t *wanted,
                                          size_t count);

/// Writes `first` and the position of each level 0 where `wanted` is 255, ascending; there is room for
/// all of them.
void nianbao_find_refuted(const uint8_t *levels, const uint8_t *wanted, size_t count, int32_t first,
                          int32_t *positions);

/// The least and the greatest of some numbers; INT32_MAX and INT32_MIN of none.
void nianbao_extent(const int32_t *numbers, size_t count, int32_t *least, int32_t *greatest);

/// Writes one more than the code at each position, 0 where the position is below zero. Codes, at least
/// one, are from −1 to 254.
///
/// Returns the greatest position, or −1; where it is not below the number of codes, what was found means
/// nothing.
int32_t nianbao_look_up(const int32_t *positions, const int32_t *codes, size_t code_count,
                        size_t count, uint8_t *found);

/// Writes 255 for each code that is one of at least one that are wanted, 0 for any other.
///
/// Returns how many are.
uint64_t nianbao_mark_codes(const uint8_t *codes, const uint8_t *wanted, size_t wanted_count,
                            size_t count, uint8_t *marks);

#endif
