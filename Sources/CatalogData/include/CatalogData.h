// The data files of the catalogue as bytes in the binary, so that one copied executable works
// anywhere. To add a file: put it beside this target's others and add one line to embedded.c.
#ifndef CATALOG_DATA_H
#define CATALOG_DATA_H

#include <stddef.h>

struct catalog_data_file {
  const char *path;            // below this target's folder, such as "editions/2014.tsv"
  const unsigned char *bytes;  // not zero-terminated
  size_t count;
};

// The files in the order of embedded.c. Null past the last one.
const struct catalog_data_file *catalog_data_file_at(size_t position);

// The commit that the build was told it is of, as NIANBAO_COMMIT in its environment; empty where not.
const char *catalog_data_commit(void);

#endif
