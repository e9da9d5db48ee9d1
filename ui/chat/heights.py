"""Heights of the rows of a long list: where each begins and which one is at a place. No Qt.

Blocks with their sums instead of a Fenwick tree: both find a place among 100,000 rows in some
microseconds, but a tree has to be built anew when older history comes before everything.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

# Half a block is summed on average, and all block sums: the cheapest at about the root of 100,000.
_BLOCK = 512


class Heights:
    """Row heights in whole pixels; every operation costs about the root of their number."""

    def __init__(self) -> None:
        self._blocks: list[list[int]] = []
        self._sums: list[int] = []
        self._sizes: list[int] = []
        # The first row of each block, counted when it is asked for; of a row more at the end
        # nothing changes in it.
        self._firsts: list[int] = []

    def __len__(self) -> int:
        if not self._sizes:
            return 0
        self._count()
        return self._firsts[-1] + self._sizes[-1]

    def __iter__(self) -> Iterator[int]:
        for block in self._blocks:
            yield from block

    @property
    def total(self) -> int:
        """The sum of all."""
        return sum(self._sums)

    def reset(self, count: int, height: int) -> None:
        """Start with `count` rows of one estimated height."""
        self._blocks, self._sums, self._sizes, self._firsts = [], [], [], []
        self._put_blocks(0, count, height)

    def insert(self, position: int, count: int, height: int) -> None:
        """Put `count` rows of one height before the row at `position`."""
        if not 0 <= position <= len(self):
            raise IndexError(position)
        if not self._blocks:
            self._put_blocks(0, count, height)
            return
        index, within = self._find(position)
        if index == len(
            self._blocks
        ):  # behind the last row: its block has room, or gets a neighbour
            index, within = index - 1, len(self._blocks[-1])
        block = self._blocks[index]
        if len(block) + count <= 2 * _BLOCK:
            block[within:within] = [height] * count
            self._sums[index] += height * count
            self._sizes[index] += count
            del self._firsts[index + 1 :]
            return
        tail = block[within:]
        del block[within:]
        self._recount(index)
        if tail:
            self._blocks.insert(index + 1, tail)
            self._sums.insert(index + 1, sum(tail))
            self._sizes.insert(index + 1, len(tail))
        self._put_blocks(index + 1, count, height)
        if not self._blocks[index]:
            self._drop(index)

    def remove(self, position: int, count: int) -> None:
        """Take `count` rows away from `position` on."""
        while count:
            index, within = self._find(position)
            taken = min(count, self._sizes[index] - within)
            del self._blocks[index][within : within + taken]
            self._recount(index)
            if not self._blocks[index]:
                self._drop(index)
            count -= taken

    def height(self, position: int) -> int:
        """The height of a row."""
        index, within = self._find(position)
        return self._blocks[index][within]

    def set(self, position: int, height: int) -> None:
        """Correct the height of a row."""
        index, within = self._find(position)
        self._sums[index] += height - self._blocks[index][within]
        self._blocks[index][within] = height

    def top(self, position: int) -> int:
        """Where a row begins; for the position behind the last one, where everything ends."""
        index, within = self._find(position)
        top = sum(self._sums[:index])
        return top + sum(self._blocks[index][:within]) if within else top

    def at(self, place: int) -> int:
        """The row at a place, or the nearest one. Needs a row."""
        if place < 0:
            return 0
        position = 0
        for index, height in enumerate(self._sums):
            if place < height:
                for own in self._blocks[index]:
                    if place < own:
                        return position
                    place -= own
                    position += 1
            place -= height
            position += self._sizes[index]
        return position - 1

    def _find(self, position: int) -> tuple[int, int]:
        if not 0 <= position <= len(self):
            raise IndexError(position)
        index = bisect_right(self._firsts, position) - 1
        if index < 0 or position == self._firsts[index] + self._sizes[index]:
            return index + 1, 0
        return index, position - self._firsts[index]

    def _count(self) -> None:
        """Know the first row of each block again, from the first one where it is not known."""
        known = len(self._firsts)
        if known < len(self._sizes):
            start = self._firsts[-1] + self._sizes[known - 1] if known else 0
            firsts = accumulate(self._sizes[known:-1], initial=start)
            self._firsts.extend(firsts)

    def _put_blocks(self, index: int, count: int, height: int) -> None:
        del self._firsts[index:]
        sizes = [_BLOCK] * (count // _BLOCK)
        if count % _BLOCK:
            sizes.append(count % _BLOCK)
        self._blocks[index:index] = [[height] * size for size in sizes]
        self._sums[index:index] = [height * size for size in sizes]
        self._sizes[index:index] = sizes

    def _recount(self, index: int) -> None:
        self._sums[index] = sum(self._blocks[index])
        self._sizes[index] = len(self._blocks[index])
        del self._firsts[index + 1 :]

    def _drop(self, index: int) -> None:
        del self._blocks[index], self._sums[index], self._sizes[index]
        del self._firsts[index:]
