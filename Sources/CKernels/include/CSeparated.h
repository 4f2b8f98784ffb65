// Kernels for separated text: where fields and records end, whether bytes are UTF-8, and the numbers
// that fields are.
//
// A text has 64 zero bytes in front of it and 64 readable bytes behind it, and is shorter than 2^31.

#ifndef NIANBAO_CSEPARATED_H
#define NIANBAO_CSEPARATED_H

#include <stddef.h>
#include <stdint.h>

/// What `nianbao_index_separated` found.
typedef struct {
  /// The number of marks: separators, line ends and quotes.
  size_t mark_count;
  /// The number of marks that are no separator.
  size_t break_count;
  /// Whether a byte is zero.
  int has_nul;
} nianbao_separated_index;

/// Writes the position of each separator, LF, CR and quote to `marks`, ascending, and for each that is
/// no separator its place in `marks` to `breaks`. Both have room for `count` and 64 more.
nianbao_separated_index nianbao_index_separated(const uint8_t *text, size_t count,
                                                uint8_t separator, uint32_t *marks,
                                                uint32_t *breaks);

/// Whether bytes are UTF-8 (Unicode 16, table 3-7) that begins and ends between characters.
int nianbao_is_utf8(const uint8_t *text, size_t count);

/// The number of bytes that are LF.
size_t nianbao_count_line_feeds(const uint8_t *text, size_t count);

/// A number of few digits in 32 bits: the digits without the point, times 16, and one more than the
/// number of decimals. Zero stands for an empty field. This word stands for a field that is no such
/// number; its low four bits are zero.
#define NIANBAO_NOT_PACKED 0xFFFFFFF0u

/// The packed number of the `count` bytes that end before `end`. Only the shortest way to write a number with
/// its decimals is taken: no plus sign, no zeros in front, no minus before zero.
uint32_t nianbao_packed_decimal(const uint8_t *end, size_t count);

/// Writes the packed numbers of `count` fields: field `k` stands behind `marks[k]`, up to, without,
/// `marks[k + 1]`. There is room for 16 more words. Returns a number with bit 0 set where
/// some field is not empty, and bit 1 where some is neither empty nor packed.
uint32_t nianbao_packed_decimals(const uint8_t *text, const uint32_t *marks, size_t count,
                                 uint32_t *words);

/// Writes value and mark of `count` packed numbers: the nearest double to digits over a power of ten, and
/// the decimals times 16 and `status`. A word whose low four bits are zero has no value (NaN), and
/// its bits 4 to 11 are the mark. Returns whether any of the words has its highest bit set beside low four
/// bits of zero.
int nianbao_unpack_decimals(const uint32_t *words, size_t count, uint8_t status, double *values,
                            uint8_t *marks);

/// Whether two runs of bytes are the same.
int nianbao_same_bytes(const uint8_t *left, const uint8_t *right, size_t count);

#endif
