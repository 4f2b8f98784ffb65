// Eight doubles at a time, and clones of a function for each level of vector instructions.

#ifndef NIANBAO_LANES_H
#define NIANBAO_LANES_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The loader chooses among the clones by an indirect function, which only glibc's loader resolves.
#if defined(__x86_64__) && defined(__GLIBC__)
#define CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
// For lanes narrower than 32 bits, which AVX-512 has instructions for in an extension of its own.
#define CLONES_FOR_CODES __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define CLONES
#define CLONES_FOR_CODES
#endif
#define INLINED static inline __attribute__((always_inline))

#pragma STDC FP_CONTRACT OFF

#if defined(__clang__)
// Vectors are passed only to functions that are inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"
#endif

// Eight doubles, or the masks of eight comparisons: all bits set is true.
typedef double lanes __attribute__((vector_size(64)));
typedef int64_t masks __attribute__((vector_size(64)));

enum { width = 8 };

// The byte that the lowest bit of a word stands in; bytes stand in memory from the low ones on.
#define BYTE_OF_LOWEST_BIT(word) ((size_t)__builtin_ctzll(word) / 8)
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "files and words are little-endian");

INLINED lanes load(const double *values) {
  lanes v;
  memcpy(&v, values, sizeof v);
  return v;
}

#endif
