#include "CKernels.h"

#include "lanes.h"

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
  const int low = !(opens & 1), high = !(opens & 2);
  int refuted, holds;
  switch (relation->sign) {
  case nianbao_equal:
    refuted = (sum > 0 && low) || (sum < 0 && high);
    holds = sum == 0 && low && high;
    break;
  case nianbao_at_most:
    refuted = sum > 0 && low;
    holds = sum <= 0 && high;
    break;
  case nianbao_at_least:
    refuted = sum < 0 && high;
    holds = sum >= 0 && low;
    break;
  case nianbao_below:
    refuted = sum >= 0 && low;
    holds = sum < 0 && high;
    break;
  default:
    refuted = sum <= 0 && high;
    holds = sum > 0 && low;
    break;
  }
  return refuted ? 0 : holds ? 2 : 1;
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
