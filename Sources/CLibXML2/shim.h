#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

// `xmlFree` is a variable that holds a function, which Swift cannot call safely.
static inline void free_xml_string(xmlChar *text) { xmlFree(text); }
