// The kernel of `nianbao_relate_codes` for one width of lanes. `code_relations.c` includes it once for
// each, with
//   LANE       the type of a lane: int8_t, int16_t or int32_t
//   LANE_BITS  its bits
//   NAME(x)    x with the bits behind it
// Vectors of 64 bytes are worked on four at a time: the sums and what is open stay in registers while
// the terms are gone through, and the choice of a term's form is made once for all four.

typedef LANE NAME(lanes) __attribute__((vector_size(64)));

// How many bytes before they are needed memory is asked for them.
enum { NAME(ahead) = 1024 };

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

// `k` is the vector's place in its group.
INLINED NAME(lanes) NAME(load)(const void *codes, size_t position, int k, int form) {
  // Each vector is read in pieces so short that the processor does not foresee the next one.
  const size_t code = form == nianbao_signed_32 ? 4 : form == nianbao_signed_16 ? 2 : 1;
  position += (size_t)k * NAME(lane_count);
  if ((size_t)k * NAME(lane_count) * code % 64 == 0) {
    __builtin_prefetch((const void *)((uintptr_t)codes + position * code + NAME(ahead)));
  }
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

// Adds a term whose codes are none below zero but the null: the sign tells it. Weight and opening are
// constants where the caller has them.
INLINED void NAME(add_weighted)(NAME(state) *state, const void *codes, size_t position, int form,
                                int32_t weight, int opens) {
  ALL_FOUR
  for (int k = 0; k < 4; k++) {
    const NAME(lanes) v = NAME(load)(codes, position, k, form);
    const NAME(lanes) figure = v & (v > 0);
    if (weight == 1) {
      state[k].sum += figure;
    } else if (weight == -1) {
      state[k].sum -= figure;
    } else {
      state[k].sum += figure * (LANE)weight;
    }
    if (opens & 1) state[k].low |= v;
    if (opens & 2) state[k].high |= v;
  }
}

INLINED void NAME(add_natural)(NAME(state) *state, const nianbao_code_term *term, size_t position,
                               int form) {
  // A part and a total of counts, which most terms are.
  if (term->weight == 1 && term->opens == 2) {
    NAME(add_weighted)(state, term->codes, position, form, 1, 2);
  } else if (term->weight == -1 && term->opens == 1) {
    NAME(add_weighted)(state, term->codes, position, form, -1, 1);
  } else {
    NAME(add_weighted)(state, term->codes, position, form, term->weight, term->opens);
  }
}

// Adds a term of any codes.
INLINED void NAME(add_any)(NAME(state) *state, const nianbao_code_term *term, size_t position,
                           int form) {
  ALL_FOUR
  for (int k = 0; k < 4; k++) {
    const NAME(lanes) v = NAME(load)(term->codes, position, k, form);
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

// The sums of a group, and which ends of them are open.
INLINED void NAME(sum)(NAME(state) *state, const nianbao_code_relation *relation, size_t position) {
  const NAME(lanes) none = {0};
  ALL_FOUR
  for (int k = 0; k < 4; k++) {
    state[k].sum = none + (LANE)relation->constant;
    state[k].low = none - (LANE)(relation->opens & 1);
    state[k].high = none - (LANE)(relation->opens >> 1);
  }
  for (size_t t = 0; t < relation->term_count; t++) NAME(add)(state, relation->terms + t, position);
}

// Which lanes refute the comparison whatever the sum is between its ends, and in which it holds.
typedef struct {
  NAME(lanes) refuted, holds;
} NAME(verdict);

INLINED NAME(verdict) NAME(judge)(NAME(state) state, bounds bounds) {
  const NAME(lanes) open_low = state.low < 0, open_high = state.high < 0;
  const LANE has_most = (LANE)bounds.has_most, has_least = (LANE)bounds.has_least;
  const NAME(lanes) above = (state.sum > (LANE)bounds.most) & has_most;
  const NAME(lanes) below = (state.sum < (LANE)bounds.least) & has_least;
  NAME(verdict) verdict;
  verdict.refuted = (above & ~open_low) | (below & ~open_high);
  verdict.holds = ~(above | below | (open_high & has_most) | (open_low & has_least));
  return verdict;
}

INLINED void NAME(relate)(const nianbao_code_relation *relation, size_t start, size_t count,
                          uint8_t *levels) {
  typedef uint8_t bytes_ __attribute__((vector_size(NAME(lane_count))));
  const bounds bounds = bounds_of(relation->sign);
  for (size_t done = 0; done < count; done += NAME(group)) {
    // The last group may repeat some of the one before: the levels are the same.
    const size_t i = done + NAME(group) <= count ? done : count - NAME(group);
    NAME(state) state[4];
    NAME(sum)(state, relation, start + i);
    ALL_FOUR
    for (int k = 0; k < 4; k++) {
      const NAME(verdict) verdict = NAME(judge)(state[k], bounds);
      // 0 where it is refuted, 2 where it holds, else 1.
      const NAME(lanes) level = (1 - verdict.holds) & ~verdict.refuted;
      const bytes_ out = __builtin_convertvector(level, bytes_);
      memcpy(levels + i + k * NAME(lane_count), &out, sizeof out);
    }
  }
}

// How many lanes of the groups so far are wanted and what came of them, a count in each lane.
typedef struct {
  NAME(lanes) wanted, refuted, holding;
} NAME(tally);

// The sum of all counts; no lane has more than 255.
INLINED uint64_t NAME(fold)(NAME(lanes) counts) {
  typedef uint64_t words_ __attribute__((vector_size(64)));
  words_ words = (words_)counts;
#if LANE_BITS == 8
  const uint64_t pairs = 0x00FF00FF00FF00FFu;
  words = (words & pairs) + ((words >> 8) & pairs);
#endif
#if LANE_BITS <= 16
  // The product has the sum of the four in its top quarter.
  words = (words * 0x0001000100010001u) >> 48;
#else
  words = (words & 0xFFFFFFFFu) + (words >> 32);
#endif
  uint64_t sum = 0;
  for (int k = 0; k < 8; k++) sum += words[k];
  return sum;
}

// Adds what came of the wanted elements of a group, and writes the positions of those that refute.
INLINED int32_t *NAME(tally_group)(const nianbao_code_relation *relation, bounds bounds,
                                   size_t position, const uint8_t *wanted, NAME(tally) *tally,
                                   int32_t *positions) {
  typedef int8_t bytes_ __attribute__((vector_size(NAME(lane_count))));
  NAME(state) state[4];
  NAME(sum)(state, relation, position);
  NAME(lanes) hits[4], any = {0};
  ALL_FOUR
  for (int k = 0; k < 4; k++) {
    bytes_ bytes;
    memcpy(&bytes, wanted + k * NAME(lane_count), sizeof bytes);
    const NAME(lanes) want = __builtin_convertvector(bytes, NAME(lanes));
    const NAME(verdict) verdict = NAME(judge)(state[k], bounds);
    hits[k] = verdict.refuted & want;
    any |= hits[k];
    tally->wanted -= want;
    tally->refuted -= hits[k];
    tally->holding -= verdict.holds & want;
  }
  const masks words = (masks)any;
  int64_t rest = 0;
  for (size_t k = 0; k < width; k++) rest |= words[k];
  if (rest == 0) return positions;
  uint8_t marks[NAME(group)];
  ALL_FOUR
  for (int k = 0; k < 4; k++) {
    const bytes_ out = __builtin_convertvector(hits[k], bytes_);
    memcpy(marks + k * NAME(lane_count), &out, sizeof out);
  }
  return write_marked(marks, NAME(group), (int32_t)position, positions);
}

INLINED nianbao_level_counts NAME(count)(const nianbao_code_relation *relation, size_t start,
                                         size_t count, const uint8_t *wanted, int32_t *positions) {
  // No count in a lane passes 255: four lanes of a group are added to each.
  const size_t most_groups = 63;
  const bounds bounds = bounds_of(relation->sign);
  nianbao_level_counts counts = {0};
  uint64_t all = 0;
  size_t done = 0;
  while (done < count) {
    NAME(tally) tally = {0};
    size_t groups = 0;
    for (; groups < most_groups && done + NAME(group) <= count; groups++, done += NAME(group)) {
      positions = NAME(tally_group)(relation, bounds, start + done, wanted + done, &tally, positions);
    }
    if (groups < most_groups && done < count) {
      // The last group repeats some of the one before, which are not wanted a second time.
      uint8_t rest[NAME(group)] = {0};
      memcpy(rest + NAME(group) - (count - done), wanted + done, count - done);
      positions = NAME(tally_group)(relation, bounds, start + count - NAME(group), rest, &tally,
                                    positions);
      done = count;
    }
    all += NAME(fold)(tally.wanted);
    counts.refuted += NAME(fold)(tally.refuted);
    counts.holding += NAME(fold)(tally.holding);
  }
  counts.unknown = all - counts.refuted - counts.holding;
  return counts;
}
