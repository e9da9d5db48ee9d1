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


def test_what_was_found_comes_in_sight_though_its_row_is_higher_than_the_page() -> None:
    heights = [120, 900, 80]
    place = ReadingPlace(lambda position: heights[position])
    place.resize(400, rewrapped=False)
    place.reset(len(heights), first=None)
    for start, end in ((860, 882), (10, 30), (500, 520), (860, 882)):
        place.show_part(1, start, end)
        top = next(row.top for row in place.settle() if row.position == 1)
        assert top + start >= 0
        assert top + end <= 400


def test_a_row_that_ends_soon_after_what_was_found_is_shown_to_its_end() -> None:
    heights = [120, 500, 80]
    place = ReadingPlace(lambda position: heights[position])
    place.resize(400, rewrapped=False)
    place.reset(len(heights), first=0)
    place.show_part(1, 450, 470)
    top = next(row.top for row in place.settle() if row.position == 1)
    assert top + 500 <= 400 - 3


def test_a_row_that_is_gone_to_has_room_for_the_ring_round_it() -> None:
    heights = [100] * 10
    place = ReadingPlace(lambda position: heights[position])
    place.resize(250, rewrapped=False)
    place.reset(len(heights), first=5)
    place.settle()
    for position in (6, 7, 6, 5, 4):
        place.show_row(position)
        placed = next(row for row in place.settle() if row.position == position)
        assert placed.top >= 3
        assert placed.top + placed.height <= 250 - 3
