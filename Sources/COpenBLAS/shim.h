#include <stddef.h>

// A routine of LAPACK that OpenBLAS brings along and whose header Debian packages apart. The length of
// the text stands behind all other arguments, as Fortran passes it.
void dpstrf_(const char *uplo, const int *n, double *a, const int *lda, int *pivots, int *rank,
             const double *tolerance, double *work, int *info, size_t uplo_length);

#include <cblas.h>
