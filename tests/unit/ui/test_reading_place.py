"""Where the reader is stays where it is, however often the page changes between two looks."""

from ui.chat.reading_place import ReadingPlace


def test_a_page_that_shrinks_twice_before_anybody_looks_keeps_the_reader() -> None:
    heights = [300] * 10
    place = ReadingPlace(lambda position: heights[position])
    place.resize(700, rewrapped=False)
    place.reset(len(heights), first=None)
    place.settle()
    place.scroll_by(-450)
    kept = next(row for row in place.settle() if row.top > 200)
    for page in (650, 200, 260):
        place.resize(page, rewrapped=True)
    assert kept.position - 1 == place.settle()[0].position
