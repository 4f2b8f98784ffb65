#include "CSeparated.h"

#include <string.h>

#include "lanes.h"

#if defined(__x86_64__) && defined(__GLIBC__)
#include <immintrin.h>
#endif

// Bytes 64 at a time: the masks of comparisons become the bits of a word.
typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

#if defined(__x86_64__) && defined(__GLIBC__)
#define BYTE_CLONES __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define BYTE_CLONES
#endif

INLINED bytes64 load_bytes(const uint8_t *bytes) {
  bytes64 v;
  memcpy(&v, bytes, sizeof v);
  return v;
}

typedef int8_t mask64 __attribute__((vector_size(64)));

INLINED uint64_t bits_of(mask64 mask) {
  const bits64 bits = __builtin_convertvector(mask, bits64);
  uint64_t word;
  memcpy(&word, &bits, sizeof word);
  return word;
}

// MARK: Separators

typedef struct {
  uint64_t marks, breaks, nuls;
} block_masks;

INLINED block_masks masks_of(bytes64 block, uint8_t separator) {
  const mask64 breaks = (block == '\n') | (block == '\r') | (block == '"');
  return (block_masks){bits_of(breaks | (block == separator)), bits_of(breaks),
                       bits_of(block == 0)};
}

// The bits of a block behind the text do not count.
INLINED block_masks masks_at(const uint8_t *text, size_t i, size_t count, uint8_t separator) {
  block_masks masks = masks_of(load_bytes(text + i), separator);
  if (count - i < 64) {
    const uint64_t inside = (1ull << (count - i)) - 1;
    masks.marks &= inside;
    masks.breaks &= inside;
    masks.nuls &= inside;
  }
  return masks;
}

INLINED size_t write_breaks(block_masks masks, size_t mark_count, uint32_t *breaks) {
  size_t written = 0;
  for (uint64_t rest = masks.breaks; rest; rest &= rest - 1) {
    const uint64_t below = (rest & -rest) - 1;
    breaks[written++] = (uint32_t)(mark_count + (size_t)__builtin_popcountll(masks.marks & below));
  }
  return written;
}

INLINED nianbao_separated_index index_blocks(const uint8_t *text, size_t count,
                                             uint8_t separator, uint32_t *marks,
                                             uint32_t *breaks) {
  nianbao_separated_index found = {0, 0, 0};
  uint64_t nuls = 0;
  for (size_t i = 0; i < count; i += 64) {
    const block_masks masks = masks_at(text, i, count, separator);
    nuls |= masks.nuls;
    found.break_count += write_breaks(masks, found.mark_count, breaks + found.break_count);
    uint32_t *next = marks + found.mark_count;
    for (uint64_t rest = masks.marks; rest; rest &= rest - 1) {
      *next++ = (uint32_t)(i + (size_t)__builtin_ctzll(rest));
    }
    found.mark_count += (size_t)__builtin_popcountll(masks.marks);
  }
  found.has_nul = nuls != 0;
  return found;
}

BYTE_CLONES static void index_bitwise(const uint8_t *text, size_t count, uint8_t separator,
                                      uint32_t *marks, uint32_t *breaks,
                                      nianbao_separated_index *found) {
  *found = index_blocks(text, count, separator, marks, breaks);
}

#if defined(__x86_64__) && defined(__GLIBC__)
#define VBMI2 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi2,popcnt,bmi")))

static int has_vbmi2(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vbmi2");
}

