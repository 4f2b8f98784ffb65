#include "CKernels.h"

#include "lanes.h"

typedef uint8_t bytes __attribute__((vector_size(8)));

// How many bytes before they are needed memory is asked for them.
enum { ahead = 512 };

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

// The levels of up to eight elements.
INLINED bytes relate_eight(const nianbao_relation *relation, size_t position, size_t count,
                           int is_exact) {
  lanes sum = relation->constant - (lanes){0};
  lanes slack = {0};
  masks open = (int64_t)relation->opens - (masks){0};
  for (size_t k = 0; k < relation->term_count; k++) {
    const nianbao_relation_term *term = relation->terms + k;
    const double *values = term->values + position;
    // Each vector is read in pieces so short that the processor does not foresee the next one.
    __builtin_prefetch((const void *)((uintptr_t)values + ahead));
    const lanes v = load_some(values, count);
    const masks null = v != v;
    sum += term->coefficient * (lanes)((masks)v & ~null);
    open |= null & (int64_t)term->opens;
    if (!is_exact && term->steps) {
      slack += half_widths(term, position, count, null, relation->half_steps);
    }
  }
  const lanes least = (lanes){0} - INFINITY, greatest = (lanes){0} + INFINITY;
  const lanes low = choose((open & 1) != 0, least, snapped(sum - slack, relation->snap));
  const lanes high = choose((open & 2) != 0, greatest, snapped(sum + slack, relation->snap));
  return levels_of(low, high, relation->sign);
}

INLINED void relate(const nianbao_relation *relation, size_t start, size_t count,
                    uint8_t *levels, int is_exact) {
  size_t i = 0;
  for (; i + width <= count; i += width) {
    const bytes eight = relate_eight(relation, start + i, width, is_exact);
    memcpy(levels + i, &eight, width);
  }
  if (i < count) {
    const bytes rest = relate_eight(relation, start + i, count - i, is_exact);
    memcpy(levels + i, &rest, count - i);
  }
}

CLONES void nianbao_relate(const nianbao_relation *relation, size_t start, size_t count,
                           uint8_t *levels) {
  int is_exact = 1;
  for (size_t k = 0; k < relation->term_count; k++) is_exact &= relation->terms[k].steps == NULL;
  if (is_exact) {
    relate(relation, start, count, levels, 1);
  } else {
    relate(relation, start, count, levels, 0);
  }
}

CLONES_FOR_CODES void nianbao_lesser_levels(uint8_t *levels, const uint8_t *others, size_t count) {
  for (size_t i = 0; i < count; i++) levels[i] = others[i] < levels[i] ? others[i] : levels[i];
}

CLONES_FOR_CODES void nianbao_greater_levels(uint8_t *levels, const uint8_t *others, size_t count) {
  for (size_t i = 0; i < count; i++) levels[i] = others[i] > levels[i] ? others[i] : levels[i];
}

CLONES_FOR_CODES void nianbao_opposite_levels(uint8_t *levels, size_t count) {
  for (size_t i = 0; i < count; i++) levels[i] = 2 - levels[i];
}

typedef uint8_t sixty_four __attribute__((vector_size(64)));

// The sum of all bytes.
INLINED uint64_t fold_bytes(sixty_four lanes) {
  uint64_t sum = 0;
  for (size_t i = 0; i < sizeof lanes; i++) sum += lanes[i];
  return sum;
}

INLINED nianbao_level_counts count_levels(const uint8_t *levels, const uint8_t *wanted,
                                          size_t count) {
  nianbao_level_counts counts = {0};
  size_t i = 0;
  while (i + 64 <= count) {
    // A lane counts to 255 before it is folded.
    const size_t stop = count - i < 255 * 64 ? count : i + 255 * 64;
    sixty_four zeros = {0}, ones = {0}, twos = {0};
    for (; i + 64 <= stop; i += 64) {
      sixty_four level, want;
      memcpy(&level, levels + i, sizeof level);
      memcpy(&want, wanted + i, sizeof want);
      zeros -= (sixty_four)(level == 0) & want;
      ones -= (sixty_four)(level == 1) & want;
      twos -= (sixty_four)(level == 2) & want;
    }
    counts.refuted += fold_bytes(zeros);
    counts.unknown += fold_bytes(ones);
    counts.holding += fold_bytes(twos);
  }
  for (; i < count; i++) {
    counts.refuted += levels[i] == 0 && wanted[i];
    counts.unknown += levels[i] == 1 && wanted[i];
    counts.holding += levels[i] == 2 && wanted[i];
  }
  return counts;
}

CLONES_FOR_CODES nianbao_level_counts nianbao_count_levels(const uint8_t *levels, const uint8_t *wanted,
                                                 size_t count) {
  return count_levels(levels, wanted, count);
}

CLONES_FOR_CODES void nianbao_find_refuted(const uint8_t *levels, const uint8_t *wanted,
                                           size_t count, int32_t first, int32_t *positions) {
  size_t found = 0, i = 0;
  for (; i + 64 <= count; i += 64) {
    sixty_four level, want;
    memcpy(&level, levels + i, sizeof level);
    memcpy(&want, wanted + i, sizeof want);
    // Eight bytes of ones and zeros in each lane; most are all zero.
    const masks hits = (masks)((sixty_four)(level == 0) & want);
    int64_t any = 0;
    for (size_t k = 0; k < width; k++) any |= hits[k];
    if (any == 0) continue;
    for (size_t k = 0; k < width; k++) {
      for (uint64_t rest = (uint64_t)hits[k] & 0x0101010101010101u; rest != 0; rest &= rest - 1) {
        const size_t byte = BYTE_OF_LOWEST_BIT(rest);
        positions[found++] = first + (int32_t)(i + width * k + byte);
      }
    }
  }
  for (; i < count; i++) {
    if (levels[i] == 0 && wanted[i]) positions[found++] = first + (int32_t)i;
  }
}

CLONES int32_t nianbao_look_up(const int32_t *positions, const int32_t *codes, size_t code_count,
                               size_t count, uint8_t *found) {
  const int32_t last = (int32_t)code_count - 1;
  int32_t greatest = -1;
  for (size_t i = 0; i < count; i++) {
    const int32_t position = positions[i];
    greatest = position > greatest ? position : greatest;
    // A code is read wherever the position is, so that all lanes read.
    const int32_t within = position < 0 ? 0 : position > last ? last : position;
    const int32_t code = codes[within] + 1;
    found[i] = position < 0 ? 0 : (uint8_t)code;
  }
  return greatest;
}

CLONES_FOR_CODES uint64_t nianbao_mark_codes(const uint8_t *codes, const uint8_t *wanted,
                                             size_t wanted_count, size_t count, uint8_t *marks) {
  for (size_t i = 0; i < count; i++) marks[i] = codes[i] == wanted[0] ? 255 : 0;
  for (size_t k = 1; k < wanted_count; k++) {
    for (size_t i = 0; i < count; i++) marks[i] |= codes[i] == wanted[k] ? 255 : 0;
  }
  uint64_t marked = 0;
  for (size_t i = 0; i < count; i++) marked += marks[i] & 1;
  return marked;
}
