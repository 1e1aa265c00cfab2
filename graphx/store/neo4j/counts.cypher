// How much of everything there is.
// parameters: none
// columns: articles, stubs, outlets, authors, stories, credits, mentions, matches, derivations,
//     siblings, undecided
WITH COUNT { (:Article {collected: false}) } AS stubs
RETURN
  COUNT { (:Article) } - stubs AS articles,
  stubs,
  COUNT { (:Outlet) } AS outlets,
  COUNT { (:Author) } AS authors,
  COUNT { (:Story) } AS stories,
  COUNT { ()-[:CREDITS]->() } AS credits,
  COUNT { ()-[:MENTIONS]->() } AS mentions,
  COUNT { ()-[:SHARES_TEXT]->() } AS matches,
  COUNT { ()-[:DERIVED_FROM]->() } AS derivations,
  COUNT { ()-[:COMMON_SOURCE]->() } AS siblings,
  COUNT { ()-[:UNDECIDED]->() } AS undecided