// Compresses the positions of a block's marks to the front of a register instead of finding them one
// by one.
VBMI2 static nianbao_separated_index index_compressed(const uint8_t *text, size_t count,
                                                      uint8_t separator, uint32_t *marks,
                                                      uint32_t *breaks) {
  nianbao_separated_index found = {0, 0, 0};
  uint64_t nuls = 0;
  uint8_t numbers[64];
  for (int k = 0; k < 64; k++) numbers[k] = (uint8_t)k;
  const __m512i positions = _mm512_loadu_si512(numbers);
  const __m512i comma = _mm512_set1_epi8((char)separator);
  const __m512i lf = _mm512_set1_epi8('\n'), cr = _mm512_set1_epi8('\r');
  const __m512i quote = _mm512_set1_epi8('"');
  for (size_t i = 0; i < count; i += 64) {
    const __m512i block = _mm512_loadu_si512(text + i);
    block_masks masks;
    masks.breaks = _mm512_cmpeq_epi8_mask(block, lf) | _mm512_cmpeq_epi8_mask(block, cr) |
                   _mm512_cmpeq_epi8_mask(block, quote);
    masks.marks = masks.breaks | _mm512_cmpeq_epi8_mask(block, comma);
    masks.nuls = _mm512_testn_epi8_mask(block, block);
    if (count - i < 64) {
      const uint64_t inside = (1ull << (count - i)) - 1;
      masks.marks &= inside;
      masks.breaks &= inside;
      masks.nuls &= inside;
    }
    nuls |= masks.nuls;
    found.break_count += write_breaks(masks, found.mark_count, breaks + found.break_count);
    const size_t n = (size_t)__builtin_popcountll(masks.marks);
    const __m512i packed = _mm512_maskz_compress_epi8(masks.marks, positions);
    const __m512i base = _mm512_set1_epi32((int)i);
    uint32_t *next = marks + found.mark_count;
#define WRITE_SIXTEEN(k)                                                         \
  _mm512_storeu_si512(next + 16 * (k),                                           \
                      _mm512_add_epi32(base, _mm512_cvtepu8_epi32(               \
                                                 _mm512_extracti32x4_epi32(packed, k))))
    WRITE_SIXTEEN(0);
    if (n > 16) {
      WRITE_SIXTEEN(1);
      if (n > 32) {
        WRITE_SIXTEEN(2);
        WRITE_SIXTEEN(3);
      }
    }
#undef WRITE_SIXTEEN
    found.mark_count += n;
  }
  found.has_nul = nuls != 0;
  return found;
}
#endif

nianbao_separated_index nianbao_index_separated(const uint8_t *text, size_t count,
                                                uint8_t separator, uint32_t *marks,
                                                uint32_t *breaks) {
#if defined(__x86_64__) && defined(__GLIBC__)
  if (has_vbmi2()) return index_compressed(text, count, separator, marks, breaks);
#endif
  nianbao_separated_index found;
  index_bitwise(text, count, separator, marks, breaks, &found);
  return found;
}

BYTE_CLONES size_t nianbao_count_line_feeds(const uint8_t *text, size_t count) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) found += text[i] == '\n';
  return found;
}

// MARK: UTF-8

// A byte is wrong where it continues a character and none is open, or the other way round, and where
// it makes a character that is too long, a surrogate, or beyond U+10FFFF.
INLINED mask64 wrong_bytes(const uint8_t *text) {
  const bytes64 own = load_bytes(text), first = load_bytes(text - 1);
  const bytes64 second = load_bytes(text - 2), third = load_bytes(text - 3);
  const mask64 continues = (own & 0xC0) == 0x80;
  const mask64 isOpen = (first >= 0xC0) | (second >= 0xE0) | (third >= 0xF0);
  return (continues ^ isOpen) | ((own & 0xFE) == 0xC0) | (own >= 0xF5) |
         ((first == 0xE0) & (own < 0xA0)) | ((first == 0xED) & (own > 0x9F)) |
         ((first == 0xF0) & (own < 0x90)) | ((first == 0xF4) & (own > 0x8F));
}

INLINED int is_utf8(const uint8_t *text, size_t count) {
  mask64 wrong = {0};
  size_t i = 0;
  // The bytes in front of the text are zeros only in the first block's eyes.
  uint8_t rest[3 + 128] = {0};
  if (count >= 64) {
    memcpy(rest + 3, text, 64);
    wrong |= wrong_bytes(rest + 3);
    for (i = 64; i + 64 <= count; i += 64) wrong |= wrong_bytes(text + i);
  }
  // Zeros behind the text close every character, so that an open one is found.
  memset(rest, 0, sizeof rest);
  if (i > 0) memcpy(rest, text + i - 3, 3);
  memcpy(rest + 3, text + i, count - i);
  wrong |= wrong_bytes(rest + 3);
  wrong |= wrong_bytes(rest + 3 + 64);
  return bits_of(wrong) == 0;
}

