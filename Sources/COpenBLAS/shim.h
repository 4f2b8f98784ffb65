#include <stddef.h>

// A routine of LAPACK that OpenBLAS brings along and whose header Debian packages apart. The length of
// the text stands behind all other arguments, as Fortran passes it.
void dpstrf_(const char *uplo, const int *n, double *a, const int *lda, int *pivots, int *rank,
             const double *tolerance, double *work, int *info, size_t uplo_length);

#include <cblas.h>
#include <stddef.h>

// The routines of LAPACK that OpenBLAS brings along and whose header Debian packages apart. The lengths
// of the texts stand behind all other arguments, as Fortran passes them.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info,
             size_t uplo_length);
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info, size_t jobz_length, size_t uplo_length);
