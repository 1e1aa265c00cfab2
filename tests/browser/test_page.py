"""What a reader does with the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.invented import MIDDLE

pytestmark = pytest.mark.browser


def heading(page, words):
    expect(page.locator("main h1")).to_have_text(words)


def look_up(watched, words):
    page = watched.page
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Search").click()
    expect(page.locator("main h1")).to_contain_text("Search:")
    return page


def test_from_a_search_to_the_words_two_articles_share(desk):
    desk.go()
    page = look_up(desk, "old bridge open")
    page.get_by_role("link", name="Old bridge open again").click()
    heading(page, "Old bridge open again")

    credit = page.locator("mark.credit", has_text="North Wire").last
    expect(credit).to_have_text("Originally appeared at North Wire")
    expect(credit).to_have_attribute("data-label", "republication")
    expect(page.locator(".summary")).to_contain_text("Probably derived from Bridge reopens")
    expect(page.locator(".summary")).to_contain_text("confirmed")

    page.locator("svg.timeline a.edge.confirmed").focus()
    page.keyboard.press("Enter")
    heading(page, "Shared passages")
    expect(page.locator(".edge-facts")).to_contain_text("the copy credits North Wire")
    sides = page.locator(".side-text")
    expect(sides).to_have_count(2)
    for side in (sides.first, sides.last):
        expect(side.locator("mark.passage").first).to_contain_text(
            "The old bridge over the Example"
        )
    page.get_by_text("Why: ").click()
    expect(page.locator("table.clues")).to_contain_text("Originally appeared at North Wire")


def test_the_clues_add_up_before_the_reader(desk):
    page = desk.go("#/search?q=bridge-south")
    page.locator(".row .title").first.click()
    heading(page, "Old bridge open again")
    card = page.locator(".card.confirmed").first
    card.get_by_text("clues").click()
    weights = [
        float(words.replace("\N{MINUS SIGN}", "-"))
        for words in card.locator("td.number").all_inner_texts()
    ]
    assert sum(weights[:-1]) == pytest.approx(weights[-1], abs=0.06 * len(weights))
    expect(card.locator("tr").nth(1)).to_contain_text("Before any clue")
    expect(card.locator("tr.sum")).to_contain_text("In all")
    expect(card.locator(".edge-facts").first).to_contain_text("of date changes")
    expect(card.locator(".edge-facts").first).to_contain_text("headline changed")


def test_what_was_done_to_a_text_is_shown_with_its_words(desk):
    page = desk.go("#/search?q=bridge-east")
    page.locator(".row .title").first.click()
    page.locator("svg.timeline a.edge.uncredited.near").first.focus()
    page.keyboard.press("Enter")
    heading(page, "Shared passages")
    page.get_by_text("What was done to the text").click()
    cut = page.locator("table.edits tr", has_text="cut")
    expect(cut).to_contain_text("Not everyone was content. The ferry company complained")


def test_an_outlet_tells_its_credit_audit(phone):
    page = phone.go("#/audit")
    heading(page, "Credit audit")
    row = page.locator(".row", has_text="South Post")
    expect(row.locator("dd").first).to_have_text("1 of 1 (21 to 100 %)")
    row.get_by_role("link", name="South Post").click()
    heading(page, "South Post")
    expect(page.locator("main")).to_contain_text("Credit in what it took")
    expect(page.locator("main")).to_contain_text("6.5 h (of 1 text)")


def test_a_click_on_an_arrow_leads_to_its_evidence(desk):
    page = desk.go("#/search?q=bridge-south")
    page.locator(".row .title").first.click()
    line = page.locator("svg.timeline a.edge.confirmed path.line")
    middle = line.evaluate(
        "line => { const p = line.getPointAtLength(line.getTotalLength() / 3);"
        " const m = line.getScreenCTM();"
        " return [p.x * m.a + m.e, p.y * m.d + m.f]; }"
    )
    page.mouse.click(*middle)
    heading(page, "Shared passages")


def test_back_leads_back(desk):
    desk.go()
    page = look_up(desk, "bridge")
    page.get_by_role("link", name="Seven arches stand again").click()
    heading(page, "Seven arches stand again")
    page.go_back()
    expect(page.locator("main h1")).to_have_text("Search: bridge")
    expect(page.get_by_role("searchbox")).to_have_value("bridge")
    page.go_back()
    heading(page, "How an article spread")
    page.go_forward()
    expect(page.locator("main h1")).to_have_text("Search: bridge")


def test_back_returns_to_the_same_place(desk):
    page = desk.go("#/search?q=bridge-south")
    page.locator(".row .title").first.click()
    link = page.locator(".facts-table").get_by_role("link", name="Bridge stands")
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    link.click()
    heading(page, "Bridge stands")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    heading(page, "Old bridge open again")
    page.wait_for_function("before => Math.abs(scrollY - before) < 40", arg=before)


def test_a_url_alone_opens_the_view(desk):
    page = desk.go("#/search?q=https%3A%2F%2Fsouth-post.example%2Fnews%2Fbridge-south")
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator(".row .tag")).to_have_text("this URL")


def test_markup_in_a_title_stays_text(desk):
    page = desk.go("#/search?q=ferry")
    expect(page.get_by_role("link", name="<b>Bridge</b> & ferry")).to_be_visible()
    assert page.locator("main b", has_text=re.compile("^Bridge$")).count() == 0


def test_offsets_count_characters_beyond_the_basic_plane(desk):
    page = desk.go("#/search?q=bridge-hill")
    page.locator(".row .title").first.click()
    page.locator("svg.timeline a.edge.near").first.focus()
    page.keyboard.press("Enter")
    heading(page, "Shared passages")
    for lit in page.locator("mark.passage").all_inner_texts():
        assert MIDDLE.rstrip(".").startswith(lit[:60])


def test_a_stub_says_that_it_was_not_collected(desk):
    page = desk.go("#/search?q=bridge-lake")
    page.locator(".row .title").first.click()
    stub = page.locator("svg.timeline a.node.stub")
    expect(stub).to_have_attribute("aria-label", re.compile("Inland Gazette"))
    stub.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("it was never collected")


def test_choosing_a_passage_shows_it_on_the_other_side(desk):
    page = desk.go("#/search?q=bridge-south")
    page.locator(".row .title").first.click()
    page.locator(".card.confirmed a.to-evidence").click()
    heading(page, "Shared passages")
    page.locator("#left-1").click()
    expect(page.locator("#right-1")).to_have_class(re.compile("chosen"))


def test_the_samples_are_readable(desk):
    page = desk.go("#/search?q=Putin%27s%20Aleppo%20Gamble")
    page.locator(".row .title").first.click()
    heading(page, "Putin's Aleppo Gamble Pays Off")
    expect(page.locator("mark.credit").last).to_contain_text("CounterPunch")
    expect(page.locator(".text .dim").first).to_be_visible()
    expect(page.locator(".article-head")).to_contain_text("as printed in the text")


def test_many_pairs_from_a_third_text_are_drawn_when_asked_for(desk):
    page = desk.go("#/stories")

    def crowd(route):
        answer = route.fetch()
        trace = answer.json()
        trace["siblings"] *= 41
        route.fulfill(response=answer, json=trace)

    page.route("**/api/v1/stories/*", crowd)
    page.get_by_role("link", name="Putin's Aleppo Gamble Pays Off").first.click()
    box = page.get_by_label(re.compile("took from a third text"))
    expect(box).not_to_be_checked()
    pairs = page.locator(".timeline .edge.sibling")
    expect(pairs.first).to_be_hidden()
    expect(page.locator(".timeline .edge.claimed").first).to_be_attached()
    box.check()
    assert pairs.count() >= 41
    expect(pairs.first).not_to_have_css("display", "none")


def test_a_story_of_many_alike_is_told_together(desk):
    page = desk.go("#/stories")

    def crowd(route):
        answer = route.fetch()
        trace = answer.json()
        known = next(a for a in trace["articles"] if a["collected"])
        papers = [
            known | {"article_id": f"p{n}", "title": f"Paper text {n}", "outlet_name": f"Paper {n}"}
            for n in range(100)
        ]
        trace["articles"] += papers
        trace["common_sources"] = [
            {
                "articles": [paper["article_id"] for paper in papers],
                "pairs": 4_950,
                "low": 0.7,
                "high": 0.9,
            }
        ]
        route.fulfill(response=answer, json=trace)

    page.route("**/api/v1/stories/*", crowd)
    page.get_by_role("link", name="Putin's Aleppo Gamble Pays Off").first.click()
    card = page.locator(".card.sibling", has_text="100 articles share a text that nobody collected")
    expect(card).to_contain_text("4,950 of their 4,950 pairs")
    card.get_by_text("Which articles").click()
    expect(card.locator("li.row")).to_have_count(20)
    card.get_by_role("button", name="Show all 100").click()
    expect(card.locator("li.row")).to_have_count(100)
    # Dots that nothing ties to another are drawn for the earliest alone, and none is lost.
    assert page.locator(".timeline .node").count() < 20
    expect(page.get_by_text("of this story not drawn")).to_be_visible()
    expect(page.locator("table").get_by_role("link", name="Paper text 99")).to_have_count(0)
    page.locator("table").get_by_role("button", name=re.compile("Show all")).click()
    expect(page.locator("table").get_by_role("link", name="Paper text 99")).to_be_visible()


def test_a_text_is_checked(desk):
    page = desk.go("#/check")
    page.get_by_label("Text").fill(f"Originally appeared at North Wire\n\n{MIDDLE}")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("main .rows .row").first).to_be_visible()
    expect(page.locator(".text mark.credit")).to_have_text("Originally appeared at North Wire")
    expect(page.locator(".text mark.passage").first).to_contain_text("The district engineer said")


def test_a_text_that_many_run_is_checked_on_one_screen(desk):
    page = desk.go("#/check")

    def crowd(route):
        answer = route.fetch()
        report = answer.json()
        report["matches"] = [report["matches"][0]] * 23
        route.fulfill(response=answer, json=report)

    page.route("**/api/v1/check", crowd)
    page.get_by_label("Text").fill(MIDDLE)
    page.get_by_role("button", name="Check").click()
    rows = page.locator("main .rows .row")
    expect(rows).to_have_count(20)
    page.get_by_role("button", name="Show all 23").click()
    expect(rows).to_have_count(23)


def test_outlets_tell_who_takes_from_whom(desk):
    page = desk.go("#/outlets")
    page.get_by_role("link", name="South Post").click()
    heading(page, "South Post")
    expect(
        page.locator("section", has_text="Where its articles probably came from").locator("tbody")
    ).to_contain_text("North Wire")


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("#/article/none", "Not found"),
        ("#/story/none", "Not found"),
        ("#/outlet/%ZZ", "Not found"),
        ("#/somewhere", "Nothing here"),
    ],
)
def test_a_wrong_address_is_explained(desk, view, words):
    desk.refused.add(404)
    page = desk.go(view)
    heading(page, words)
    page.get_by_role("link", name="Back to the start").click()
    heading(page, "How an article spread")


def test_nothing_found_is_said(desk):
    page = desk.go("#/search?q=zzzzzz")
    expect(page.locator("main")).to_contain_text("Nothing found")


def test_a_service_that_fails_is_said_and_loading_is_shown(desk):
    desk.refused.add(503)
    page = desk.go()
    held = []
    page.route("**/api/v1/stories*", lambda route: held.append(route))
    page.get_by_role("link", name="Stories", exact=True).click()
    expect(page.locator(".loading")).to_be_visible()
    while not held:  # The page may say so before its request is on the way.
        page.wait_for_timeout(20)
    held[0].fulfill(status=503, json={"title": "Service Unavailable", "detail": "Try again later"})
    expect(page.get_by_role("alert")).to_have_text("Try again later")


def test_the_keyboard_reaches_everything(desk):
    page = desk.go()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main .row .title").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_focused()


def test_the_addresses_of_the_service_are_listed(desk):
    page = desk.page
    page.goto(f"{desk.home}docs")
    expect(page.locator(".route code").first).to_have_text("GET /api/v1/health")
    expect(page.locator(".route", has_text="POST /api/v1/check")).to_be_visible()
    expect(page.locator("#routes p code", has_text="application/problem+json")).to_be_visible()
    assert "`" not in (page.locator("#routes").text_content() or "")


VIEWS = ["", "#/search?q=bridge", "#/stories", "#/outlets", "#/check", "docs"]


def article_and_evidence(watched):
    page = watched.go("#/search?q=bridge-south")
    page.locator(".row .title").first.click()
    heading(page, "Old bridge open again")
    yield page
    page.locator(".card.confirmed a.to-evidence").click()
    heading(page, "Shared passages")
    yield page


def test_a_phone_never_scrolls_sideways(phone):
    width = "document.documentElement.scrollWidth"
    for view in VIEWS:
        assert phone.go(view).evaluate(width) <= 380, view
    for page in article_and_evidence(phone):
        assert page.evaluate(width) <= 380


def test_dark_is_dark_and_readable(dark):
    for page in article_and_evidence(dark):
        ink, paper = page.evaluate(
            "['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name])"
        )
        assert contrast(ink, paper) > 7
        assert luminance(paper) < 0.1
        for lit in page.locator("mark").all()[:5]:
            colours = lit.evaluate(
                "m => [getComputedStyle(m).color, getComputedStyle(m).backgroundColor]"
            )
            assert contrast(*colours) > 4.5


def luminance(colour):
    channels = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