BYTE_CLONES int nianbao_is_utf8(const uint8_t *text, size_t count) {
  return is_utf8(text, count);
}

// MARK: Numbers

static inline uint32_t packed_long(const uint8_t *start, size_t count) {
  const uint8_t *next = start, *end = start + count;
  const int is_negative = *next == '-';
  next += is_negative;
  uint32_t digits = 0;
  size_t digit_count = 0, decimals = 0;
  int has_point = 0;
  // A zero in front is the only digit before the point.
  if (end - next > 1 && next[0] == '0' && next[1] != '.') return NIANBAO_NOT_PACKED;
  for (; next < end; next++) {
    const uint32_t digit = (uint32_t)*next - '0';
    if (digit <= 9) {
      digits = digits * 10 + digit;
      if (++digit_count > 9) return NIANBAO_NOT_PACKED;
      decimals += (size_t)has_point;
    } else if (*next == '.' && !has_point && digit_count > 0) {
      has_point = 1;
    } else {
      return NIANBAO_NOT_PACKED;
    }
  }
  if (digit_count == 0 || (has_point && decimals == 0) || digits >= 1u << 27 ||
      (is_negative && digits == 0))
    return NIANBAO_NOT_PACKED;
  return (is_negative ? 0 - digits : digits) << 4 | (uint32_t)(decimals + 1);
}

