#include "CKernels.h"

#include "lanes.h"

typedef uint8_t bytes __attribute__((vector_size(8)));

// Up to eight elements; the lanes behind them are 0.
INLINED lanes load_some(const double *values, size_t count) {
  if (count >= width) return load(values);
  lanes v = {0};
  memcpy(&v, values, count * sizeof(double));
  return v;
}

INLINED lanes choose(masks condition, lanes yes, lanes no) {
  return (lanes)(((masks)yes & condition) | ((masks)no & ~condition));
}

// What is closer to zero than the arithmetic can tell is zero.
INLINED lanes snapped(lanes v, double snap) {
  const masks is_far = (v >= snap) | (v <= -snap);
  return (lanes)((masks)v & is_far);
}

// Half of the last digit's step of each element that is not null, times a coefficient.
INLINED lanes half_widths(const nianbao_relation_term *term, size_t position, size_t count,
                          masks null, const double *half_steps) {
  lanes widths = {0};
  for (size_t lane = 0; lane < count && lane < width; lane++) {
    widths[lane] = half_steps[term->steps[position + lane] >> 4];
  }
  return (lanes)((masks)(widths * fabs(term->coefficient)) & ~null);
}

INLINED bytes levels_of(lanes low, lanes high, int sign) {
  masks refuted, holds;
  switch (sign) {
  case nianbao_equal:
    refuted = (low > 0) | (high < 0);
    holds = (low == 0) & (high == 0);
    break;
  case nianbao_at_most:
    refuted = low > 0;
    holds = high <= 0;
    break;
  case nianbao_at_least:
    refuted = high < 0;
    holds = low >= 0;
    break;
  case nianbao_below:
    refuted = low >= 0;
    holds = high < 0;
    break;
  default:
    refuted = high <= 0;
    holds = low > 0;
    break;
  }
  // Refuted before holds: 0, 1 or 2.
  const masks levels = ((masks){1, 1, 1, 1, 1, 1, 1, 1} - holds) & ~refuted;
  return __builtin_convertvector(levels, bytes);
}

INLINED bytes relate_eight(const nianbao_relation *relation, size_t position, size_t count) {
  lanes sum = relation->constant - (lanes){0};
  lanes slack = {0};
  masks open = (int64_t)relation->opens - (masks){0};
  for (size_t k = 0; k < relation->term_count; k++) {
    const nianbao_relation_term *term = relation->terms + k;
    const lanes v = load_some(term->values + position, count);
    const masks null = v != v;
    sum += term->coefficient * (lanes)((masks)v & ~null);
    open |= null & (int64_t)term->opens;
    if (term->steps) {
      slack += half_widths(term, position, count, null, relation->half_steps);
    }
  }
  const lanes least = (lanes){0} - INFINITY, greatest = (lanes){0} + INFINITY;
  const lanes low = choose((open & 1) != 0, least, snapped(sum - slack, relation->snap));
  const lanes high = choose((open & 2) != 0, greatest, snapped(sum + slack, relation->snap));
  return levels_of(low, high, relation->sign);
}

CLONES void nianbao_relate(const nianbao_relation *relation, size_t start, size_t count,
                           uint8_t *levels) {
  size_t i = 0;
  for (; i + width <= count; i += width) {
    const bytes eight = relate_eight(relation, start + i, width);
    memcpy(levels + i, &eight, width);
  }
  if (i < count) {
    const bytes rest = relate_eight(relation, start + i, count - i);
    memcpy(levels + i, &rest, count - i);
  }
}

CLONES void nianbao_lesser_levels(uint8_t *levels, const uint8_t *others, size_t count) {
  for (size_t i = 0; i < count; i++) levels[i] = others[i] < levels[i] ? others[i] : levels[i];
}

CLONES void nianbao_greater_levels(uint8_t *levels, const uint8_t *others, size_t count) {
  for (size_t i = 0; i < count; i++) levels[i] = others[i] > levels[i] ? others[i] : levels[i];
}

CLONES void nianbao_opposite_levels(uint8_t *levels, size_t count) {
  for (size_t i = 0; i < count; i++) levels[i] = 2 - levels[i];
}

CLONES void nianbao_count_levels(const uint8_t *levels, const uint8_t *wanted, size_t count,
                                 uint64_t counts[3]) {
  uint64_t refuted = 0, unknown = 0, holding = 0;
  for (size_t start = 0; start < count; start += 255) {
    const size_t end = count - start < 255 ? count : start + 255;
    // At most 255 of each, so that bytes do for the lanes of a compiler's loop.
    uint32_t zeros = 0, ones = 0, twos = 0;
    for (size_t i = start; i < end; i++) {
      const uint8_t is_wanted = wanted[i] != 0;
      zeros += (uint8_t)((levels[i] == 0) & is_wanted);
      ones += (uint8_t)((levels[i] == 1) & is_wanted);
      twos += (uint8_t)((levels[i] == 2) & is_wanted);
    }
    refuted += zeros;
    unknown += ones;
    holding += twos;
  }
  counts[0] += refuted;
  counts[1] += unknown;
  counts[2] += holding;
}
