#include "CKernels.h"

#include "lanes.h"

// Calls of `body` with the form as a constant and the type of its codes, so that each form has a loop of
// its own.
#define FOR_EACH_FORM(form, body)                    \
  switch (form) {                                    \
  case nianbao_signed_8: body(int8_t, INT8_MIN); break;     \
  case nianbao_unsigned_8: body(uint8_t, UINT8_MAX); break; \
  case nianbao_signed_16: body(int16_t, INT16_MIN); break;  \
  default: body(int32_t, INT32_MIN); break;                 \
  }

// The code of a double, or where it has none something that is not it when divided again. The least
// number of 32 bits is the null and no code.
INLINED int32_t code_of(double value, double power) {
  const double scaled = value * power;
  return scaled > -2147483647.5 && scaled < 2147483647.5 ? (int32_t)rint(scaled) : 0;
}

INLINED int has_code(double value, int32_t code, double power) {
  const double back = code / power;
  // Bit for bit: a zero below zero has no code.
  return memcmp(&back, &value, sizeof value) == 0;
}

CLONES nianbao_code_summary nianbao_summarise(const double *values, size_t count, double power) {
  nianbao_code_summary summary = {INT32_MAX, INT32_MIN, 0, count};
  for (size_t i = 0; i < count; i++) {
    if (values[i] != values[i]) {
      summary.null_count++;
      continue;
    }
    const int32_t code = code_of(values[i], power);
    if (!has_code(values[i], code, power)) {
      summary.first_misfit = i;
      return summary;
    }
    if (code < summary.least) summary.least = code;
    if (code > summary.greatest) summary.greatest = code;
  }
  return summary;
}

#define NARROW(TYPE, NULL_CODE)                                                       \
  for (size_t i = 0; i < count; i++) {                                                \
    ((TYPE *)codes)[i] =                                                              \
        values[i] != values[i] ? (TYPE)NULL_CODE : (TYPE)code_of(values[i], power);   \
  }

CLONES void nianbao_narrow(const double *values, size_t count, double power, int form,
                           void *codes) {
  FOR_EACH_FORM(form, NARROW)
}

#define WIDEN(TYPE, NULL_CODE)                                    \
  for (size_t i = 0; i < count; i++) {                            \
    const TYPE code = ((const TYPE *)codes)[i];                   \
    values[i] = code == NULL_CODE ? NAN : code / power;           \
  }

#define WIDEN_WHOLE(TYPE, NULL_CODE)                              \
  for (size_t i = 0; i < count; i++) {                            \
    const TYPE code = ((const TYPE *)codes)[i];                   \
    values[i] = code == NULL_CODE ? NAN : (double)code;           \
  }

CLONES void nianbao_widen(const void *codes, int form, size_t count, double power,
                          double *values) {
  if (power == 1) {
    FOR_EACH_FORM(form, WIDEN_WHOLE)
  } else {
    FOR_EACH_FORM(form, WIDEN)
  }
}

// Segments are short, so a sum runs in lanes of 32 bits that are folded before they can overflow.
#define SEGMENT_SUMS(TYPE, NULL_CODE)                                                   \
  for (size_t s = 0; s < segment_count; s++) {                                          \
    const TYPE *own = (const TYPE *)codes + segments[2 * s];                            \
    const size_t length = (size_t)(segments[2 * s + 1] - segments[2 * s]);              \
    int64_t sum = 0;                                                                    \
    int32_t counted = 0;                                                                \
    for (size_t i = 0; i < length;) {                                                   \
      const size_t rest = length - i, step = sizeof(TYPE) < 4 ? 32768 : rest;           \
      const size_t end = i + (rest < step ? rest : step);                               \
      if (sizeof(TYPE) < 4) {                                                           \
        int32_t part = 0;                                                               \
        for (; i < end; i++) {                                                          \
          const int32_t is_figure = own[i] != NULL_CODE;                                \
          part += is_figure ? own[i] : 0;                                               \
          counted += is_figure;                                                         \
        }                                                                               \
        sum += part;                                                                    \
      } else {                                                                          \
        for (; i < end; i++) {                                                          \
          const int32_t is_figure = own[i] != NULL_CODE;                                \
          sum += is_figure ? own[i] : 0;                                                \
          counted += is_figure;                                                         \
        }                                                                               \
      }                                                                                 \
    }                                                                                   \
    sums[s] = sum;                                                                      \
    counts[s] = counted;                                                                \
  }

CLONES_FOR_CODES void nianbao_segment_code_sums(const void *codes, int form,
                                                const int32_t *segments, size_t segment_count,
                                                int64_t *sums, int32_t *counts) {
  FOR_EACH_FORM(form, SEGMENT_SUMS)
}

CLONES void nianbao_extent(const int32_t *numbers, size_t count, int32_t *least,
                           int32_t *greatest) {
  int32_t low = INT32_MAX, high = INT32_MIN;
  for (size_t i = 0; i < count; i++) {
    low = numbers[i] < low ? numbers[i] : low;
    high = numbers[i] > high ? numbers[i] : high;
  }
  *least = low;
  *greatest = high;
}