// Up to eight digits at once: bytes become digits, neighbours are folded into pairs, fours and the
// whole (Lemire, Number Parsing at a Gigabyte per Second, 2021).
static inline uint32_t packed_decimal(const uint8_t *end, size_t count) {
  if (count == 0) return 0;
  if (count <= 8) {
    uint64_t word;
    memcpy(&word, end - 8, sizeof word);
    const unsigned unused = 64 - 8 * (unsigned)count;
    word = (word ^ 0x3030303030303030u) >> unused << unused;
    const int is_digits = (((word + 0x7676767676767676u) | word) & 0x8080808080808080u) == 0;
    if (is_digits && (count == 1 || end[-(ptrdiff_t)count] != '0')) {
      word = word * 10 + (word >> 8);
      word = ((word & 0x000000FF000000FF) * 0x000F424000000064 +
              ((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >>
             32;
      return (uint32_t)word << 4 | 1;
    }
  }
  return packed_long(end - count, count);
}

uint32_t nianbao_packed_decimal(const uint8_t *end, size_t count) {
  return packed_decimal(end, count);
}

static uint32_t packed_one_by_one(const uint8_t *text, const uint32_t *marks, size_t count,
                                  uint32_t *words) {
  uint32_t found = 0;
  for (size_t k = 0; k < count; k++) {
    words[k] = packed_decimal(text + marks[k + 1], marks[k + 1] - marks[k] - 1);
    found |= (words[k] != 0) | (uint32_t)(words[k] == NIANBAO_NOT_PACKED) << 1;
  }
  return found;
}

#if defined(__x86_64__) && defined(__GLIBC__)
// Sixteen fields of up to four digits at a time: the last four bytes of each are gathered, those in front of
// the field become zero digits, and neighbours are folded.
VBMI2 static uint32_t packed_sixteen(const uint8_t *text, const uint32_t *marks, size_t count,
                                     uint32_t *words) {
  uint32_t found = 0;
  const __m512i one = _mm512_set1_epi32(1), four = _mm512_set1_epi32(4);
  // The least number of as many digits, 0 to 4.
  const __m512i least = _mm512_setr_epi32(0, 0, 10, 100, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  for (size_t k = 0; k < count; k += 16) {
    const __mmask16 inside =
        count - k >= 16 ? (__mmask16)0xFFFF : (__mmask16)((1u << (count - k)) - 1);
    const __m512i starts = _mm512_maskz_loadu_epi32(inside, marks + k);
    const __m512i ends = _mm512_maskz_loadu_epi32(inside, marks + k + 1);
    const __m512i lengths = _mm512_maskz_sub_epi32(inside, _mm512_sub_epi32(ends, starts), one);
    const __mmask16 filled = _mm512_test_epi32_mask(lengths, lengths);
    const __m512i bytes = _mm512_mask_i32gather_epi32(
        _mm512_setzero_si512(), filled, _mm512_sub_epi32(ends, four), text, 1);
    // Longer fields shift by a negative number, which leaves zero; they are not taken from here.
    const __m512i unused = _mm512_slli_epi32(_mm512_sub_epi32(four, lengths), 3);
    __m512i digits = _mm512_xor_si512(bytes, _mm512_set1_epi8('0'));
    digits = _mm512_sllv_epi32(_mm512_srlv_epi32(digits, unused), unused);
    const __mmask16 other = _mm512_test_epi32_mask(
        _mm512_or_si512(_mm512_add_epi32(digits, _mm512_set1_epi32(0x76767676)), digits),
        _mm512_set1_epi32((int)0x80808080));
    const __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
    const __m512i values = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
    const __mmask16 is_short = _mm512_cmple_epu32_mask(lengths, four);
    const __mmask16 is_shortest =
        _mm512_cmpge_epi32_mask(values, _mm512_permutexvar_epi32(lengths, least));
    const __m512i packed =
        _mm512_maskz_or_epi32(filled, _mm512_slli_epi32(values, 4), one);
    _mm512_storeu_si512(words + k, packed);
    unsigned rest = (unsigned)filled & ~((unsigned)is_short & (unsigned)is_shortest & ~(unsigned)other);
    for (; rest; rest &= rest - 1) {
      const size_t lane = k + (size_t)__builtin_ctz(rest);
      words[lane] = packed_decimal(text + marks[lane + 1], marks[lane + 1] - marks[lane] - 1);
      found |= (uint32_t)(words[lane] == NIANBAO_NOT_PACKED) << 1;
    }
    found |= filled != 0;
  }
  return found;
}
#endif

uint32_t nianbao_packed_decimals(const uint8_t *text, const uint32_t *marks, size_t count,
                                 uint32_t *words) {
#if defined(__x86_64__) && defined(__GLIBC__)
  if (has_vbmi2()) return packed_sixteen(text, marks, count, words);
#endif
  return packed_one_by_one(text, marks, count, words);
}

static const double powers_of_ten[16] = {1.0,  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                         1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14};

BYTE_CLONES int nianbao_unpack_decimals(const uint32_t *words, size_t count, uint8_t status,
                                        double *values, uint8_t *marks) {
  uint32_t special = 0;
  size_t i = 0;
  // Eight whole numbers at a time; others are rarer and go one by one.
  typedef int32_t narrow __attribute__((vector_size(32)));
  for (; i + 8 <= count; i += 8) {
    narrow word;
    memcpy(&word, words + i, sizeof word);
    const narrow whole = (word & 15) == 1;
    int all = 1;
    for (int k = 0; k < 8; k++) all &= whole[k] != 0;
    if (all) {
      const lanes value = __builtin_convertvector(word >> 4, lanes);
      memcpy(values + i, &value, sizeof value);
      memset(marks + i, status, 8);
      continue;
    }
    for (size_t k = i; k < i + 8; k++) {
      const uint32_t code = words[k] & 15;
      special |= code == 0 ? words[k] : 0;
      values[k] = code == 0 ? NAN : (double)((int32_t)words[k] >> 4) / powers_of_ten[code];
      marks[k] = code == 0 ? (uint8_t)(words[k] >> 4) : (uint8_t)((code - 1) << 4 | status);
    }
  }
  for (; i < count; i++) {
    const uint32_t code = words[i] & 15;
    special |= code == 0 ? words[i] : 0;
    values[i] = code == 0 ? NAN : (double)((int32_t)words[i] >> 4) / powers_of_ten[code];
    marks[i] = code == 0 ? (uint8_t)(words[i] >> 4) : (uint8_t)((code - 1) << 4 | status);
  }
  return special >> 31 != 0;
}

int nianbao_same_bytes(const uint8_t *left, const uint8_t *right, size_t count) {
  return memcmp(left, right, count) == 0;
}
