#include "CatalogData.h"

static const unsigned char measures[] = {
#embed "measures.tsv"
};
static const unsigned char slips[] = {
#embed "slips.tsv"
};
static const unsigned char derived[] = {
#embed "derived.yaml"
};
static const unsigned char pinyin[] = {
#embed "pinyin.tsv"
};
static const unsigned char editions[] = {
#embed "editions/editions.tsv"
};
static const unsigned char edition_2014[] = {
#embed "editions/2014.tsv"
};
static const unsigned char edition_2019[] = {
#embed "editions/2019.tsv"
};
static const unsigned char edition_2021[] = {
#embed "editions/2021.tsv"
};
static const unsigned char edition_fujian_2011[] = {
#embed "editions/fujian-2011.tsv"
};
static const unsigned char edition_fujian_2014[] = {
#embed "editions/fujian-2014.tsv"
};
static const unsigned char edition_labels[] = {
#embed "editions/labels.tsv"
};
static const unsigned char edition_crosswalk[] = {
#embed "editions/crosswalk.tsv"
};
static const unsigned char rules_2014[] = {
#embed "rules/2014.yaml"
};
static const unsigned char rules_2019[] = {
#embed "rules/2019.yaml"
};
static const unsigned char rules_fujian[] = {
#embed "rules/fujian.yaml"
};
static const unsigned char regions_2023[] = {
#embed "regions/2023.tsv"
};
static const unsigned char region_changes[] = {
#embed "regions/changes.tsv"
};
static const unsigned char reading_headings[] = {
#embed "reading/headings.tsv"
};
static const unsigned char reading_subjects[] = {
#embed "reading/subjects.tsv"
};
static const unsigned char reading_names[] = {
#embed "reading/names.tsv"
};
static const unsigned char reading_corrections[] = {
#embed "reading/corrections.tsv"
};
static const unsigned char reading_claims[] = {
#embed "reading/claims.tsv"
};
static const unsigned char briefing_outline[] = {
#embed "briefing/outline.tsv"
};
static const unsigned char briefing_texts[] = {
#embed "briefing/texts.tsv"
};
static const unsigned char briefing_style[] = {
#embed "briefing/briefing.css"
};
static const unsigned char briefing_script[] = {
#embed "briefing/briefing.js"
};
static const unsigned char word_styles[] = {
#embed "word/styles.xml"
};
static const unsigned char word_settings[] = {
#embed "word/settings.xml"
};
static const unsigned char word_fonts[] = {
#embed "word/fontTable.xml"
};
static const unsigned char word_numbering_zh[] = {
#embed "word/numbering-zh.xml"
};
static const unsigned char word_numbering_en[] = {
#embed "word/numbering-en.xml"
};
static const unsigned char word_footer_odd[] = {
#embed "word/footer-odd.xml"
};
static const unsigned char word_footer_even[] = {
#embed "word/footer-even.xml"
};
static const unsigned char exploring_texts[] = {
#embed "exploring/texts.tsv"
};
static const unsigned char exploring_style[] = {
#embed "exploring/explorer.css"
};
static const unsigned char exploring_script[] = {
#embed "exploring/explorer.js"
};

static const struct catalog_data_file files[] = {
    {"measures.tsv", measures, sizeof measures},
    {"slips.tsv", slips, sizeof slips},
    {"derived.yaml", derived, sizeof derived},
    {"pinyin.tsv", pinyin, sizeof pinyin},
    {"editions/editions.tsv", editions, sizeof editions},
    {"editions/2014.tsv", edition_2014, sizeof edition_2014},
    {"editions/2019.tsv", edition_2019, sizeof edition_2019},
    {"editions/2021.tsv", edition_2021, sizeof edition_2021},
    {"editions/fujian-2011.tsv", edition_fujian_2011, sizeof edition_fujian_2011},
    {"editions/fujian-2014.tsv", edition_fujian_2014, sizeof edition_fujian_2014},
    {"editions/labels.tsv", edition_labels, sizeof edition_labels},
    {"editions/crosswalk.tsv", edition_crosswalk, sizeof edition_crosswalk},
    {"rules/2014.yaml", rules_2014, sizeof rules_2014},
    {"rules/2019.yaml", rules_2019, sizeof rules_2019},
    {"rules/fujian.yaml", rules_fujian, sizeof rules_fujian},
    {"regions/2023.tsv", regions_2023, sizeof regions_2023},
    {"regions/changes.tsv", region_changes, sizeof region_changes},
    {"reading/headings.tsv", reading_headings, sizeof reading_headings},
    {"reading/subjects.tsv", reading_subjects, sizeof reading_subjects},
    {"reading/names.tsv", reading_names, sizeof reading_names},
    {"reading/corrections.tsv", reading_corrections, sizeof reading_corrections},
    {"reading/claims.tsv", reading_claims, sizeof reading_claims},
    {"briefing/outline.tsv", briefing_outline, sizeof briefing_outline},
    {"briefing/texts.tsv", briefing_texts, sizeof briefing_texts},
    {"briefing/briefing.css", briefing_style, sizeof briefing_style},
    {"briefing/briefing.js", briefing_script, sizeof briefing_script},
    {"word/styles.xml", word_styles, sizeof word_styles},
    {"word/settings.xml", word_settings, sizeof word_settings},
    {"word/fontTable.xml", word_fonts, sizeof word_fonts},
    {"word/numbering-zh.xml", word_numbering_zh, sizeof word_numbering_zh},
    {"word/numbering-en.xml", word_numbering_en, sizeof word_numbering_en},
    {"word/footer-odd.xml", word_footer_odd, sizeof word_footer_odd},
    {"word/footer-even.xml", word_footer_even, sizeof word_footer_even},
    {"exploring/texts.tsv", exploring_texts, sizeof exploring_texts},
    {"exploring/explorer.css", exploring_style, sizeof exploring_style},
    {"exploring/explorer.js", exploring_script, sizeof exploring_script},
};

const struct catalog_data_file *catalog_data_file_at(size_t position) {
  return position < sizeof files / sizeof files[0] ? &files[position] : NULL;
}
