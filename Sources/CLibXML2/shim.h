#include <libxml/xmlversion.h>

// Where libxml2 is built with ICU, its headers bring in the system's ICU types, which clash with those
// of the toolchain's Foundation. Only a struct behind a pointer, which nothing here reads, has them.
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

// `xmlFree` is a variable that holds a function, which Swift cannot call safely.
static inline void free_xml_string(xmlChar *text) { xmlFree(text); }
