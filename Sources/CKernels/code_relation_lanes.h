// The kernel of `nianbao_relate_codes` for one width of lanes. `code_relations.c` includes it once for
// each, with
//   LANE       the type of a lane: int8_t, int16_t or int32_t
//   LANE_BITS  its bits
//   NAME(x)    x with the bits behind it
// Vectors of 64 bytes are worked on four at a time: the sums and what is open stay in registers while
// the terms are gone through, and the choice of a term's form is made once for all four.

typedef LANE NAME(lanes) __attribute__((vector_size(64)));

enum { NAME(lane_count) = 64 / sizeof(LANE), NAME(group) = 4 * NAME(lane_count) };

typedef struct {
  NAME(lanes) sum, low, high;
} NAME(state);

// The codes from an address on as lanes.
#define LOAD_AS(TYPE)                                                        \
  ({                                                                         \
    typedef TYPE codes_ __attribute__((vector_size(NAME(lane_count) * sizeof(TYPE)))); \
    codes_ codes;                                                            \
    memcpy(&codes, address, sizeof codes);                                   \
    __builtin_convertvector(codes, NAME(lanes));                             \
  })

INLINED NAME(lanes) NAME(load)(const void *codes, size_t position, int form) {
  switch (form) {
  case nianbao_signed_8: {
    const int8_t *address = (const int8_t *)codes + position;
    return LOAD_AS(int8_t);
  }
  case nianbao_unsigned_8: {
    const uint8_t *address = (const uint8_t *)codes + position;
    return LOAD_AS(uint8_t);
  }
  case nianbao_signed_16: {
    const int16_t *address = (const int16_t *)codes + position;
    return LOAD_AS(int16_t);
  }
  default: {
    const int32_t *address = (const int32_t *)codes + position;
    return LOAD_AS(int32_t);
  }
  }
}

#undef LOAD_AS

// Adds a term whose codes are none below zero but the null: the sign tells it.
INLINED void NAME(add_natural)(NAME(state) *state, const nianbao_code_term *term, size_t position,
                               int form) {
  for (int k = 0; k < 4; k++) {
    const NAME(lanes) v = NAME(load)(term->codes, position + k * NAME(lane_count), form);
    const NAME(lanes) figure = v & (v > 0);
    if (term->weight == 1) {
      state[k].sum += figure;
    } else if (term->weight == -1) {
      state[k].sum -= figure;
    } else {
      state[k].sum += figure * (LANE)term->weight;
    }
    if (term->opens & 1) state[k].low |= v;
    if (term->opens & 2) state[k].high |= v;
  }
}

// Adds a term of any codes.
INLINED void NAME(add_any)(NAME(state) *state, const nianbao_code_term *term, size_t position,
                           int form) {
  for (int k = 0; k < 4; k++) {
    const NAME(lanes) v = NAME(load)(term->codes, position + k * NAME(lane_count), form);
    const NAME(lanes) null = v == (LANE)term->null;
    state[k].sum += (v & ~null) * (LANE)term->weight;
    if (term->opens & 1) state[k].low |= null;
    if (term->opens & 2) state[k].high |= null;
  }
}

INLINED void NAME(add)(NAME(state) *state, const nianbao_code_term *term, size_t position) {
  if (term->is_natural) {
    switch (term->form) {
    case nianbao_signed_8: NAME(add_natural)(state, term, position, nianbao_signed_8); break;
#if LANE_BITS >= 16
    case nianbao_signed_16: NAME(add_natural)(state, term, position, nianbao_signed_16); break;
#endif
#if LANE_BITS >= 32
    case nianbao_signed_32: NAME(add_natural)(state, term, position, nianbao_signed_32); break;
#endif
    }
  } else {
    switch (term->form) {
    case nianbao_signed_8: NAME(add_any)(state, term, position, nianbao_signed_8); break;
#if LANE_BITS >= 16
    case nianbao_unsigned_8: NAME(add_any)(state, term, position, nianbao_unsigned_8); break;
    case nianbao_signed_16: NAME(add_any)(state, term, position, nianbao_signed_16); break;
#endif
#if LANE_BITS >= 32
    case nianbao_signed_32: NAME(add_any)(state, term, position, nianbao_signed_32); break;
#endif
    }
  }
}

// 0 where the comparison is refuted, 2 where it holds, else 1.
INLINED NAME(lanes) NAME(levels)(NAME(state) state, int sign) {
  const NAME(lanes) sum = state.sum, low = ~(state.low < 0), high = ~(state.high < 0);
  NAME(lanes) refuted, holds;
  switch (sign) {
  case nianbao_equal:
    refuted = ((sum > 0) & low) | ((sum < 0) & high);
    holds = (sum == 0) & low & high;
    break;
  case nianbao_at_most:
    refuted = (sum > 0) & low;
    holds = (sum <= 0) & high;
    break;
  case nianbao_at_least:
    refuted = (sum < 0) & high;
    holds = (sum >= 0) & low;
    break;
  case nianbao_below:
    refuted = (sum >= 0) & low;
    holds = (sum < 0) & high;
    break;
  default:
    refuted = (sum <= 0) & high;
    holds = (sum > 0) & low;
    break;
  }
  return (1 - holds) & ~refuted;
}

INLINED void NAME(relate)(const nianbao_code_relation *relation, size_t start, size_t count,
                          uint8_t *levels) {
  typedef uint8_t bytes_ __attribute__((vector_size(NAME(lane_count))));
  const NAME(lanes) none = {0};
  for (size_t done = 0; done < count; done += NAME(group)) {
    // The last group may repeat some of the one before: the levels are the same.
    const size_t i = done + NAME(group) <= count ? done : count - NAME(group);
    NAME(state) state[4];
    for (int k = 0; k < 4; k++) {
      state[k].sum = none + (LANE)relation->constant;
      state[k].low = none - (LANE)(relation->opens & 1);
      state[k].high = none - (LANE)(relation->opens >> 1);
    }
    for (size_t t = 0; t < relation->term_count; t++) {
      NAME(add)(state, relation->terms + t, start + i);
    }
    for (int k = 0; k < 4; k++) {
      const bytes_ out = __builtin_convertvector(NAME(levels)(state[k], relation->sign), bytes_);
      memcpy(levels + i + k * NAME(lane_count), &out, sizeof out);
    }
  }
}
