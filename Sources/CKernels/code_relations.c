#include "CKernels.h"

#include "lanes.h"

// The states of a group's vectors are to stay in registers, so no loop over them may be left.
#if defined(__clang__)
#define ALL_FOUR _Pragma("clang loop unroll(full)")
#else
#define ALL_FOUR _Pragma("GCC unroll 4")
#endif

// A comparison as bounds of the sum: one above `most` refutes it unless its low end is open, one below
// `least` unless its high end is. All bits of `has_most` and `has_least` are set, or none.
typedef struct {
  int32_t has_most, has_least, most, least;
} bounds;

INLINED bounds bounds_of(int sign) {
  switch (sign) {
  case nianbao_equal: return (bounds){-1, -1, 0, 0};
  case nianbao_at_most: return (bounds){-1, 0, 0, 0};
  case nianbao_at_least: return (bounds){0, -1, 0, 0};
  case nianbao_below: return (bounds){-1, 0, -1, 0};
  default: return (bounds){0, -1, 0, 1};
  }
}

// Writes `first` and the position of each byte whose bits are set, ascending.
INLINED int32_t *write_marked(const uint8_t *marks, size_t count, int32_t first,
                              int32_t *positions) {
  for (size_t i = 0; i < count; i += 8) {
    uint64_t word;
    memcpy(&word, marks + i, sizeof word);
    for (word &= 0x0101010101010101u; word != 0; word &= word - 1) {
      *positions++ = first + (int32_t)(i + BYTE_OF_LOWEST_BIT(word));
    }
  }
  return positions;
}

#define LANE int8_t
#define LANE_BITS 8
#define NAME(x) x##_8
#include "code_relation_lanes.h"
#undef LANE
#undef LANE_BITS
#undef NAME

#define LANE int16_t
#define LANE_BITS 16
#define NAME(x) x##_16
#include "code_relation_lanes.h"
#undef LANE
#undef LANE_BITS
#undef NAME

#define LANE int32_t
#define LANE_BITS 32
#define NAME(x) x##_32
#include "code_relation_lanes.h"
#undef LANE
#undef LANE_BITS
#undef NAME

INLINED int64_t code_at(const void *codes, int form, size_t position) {
  switch (form) {
  case nianbao_signed_8: return ((const int8_t *)codes)[position];
  case nianbao_unsigned_8: return ((const uint8_t *)codes)[position];
  case nianbao_signed_16: return ((const int16_t *)codes)[position];
  default: return ((const int32_t *)codes)[position];
  }
}

// One element, for runs shorter than a group of lanes.
INLINED uint8_t level_at(const nianbao_code_relation *relation, size_t position) {
  int64_t sum = relation->constant;
  uint32_t opens = relation->opens;
  for (size_t k = 0; k < relation->term_count; k++) {
    const nianbao_code_term *term = relation->terms + k;
    const int64_t code = code_at(term->codes, term->form, position);
    if (term->is_natural ? code < 0 : code == term->null) {
      opens |= term->opens;
    } else {
      sum += code * term->weight;
    }
  }
  const int open_low = opens & 1, open_high = opens >> 1 & 1;
  const bounds bounds = bounds_of(relation->sign);
  const int above = bounds.has_most && sum > bounds.most;
  const int below = bounds.has_least && sum < bounds.least;
  if ((above && !open_low) || (below && !open_high)) return 0;
  const int may_fail =
      above || below || (open_high && bounds.has_most) || (open_low && bounds.has_least);
  return may_fail ? 1 : 2;
}

static void relate_each(const nianbao_code_relation *relation, size_t start, size_t count,
                        uint8_t *levels) {
  for (size_t i = 0; i < count; i++) levels[i] = level_at(relation, start + i);
}

CLONES_FOR_CODES void nianbao_relate_codes(const nianbao_code_relation *relation, int lane_bits,
                                           size_t start, size_t count, uint8_t *levels) {
  if (lane_bits == 8 && count >= group_8) {
    relate_8(relation, start, count, levels);
  } else if (lane_bits == 16 && count >= group_16) {
    relate_16(relation, start, count, levels);
  } else if (lane_bits == 32 && count >= group_32) {
    relate_32(relation, start, count, levels);
  } else {
    relate_each(relation, start, count, levels);
  }
}

static nianbao_level_counts count_each(const nianbao_code_relation *relation, size_t start,
                                       size_t count, const uint8_t *wanted, int32_t *positions) {
  nianbao_level_counts counts = {0};
  for (size_t i = 0; i < count; i++) {
    if (!wanted[i]) continue;
    switch (level_at(relation, start + i)) {
    case 0:
      counts.refuted++;
      *positions++ = (int32_t)(start + i);
      break;
    case 1: counts.unknown++; break;
    default: counts.holding++; break;
    }
  }
  return counts;
}

CLONES_FOR_CODES nianbao_level_counts nianbao_count_codes(const nianbao_code_relation *relation,
                                                          int lane_bits, size_t start,
                                                          size_t count, const uint8_t *wanted,
                                                          int32_t *positions) {
  if (lane_bits == 8 && count >= group_8) {
    return count_8(relation, start, count, wanted, positions);
  } else if (lane_bits == 16 && count >= group_16) {
    return count_16(relation, start, count, wanted, positions);
  } else if (lane_bits == 32 && count >= group_32) {
    return count_32(relation, start, count, wanted, positions);
  }
  return count_each(relation, start, count, wanted, positions);
}
