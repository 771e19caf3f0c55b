"""The catalog as a mapping from ids to entries, and ways into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from symbolic_info.catalog.entry import Entry
from symbolic_info.errors import ClaimError


class Catalog(Mapping[str, Entry]):
    """Entries by id, by book, by topic, and by what their text says.

    >>> from symbolic_info.catalog import catalog
    >>> catalog["CT-2.6.3"].name
    'information inequality'
    >>> len(catalog) > 150
    True
    """

    def __init__(self, topics: Mapping[str, Iterable[Entry]]) -> None:
        self.topics = {topic: tuple(entries) for topic, entries in topics.items()}
        self._topic_of = {entry.id: topic for topic, entries in self.topics.items() for entry in entries}
        self._entries = {entry.id: entry for entries in self.topics.values() for entry in entries}
        ids = Counter(entry.id for entries in self.topics.values() for entry in entries)
        if twice := [key for key, count in ids.items() if count > 1]:
            raise ValueError(f"two entries have the same id: {', '.join(twice)}")

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def topic_of(self, entry: Entry) -> str:
        """The topic under which an entry stands."""
        return self._topic_of[entry.id]

    def topic(self, title: str) -> tuple[Entry, ...]:
        """The entries of a topic."""
        return self.topics[title]

    def book(self, key: str) -> tuple[Entry, ...]:
        """The entries of a book or paper, by the key with which their ids begin.

        >>> from symbolic_info.catalog import catalog
        >>> {entry.book for entry in catalog.book("CT")}
        {'CT'}
        """
        return tuple(entry for entry in self.values() if entry.book == key)

    def search(self, words: str) -> tuple[Entry, ...]:
        """The entries whose text has every one of the words, in any case.

        >>> from symbolic_info.catalog import catalog
        >>> [entry.id for entry in catalog.search("relative entropy jointly")]
        ['CT-2.7.2']
        """
        wanted = words.lower().split()
        return tuple(entry for entry in self.values() if all(word in entry.text().lower() for word in wanted))

    def select(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """The entries that ids, books and topics name, all for no names; `ClaimError` for a name that is none.

        >>> from symbolic_info.catalog import catalog
        >>> catalog.select(["CT-2.6.3"]) == (catalog["CT-2.6.3"],)
        True
        """
        named = [entry for name in names for entry in self._named(name)]
        return tuple(dict.fromkeys(named)) or tuple(self.values())

    def _named(self, name: str) -> tuple[Entry, ...]:
        if name in self:
            return (self[name],)
        found = self.topics.get(name) or self.book(name)
        if not found:
            books = ", ".join(sorted({entry.book for entry in self.values()}))
            raise ClaimError(f"the catalog has no entry, book or topic {name!r}; its books are {books}")
        return found
