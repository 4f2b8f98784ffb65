#include "CatalogData.h"

const char *catalog_data_commit(void) { return NIANBAO_COMMIT; }
