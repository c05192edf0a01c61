"""The loops that a search spends its time in: near words, candidate names, alignment of two names.

One source, two ways to run: interpreted as it stands, or compiled by Cython with the types of ``kernel.pxd``. All
reckoning is in whole numbers, so both give the same answers to the last digit. Nothing is allocated per listed name.

Units: costs in hundredths of a sound, likeness and credit in thousandths, weights in hundredths of a natural logarithm,
agreement (``S``) in ten-thousandths.
"""

from __future__ import annotations

import threading
from array import array
from typing import Any

_SINGLE, _JOINED, _WHOLE = 0, 1, 2  # kinds of pairs
_MOST_JOINED = 3  # words that are compared as one; more have their first letters compared
LETTERS = 36  # a to z, 0 to 9
_SHORT = 4  # letters of a word that is too short for slips to be forgiven as in longer ones
_PAIRS = 16384  # more than 31 listed words, alone and joined, can have with 90 units
LONGEST = 60  # sounds of a word that are compared; the rest of a longer one is left out
KEYS, FRAMES, BARE, TYPED, WRITTEN = 1, 2, 3, 4, 5  # which strings of the listed words a search key belongs to
_PRIME, _MASK, _SPREAD = 1099511628211, 0xFFFFFFFFFFFFFFFF, 0x9E3779B97F4A7C15
_NONE = 0xFFFFFFFF
# the same once more for the loops: those with a stroke are numbers of C when compiled, and not seen from outside
_KEYS, _FRAMES, _BARE, _TYPED, _WRITTEN = KEYS, FRAMES, BARE, TYPED, WRITTEN
_LETTERS, _LONGEST = LETTERS, LONGEST
_ASCII, _H, _ZERO, _NINE = 128, 104, 48, 57
_SMALL_A, _SMALL_Z, _LARGE_A, _LARGE_Z = 97, 122, 65, 90
_KEPT = 200_000  # costs of pairs of stretches that are remembered where this runs interpreted


def slips(length: int) -> int:
    """How many families of sounds a word's key may lose and still be found."""
    if length <= 3:
        return 0
    return 2 if 8 <= length <= 14 else 1


def frame_slips(length: int) -> int:
    """The same for frames, which hold consonants alone."""
    if length <= 3:
        return 0
    return 2 if 7 <= length <= 12 else 1


def letter_slips(length: int) -> int:
    """The same for letters as typed."""
    return 0 if length <= 3 else 1


def tags(text: bytes, salt: int, lost: int) -> list[int]:
    """The hashes (32 bits) of a key and of what is left of it when up to ``lost`` (0, 1, 2) signs are taken out."""
    into = array("I", bytes(4 * (2 + len(text) + len(text) * len(text) // 2)))
    return list(into[: _mark(text, salt, lost, into)])


def _mark(text: bytes, salt: int, lost: int, into: Any) -> int:
    """Puts the hashes of a key and of its rests into an array that has room for them, and gives their number."""
    length = len(text)
    into[0] = _tag(text, length, salt, -1, -1)
    count = 1
    if lost >= 1:
        for one in range(length):
            if one == 0 or text[one] != text[one - 1]:
                into[count] = _tag(text, length, salt, one, -1)
                count += 1
    if lost >= 2:
        for one in range(length):
            for two in range(one + 1, length):
                into[count] = _tag(text, length, salt, one, two)
                count += 1
    return count


def _tag(text: bytes, length: int, salt: int, one: int, two: int) -> int:
    value = (1469598103934665603 + salt * _SPREAD) & _MASK
    for at in range(length):
        if at != one and at != two:
            value = ((value ^ text[at]) * _PRIME) & _MASK
    return (value ^ (value >> 29)) >> 32


def enter(one: Any, keyed: int, framed: int, typed: int, reading: int, into: Any) -> None:
    """Appends the entries of a reading (a hash of 32 bits, then its number) to an array of "Q".

    Key, frame and letters may lose as many signs as is told; a reading without short vowels is found by its frame.
    """
    if one[4]:
        _enter(one[2], _BARE, framed, reading, into)
        _enter(one[2], _WRITTEN, 0, reading, into)
        return
    if len(one[1]):
        _enter(one[1], _KEYS, keyed, reading, into)
        _enter(one[2], _FRAMES, framed, reading, into)
    if len(one[3]):
        _enter(one[3], _TYPED, typed, reading, into)


def _enter(text: bytes, salt: int, lost: int, reading: int, into: Any) -> None:
    for tag in tags(text, salt, lost):
        into.append(tag << 32 | reading)


def ordered(entries: Any, bits: int) -> tuple[Any, Any]:
    """The entries in order, each once, and where those begin whose upper ``bits`` are 0, 1, 2 ... (arrays "I", "Q").

    By counting, then by insertion within the few that share those bits (Knuth 1998, 5.2 and 5.2.1).
    """
    shift = 64 - bits
    many = 1 << bits
    starts = array("I", bytes(4 * (many + 1)))
    sorted_ = array("Q", bytes(8 * len(entries)))
    given = entries
    start = starts
    place = array("I", bytes(4 * (many + 1)))
    into = sorted_
    for at in range(len(given)):
        start[(given[at] >> shift) + 1] += 1
    for at in range(many):
        start[at + 1] += start[at]
        place[at] = start[at]
    for at in range(len(given)):
        bucket = given[at] >> shift
        into[place[bucket]] = given[at]
        place[bucket] += 1
    kept = 0
    for at in range(many):
        first = start[at]
        last = start[at + 1]
        begin = kept
        start[at] = kept
        for one in range(first, last):
            value = into[one]
            spot = kept
            while spot > begin and into[spot - 1] > value:
                spot -= 1
            if spot == begin or into[spot - 1] != value:
                for moved in range(kept, spot, -1):
                    into[moved] = into[moved - 1]
                into[spot] = value
                kept += 1
    start[many] = kept
    return starts, sorted_[:kept]


class Ear:
    """Turns the letters of a reading into what the search goes by: sounds, search key, frame, letters as typed.

    The key has each sound's family, equal neighbours once, an h behind the last vowel not; the frame is the key without
    vowels and half-vowels. Of the letters as typed equal neighbours stand once too. Digits are never one.
    """

    def __init__(self, signs: str, spelled: Any, families: bytes, vowels: bytes) -> None:
        """Takes the table of sounds: ``signs`` in the order of their numbers, what stretches of letters are heard as
        (``^`` before those that are heard so at the beginning alone), and the family of each sound."""
        self.lock = threading.Lock()
        self.families = families
        self.digit = signs.index("0")
        self.vowel = array("B", bytes(256))
        for sign in vowels:
            self.vowel[sign] = 1
        # a tree of the stretches: where each letter leads from each node, and the sounds that end there
        self.grown = array("i", [0] * (2 * _ASCII)), array("i", [-1, -1]), array("i", [-1, -1])
        for root in range(2):  # at the beginning, then anywhere
            for number in range(len(signs)):
                self._grow(root, signs[number], signs[number], signs)
            for letters, heard in spelled.items():
                if letters[0] != "^":
                    self._grow(root, letters, heard, signs)
        for letters, heard in spelled.items():
            if letters[0] == "^":
                self._grow(0, letters[1:], heard, signs)
        self.branches, self.first, self.second = self.grown
        self.sounds_kept = bytearray(4 * _LONGEST)
        self.key_kept = bytearray(4 * _LONGEST)
        self.frame_kept = bytearray(4 * _LONGEST)
        self.typed_kept = bytearray(4 * _LONGEST)
        self.sounds = self.sounds_kept  # the same twice: numbers of C, and what is given away
        self.key = self.key_kept
        self.frame = self.frame_kept
        self.typed = self.typed_kept

    def _grow(self, root: int, letters: str, heard: str, signs: str) -> None:
        """Enters a stretch of letters that is heard as one or two sounds."""
        branches, first, second = self.grown
        node = root
        for letter in letters:
            following = branches[node * _ASCII + ord(letter)]
            if following == 0:
                following = len(first)
                branches[node * _ASCII + ord(letter)] = following
                branches.extend([0] * _ASCII)
                first.append(-1)
                second.append(-1)
            node = following
        first[node] = signs.index(heard[0])
        second[node] = signs.index(heard[1]) if len(heard) > 1 else -1

    def hear(self, letters: str) -> tuple[bytes, bytes, bytes, bytes]:
        """(sounds, key, frame, letters as typed), of each no more than ``LONGEST``; other signs are left out."""
        told = letters.encode("ascii", "replace")
        with self.lock:  # the workings are kept in place, and several threads hear by one ear
            count = self._sound(told)
            keyed, framed = self._find_keys(count)
            typed = self._type(told)
            return (
                bytes(self.sounds_kept[:count]),
                bytes(self.key_kept[:keyed]),
                bytes(self.frame_kept[:framed]),
                bytes(self.typed_kept[:typed]),
            )

    def _sound(self, told: bytes) -> int:
        """The sounds of the letters, the longest stretch first; gives their number."""
        count = 0
        at = 0
        while at < len(told) and count < _LONGEST:
            node = 0 if at == 0 else 1
            step = at
            end = at
            heard = -1
            while step < len(told) and told[step] < _ASCII:
                node = self.branches[node * _ASCII + told[step]]
                if node == 0:
                    break
                step += 1
                if self.first[node] >= 0:
                    heard = node
                    end = step
            if heard >= 0:
                count = self._add(count, self.first[heard])
                if self.second[heard] >= 0 and count < _LONGEST:
                    count = self._add(count, self.second[heard])
                at = end
            else:
                at += 1
        return count

    def _add(self, count: int, sound: int) -> int:
        if count and sound < self.digit and self.sounds[count - 1] == sound:
            return count
        self.sounds[count] = sound
        return count + 1

    def _find_keys(self, count: int) -> tuple[int, int]:
        """Key and frame of so many sounds; gives the lengths of both."""
        ended = count > 1 and self.families[self.sounds[count - 1]] == _H
        if ended and self.vowel[self.families[self.sounds[count - 2]]]:
            count -= 1
        keyed = 0
        framed = 0
        for at in range(count):
            family = self.families[self.sounds[at]]
            digit = _ZERO <= family <= _NINE
            if keyed == 0 or digit or self.key[keyed - 1] != family:
                self.key[keyed] = family
                keyed += 1
            if not self.vowel[family] and (framed == 0 or digit or self.frame[framed - 1] != family):
                self.frame[framed] = family
                framed += 1
        return keyed, framed

    def _type(self, told: bytes) -> int:
        """The letters as typed, a to z and 0 to 9 as numbers from 0 to 35; gives how many."""
        count = 0
        for at in range(len(told)):
            sign = told[at]
            number = -1
            if _SMALL_A <= sign <= _SMALL_Z:
                number = sign - _SMALL_A
            elif _LARGE_A <= sign <= _LARGE_Z:
                number = sign - _LARGE_A
            elif _ZERO <= sign <= _NINE:
                number = sign - _ZERO + _LETTERS - 10
            again = count > 0 and number < _LETTERS - 10 and self.typed[count - 1] == number
            if number >= 0 and not again and count < _LONGEST:
                self.typed[count] = number
                count += 1
        return count


class Kernel:
    """The arrays of a saved index and the costs of sounds, and what is asked of them."""

    def __init__(self, arrays: Any, costs: Any, credit: Any, settings: Any) -> None:
        """Takes the arrays by name (see index.py), the sounds' costs, the credit for each likeness, and the settings.

        Settings: ``bits`` of the hash that choose a bucket, ``initialled`` how many names (the first ones) hold
        initials, ``share`` and ``listed_share`` (hundredths) with which what is lost of the query and of the entry
        counts, ``initial`` (thousandths) the credit of an initial, ``short`` the weight of words up to
        which the strict costs hold, ``apart`` (one sign a role) the roles that stand beside their own alone, the
        numbers of the roles ``acronym`` and ``joined``, the loss of first letters by their number (``lone``), and the
        likenesses ``alike``, ``same`` and ``as_one`` ask for.
        """
        self.bucket = arrays["bucket"]
        self.tagged = arrays["tagged"]
        self.reading = arrays["reading"]
        self.signs = bytes(arrays["signs"])
        self.reading_word = arrays["reading_word"]
        self.word_weight = arrays["word_weight"]
        self.word_most = arrays["word_most"]
        self.word_role = arrays["word_role"]
        self.word_first = arrays["word_first"]
        self.word_initial = arrays["word_initial"]
        self.posting_at = arrays["posting_at"]
        self.posting_name = arrays["posting_name"]
        self.name_at = arrays["name_at"]
        self.name_words = arrays["name_words"]
        self.name_pairs = arrays["name_pairs"]
        self.name_triples = arrays["name_triples"]
        self.name_whole = arrays["name_whole"]
        self.name_weight = arrays["name_weight"]
        self.name_initials = arrays["name_initials"]
        self.swap = costs["swap"]
        self.size = len(costs["weights"])
        self.table = array("i")
        self.near_at = self._lay_in(costs["near"])
        self.bare_at = self._lay_in(costs["bare_near"])
        self.strict_at = self._lay_in(costs["strict_near"])
        self.letter_at = self._lay_in(costs["letter_near"])
        self.strict_letter_at = self._lay_in(costs["strict_letters"])
        self.weight_at = self._lay_in(costs["weights"])
        self.bare_weight_at = self._lay_in(costs["bare_weights"])
        self.letter = costs["letter"]
        self.gap_at = self._lay_in(costs["gaps"])
        self.strict_gap_at = self._lay_in(costs["strict_gaps"])
        self.bare_gap_at = self._lay_in(costs["bare_gaps"])
        self.letter_gap_at = self._lay_in(costs["letter_gaps"])
        self.strict_letter_gap_at = self._lay_in(costs["strict_letter_gaps"])
        self.costs = self.table
        self.credit = credit
        self.floor = 0
        while self.floor < 1000 and self.credit[self.floor] == 0:
            self.floor += 1
        self.short = settings["short"]
        self.apart = settings["apart"]
        self.acronym = settings["acronym"]
        self.joined = settings["joined"]
        self.lone = settings["lone"]
        self.alike = settings["alike"]
        self.same = settings["same"]
        self.as_one = settings["as_one"]
        self.initialled = settings["initialled"]
        self.shift = 32 - settings["bits"]
        self.share = settings["share"]
        self.listed_share = settings["listed_share"]
        self.initial_credit = settings["initial"]
        self.row = array("i", bytes(4 * (_LONGEST + 1)))
        self.above = array("i", bytes(4 * (_LONGEST + 1)))
        self.places = array("Q", bytes(8 * 256))
        self.memory: Any = {} if __file__.endswith(".py") else None
        self.told = b""
        self.told_weight = 0
        self.bare = False
        self.seen = bytearray(len(self.reading_word))
        self.touched = array("I", bytes(4 * len(self.reading_word)))
        self.hits = 0
        self.hit_word = array("I", bytes(4 * len(self.word_weight)))
        self.hit_like = array("H", bytes(2 * len(self.word_weight)))
        self.best = array("H", bytes(2 * len(self.word_weight)))
        self.words_kept = array("I", bytes(4 * len(self.word_weight)))
        self.likes_kept = array("H", bytes(2 * len(self.word_weight)))
        self.best_word = self.words_kept  # the same twice: numbers of C, and what is given away
        self.best_like = self.likes_kept
        self.marks = array("I", bytes(4 * (2 + _LONGEST + _LONGEST * _LONGEST // 2)))
        self.entry = array("i", bytes(4 * len(self.word_weight)))
        self.entry_unit = array("i", bytes(4 * 4096))
        self.entry_like = array("i", bytes(4 * 4096))
        self.entry_next = array("i", bytes(4 * 4096))
        self.pairs = 0
        self.pair_unit = array("i", bytes(4 * _PAIRS))
        self.pair_at = array("i", bytes(4 * _PAIRS))
        self.pair_length = array("i", bytes(4 * _PAIRS))
        self.pair_like = array("i", bytes(4 * _PAIRS))
        self.pair_worth = array("q", bytes(8 * _PAIRS))
        self.pair_kind = array("i", bytes(4 * _PAIRS))
        self.kinds = 0
        self.picks = 0
        self.kept_picks = 0
        self.kept = array("i", bytes(16 * 64))
        self.pick = array("i", bytes(16 * 64))
        names = len(self.name_weight)
        self.unit_mass = array("i", bytes(4 * 128))
        self.unit_mask = array("i", bytes(4 * 128))
        self.reached = 0
        self.reached_name = array("I", bytes(4 * names))
        self.held = array("q", bytes(8 * names))
        self.held_listed = array("q", bytes(8 * names))

    def _lay_in(self, costs: Any) -> int:
        """Puts a table behind the others and gives its beginning: one array is passed on more cheaply than many."""
        start = len(self.table)
        self.table.extend(costs)
        return start

    # words

    def near(self, word: Any, most: int = 2) -> list[tuple[int, int]]:
        """The listed words like a reading: (word, likeness), sorted by word; those below the floor are not among them.

        The reading is a row (sounds, key, frame, letters, bare ...); no more than ``most`` slips are allowed.
        """
        self._search(word, most)
        return self._taken_hits()

    def _taken_hits(self) -> list[tuple[int, int]]:
        """The words that were found, sorted, each with its likeness; none is kept."""
        found = []
        for at in range(self.hits):
            number = self.hit_word[at]
            found.append((number, self.hit_like[number]))
            self.hit_like[number] = 0
        self.hits = 0
        return sorted(found)

    def _search(self, word: Any, most: int) -> None:
        """Leaves the listed words like a reading in ``hit_word`` (``hits`` of them) and ``hit_like``."""
        self._hear(word)
        if self.bare:
            self._probe(word[2], _FRAMES, min(most, frame_slips(len(word[2]))))
            self._probe(word[2], _BARE, min(most, frame_slips(len(word[2]))))
        else:
            self._probe(word[1], _KEYS, min(most, slips(len(word[1]))))
            self._probe(word[2], _WRITTEN, 0)
            self.told = word[3]
            self._probe(word[3], _TYPED, min(most, letter_slips(len(word[3]))))

    def _hear(self, word: Any) -> None:
        self.told = word[0]
        self.told_weight = self._weight(self.told, 0, len(self.told), self.weight_at)
        self.bare = word[4]

    def gather(self, told: Any, role: int, most: int) -> tuple[Any, Any, int, int]:
        """The listed words like any of several readings: (words, likenesses, names that have one, weight).

        A reading is a row (what ``near`` takes, its cost, the factor for what it lacks); ``role`` is the number of its
        role. The weight is that of the commonest word of the same kind of role which is as good as the same, -1 if
        there is none.
        """
        count = 0
        for one in told:
            self._search(one, most)
            cost = one[5]
            factor = one[6]
            lone = self.lone[min(len(one[3]), len(self.lone) - 1)]
            for at in range(self.hits):
                word = self.hit_word[at]
                worth = self._worth(word, role, 1000 - factor * (1000 - self.hit_like[word]), cost, lone)
                self.hit_like[word] = 0
                if worth >= self.floor and worth > self.best[word]:
                    if self.best[word] == 0:
                        self.best_word[count] = word
                        count += 1
                    self.best[word] = worth
            self.hits = 0
        names = 0
        weight = -1
        for at in range(count):
            word = self.best_word[at]
            worth = self.best[word]
            self.best_like[at] = worth
            self.best[word] = 0
            names += self.posting_at[word + 1] - self.posting_at[word]
            alike = worth >= self.alike and self._same_kind(role, self.word_role[word])
            if alike and (weight < 0 or self.word_weight[word] < weight):
                weight = self.word_weight[word]
        return self.words_kept[:count], self.likes_kept[:count], names, weight

    def _same_kind(self, one: int, two: int) -> bool:
        if self.apart[one] or self.apart[two]:
            return one == two
        return True

    def _worth(self, word: int, role: int, like: int, cost: int, lone: int) -> int:
        """The likeness with what a reading costs taken off, 0 for words that are not to be laid side by side.

        A particle stands beside a name only where they are written alike; first letters stand for a name that is
        written so, and not for another name with such first letters.
        """
        listed = self.word_role[word]
        if role == self.acronym or listed == self.acronym:
            if listed == role or listed == self.joined or role == self.joined or like != 1000:
                return 0
            return like - lone
        if role == self.joined or listed == self.joined:
            return like - cost if role != listed and like >= self.as_one else 0
        if like >= self.same or role == listed or not (self.apart[role] or self.apart[listed]):
            return like - cost
        return 0

    def scan(self, word: Any) -> list[tuple[int, int]]:
        """The same as ``near`` by going through every listed reading: what the search is tested against."""
        self._hear(word)
        if self.bare:
            self._go_through(word[2], _FRAMES, frame_slips(len(word[2])))
            self._go_through(word[2], _BARE, frame_slips(len(word[2])))
        else:
            self._go_through(word[1], _KEYS, slips(len(word[1])))
            self._go_through(word[2], _WRITTEN, 0)
            self.told = word[3]
            self._go_through(word[3], _TYPED, letter_slips(len(word[3])))
        return self._taken_hits()

    def _go_through(self, key: bytes, salt: int, lost: int) -> None:
        if len(key) > (salt in (_FRAMES, _WRITTEN)):
            self._place(key)
            for reading in range(len(self.reading_word)):
                if self._shares(len(key), salt, lost, reading):
                    self._keep_hit(reading, self._likeness(salt, reading))
            self._clear(key)

    def _probe(self, key: bytes, salt: int, lost: int) -> None:
        """Finds the readings whose key, of the sort that ``salt`` names, shares a rest with this one."""
        count = 0
        if len(key) == 0 or (len(key) == 1 and salt in (_FRAMES, _WRITTEN)):
            return  # one consonant is no frame to go by
        self._place(key)
        for mark in range(_mark(key, salt, lost, self.marks)):
            tag = self.marks[mark]
            place = tag >> self.shift
            start = self.bucket[place]
            end = self.bucket[place + 1]
            for at in range(start, end):
                if self.tagged[at] >> 32 == tag:
                    reading = self.tagged[at] & _NONE
                    if not self.seen[reading]:
                        self.seen[reading] = 1
                        self.touched[count] = reading
                        count += 1
                        likeness = self._likeness(salt, reading)
                        # another string may have the same hash, but most fall by their likeness before that matters
                        if likeness >= self.floor and self._shares(len(key), salt, lost, reading):
                            self._keep_hit(reading, likeness)
        for at in range(count):
            self.seen[self.touched[at]] = 0
        self._clear(key)

    def _place(self, key: bytes) -> None:
        """Keeps where each sign of a key stands, for ``_common``."""
        one = 1
        for at in range(len(key)):
            self.places[key[at]] |= one << at

    def _clear(self, key: bytes) -> None:
        for at in range(len(key)):
            self.places[key[at]] = 0

    def _common(self, length: int, second: bytes, start: int, end: int) -> int:
        """How long the longest common subsequence of the placed key and another is (Hyyro 2004, bit-parallel)."""
        full = 1
        full = (full << length) - 1
        row = full
        for at in range(start, end):
            hit = row & self.places[second[at]]
            row = ((row + hit) | (row - hit)) & full
        left = 0
        while row:
            row &= row - 1
            left += 1
        return length - left

    # A reading's record is four numbers: where its signs begin; the lengths of its sounds, key, frame and letters; the
    # slips of the latter three and whether it is bare; its cost and the weight of its sounds.

    def _shares(self, length: int, salt: int, lost: int, reading: int) -> bool:
        """Whether a listed reading's key shares with the placed one what is left when each loses as much as it may."""
        lengths = self.reading[4 * reading + 1]
        allowances = self.reading[4 * reading + 2]
        if (allowances >> 24 != 0) != (salt in (_BARE, _WRITTEN)):
            return False
        start = self.reading[4 * reading] + (lengths & 255)
        end = start + (lengths >> 8 & 255)
        allowed = allowances & 255
        if salt == _TYPED:
            start = end + (lengths >> 16 & 255)
            end = start + (lengths >> 24)
            allowed = allowances >> 16 & 255
        elif salt != _KEYS:
            start = end
            end = start + (lengths >> 16 & 255)
            allowed = allowances >> 8 & 255
            if salt == _WRITTEN:
                allowed = 0
        least = length - lost
        if end - start > least + allowed:
            least = end - start - allowed
        return bool(least > 0 and end - start >= least and self._common(length, self.signs, start, end) >= least)

    def _likeness(self, salt: int, reading: int) -> int:
        """The likeness of a listed reading to the one that is searched, with its cost taken off."""
        begin = self.reading[4 * reading]
        lengths = self.reading[4 * reading + 1]
        costs = self.reading[4 * reading + 3]
        if salt == _TYPED:
            end = begin + (lengths & 255) + (lengths >> 8 & 255) + (lengths >> 16 & 255)
            likeness = self._typed(self.told, self.signs, end, end + (lengths >> 24))
            return int(likeness - (costs & 65535))
        end = begin + (lengths & 255)
        bare = self.bare or self.reading[4 * reading + 2] >> 24 != 0
        likeness = self._heard(self.told, self.told_weight, self.signs, begin, end, costs >> 16, bare)
        return int(likeness - (costs & 65535))

    def _keep_hit(self, reading: int, likeness: int) -> None:
        """Keeps the word of a listed reading with the best likeness of its readings."""
        word = self.reading_word[reading]
        if likeness >= self.floor and likeness > self.hit_like[word]:
            if self.hit_like[word] == 0:
                self.hit_word[self.hits] = word
                self.hits += 1
            self.hit_like[word] = likeness

    def heard(self, first: bytes, second: bytes, bare: int) -> int:
        """The likeness of two words by their sounds; ``bare`` where one of them leaves short vowels out."""
        mine = self._weight(first, 0, len(first), self.weight_at)
        theirs = self._weight(second, 0, len(second), self.weight_at)
        return self._heard(first, mine, second, 0, len(second), theirs, bare)

    def typed(self, first: bytes, second: bytes) -> int:
        """The likeness of two words by their letters."""
        return self._typed(first, second, 0, len(second))

    def _weight(self, signs: bytes, start: int, end: int, weights: int) -> int:
        weight = 0
        for at in range(start, end):
            weight += self.costs[weights + signs[at]]
        return weight

    def _heard(self, first: bytes, mine: int, second: bytes, start: int, end: int, theirs: int, bare: int) -> int:
        """The likeness by sounds, the weights of both (``mine``, ``theirs``) being known."""
        if bare:
            mine = self._weight(first, 0, len(first), self.bare_weight_at)
            theirs = self._weight(second, start, end, self.bare_weight_at)
            near, gaps = self.bare_at, self.bare_gap_at
        elif mine <= self.short and theirs <= self.short:
            near, gaps = self.strict_at, self.strict_gap_at
        else:
            near, gaps = self.near_at, self.gap_at
        top = mine if mine > theirs else theirs
        return self._compare(first, second, start, end, near, gaps, self.size, top)

    def _typed(self, first: bytes, second: bytes, start: int, end: int) -> int:
        length = len(first)
        strict = length <= _SHORT and end - start <= _SHORT
        if end - start > length:
            length = end - start
        if strict:
            near, gaps = self.strict_letter_at, self.strict_letter_gap_at
        else:
            near, gaps = self.letter_at, self.letter_gap_at
        return self._compare(first, second, start, end, near, gaps, _LETTERS, length * self.letter)

    def _compare(
        self, first: bytes, second: bytes, begin: int, end: int, near: int, gaps: int, size: int, top: int
    ) -> int:
        """One less the cost of turning the one into the other (``second``, ``begin`` to ``end``), by weight ``top``.

        ``near`` and ``gaps`` are where in ``costs`` the tables begin. What the two begin and end with alike costs
        nothing and is left out first.
        """
        if top == 0:
            return 0
        start = 0
        stop = len(first)
        while start < stop and begin < end and first[start] == second[begin]:
            start += 1
            begin += 1
        while stop > start and end > begin and first[stop - 1] == second[end - 1]:
            stop -= 1
            end -= 1
        if start == stop:
            cost = self._weight(second, begin, end, gaps)
        elif begin == end:
            cost = self._weight(first, start, stop, gaps)
        elif self.memory is not None:
            cost = self._remembered(first[start:stop], second[begin:end], near, gaps, size)
        else:
            cost = self._cost(first, start, stop, second, begin, end, near, gaps, size)
        likeness = 1000 - 1000 * cost // top
        return likeness if likeness > 0 else 0

    def _remembered(self, first: bytes, second: bytes, near: int, gaps: int, size: int) -> int:
        """The same cost from memory: interpreted, to reckon it takes longer; the same few stretches come again."""
        known = (first, second, near)
        cost = self.memory.get(known, -1)
        if cost < 0:
            if len(self.memory) >= _KEPT:
                self.memory.clear()
            cost = self._cost(first, 0, len(first), second, 0, len(second), near, gaps, size)
            self.memory[known] = cost
        return int(cost)

    def _cost(
        self,
        first: bytes,
        start: int,
        stop: int,
        second: bytes,
        begin: int,
        end: int,
        near: int,
        gaps: int,
        size: int,
    ) -> int:
        """What it costs to turn ``first`` from ``start`` to ``stop`` into ``second`` from ``begin`` to ``end``.

        Signs may be changed, left out, put in, or swapped with a neighbour (Damerau 1964, restricted: no sign twice).
        """
        self.row[0] = 0
        for j in range(begin, end):
            self.row[j - begin + 1] = self.row[j - begin] + self.costs[gaps + second[j]]
        for i in range(start, stop):
            sound = first[i]
            gap = self.costs[gaps + sound]
            swapped = 0  # what stood two rows above and two columns before
            before = self.row[0]
            self.row[0] = before + gap
            for j in range(begin, end):
                other = second[j]
                column = j - begin + 1
                best = before + self.costs[near + sound * size + other]
                crossed = i > start and j > begin and sound == second[j - 1] and other == first[i - 1]
                if crossed and swapped + self.swap < best:
                    best = swapped + self.swap
                swapped = self.above[column - 1]
                self.above[column - 1] = before
                before = self.row[column]
                if before + gap < best:
                    best = before + gap
                if self.row[column - 1] + self.costs[gaps + other] < best:
                    best = self.row[column - 1] + self.costs[gaps + other]
                self.row[column] = best
            self.above[end - begin] = before
        return self.row[end - begin]

    # names

    def find(
        self,
        hits: list[Any],
        masks: list[int],
        weights: list[int],
        skipped: int,
        least: int,
        free: int,
        listed_free: int,
        initials: list[int],
        firsts: list[int],
    ) -> list[tuple[int, int, int, tuple[tuple[int, int, int, int], ...]]]:
        """The names with an agreement of ``least`` or more, among those that any unit not within ``skipped`` hits.

        ``hits`` are (words, likenesses) of each unit, ``masks`` the query's words that a unit stands for, ``weights``
        those of the query's words, ``skipped`` a mask of common words whose entries are not gone through: each name
        is taken to have them (only names with initials, which stand first, are looked up: an initial may stand for
        any word). ``free`` and ``listed_free`` are weights that initials may make up for on either side; ``initials``
        and ``firsts`` as in ``align``. Gives (name, and what ``align`` gives of it), sorted by name.
        """
        total = 0
        for weight in weights:
            total += weight
        self.reached = 0
        self._set_out(masks, weights)
        for unit in range(len(hits)):
            if masks[unit] & ~skipped:
                self._post(hits[unit], self.unit_mass[unit], _NONE)
            else:
                self._post(hits[unit], self.unit_mass[unit], self.initialled)
                listed_free += self.most(hits[unit])
        free += self._mass(weights, skipped)
        few = []
        for at in range(self.reached):
            name = self.reached_name[at]
            if self._bound(name, total, free, listed_free) >= least:
                few.append(name)
            self.held[name] = 0
            self.held_listed[name] = 0
        few.sort()
        found = []
        self._enter(hits)
        for name in few:
            agreement = self._align(name, weights, initials, firsts)
            if agreement >= least:
                found.append((name, agreement, self._taken_weight(weights), self._taken()))
        self._leave(hits)
        return found

    def align(
        self,
        name: int,
        hits: list[Any],
        masks: list[int],
        weights: list[int],
        initials: list[int],
        firsts: list[int],
    ) -> tuple[int, int, tuple[tuple[int, int, int, int], ...]]:
        """The words of a query laid beside those of a listed name, the strongest pairs first.

        ``initials`` tell of each word of the query the letter that it stands for, else 0, ``firsts`` the first letter
        of a word that is none. Gives (agreement, weight of the query's words that have found one, pairs), a pair being
        (unit or ~word of an initial, first listed word, number of listed words, likeness); a pair that rests on an
        initial has the likeness 0.
        """
        self._set_out(masks, weights)
        self._enter(hits)
        agreement = self._align(name, weights, initials, firsts)
        weight = self._taken_weight(weights)
        found = self._taken()
        self._leave(hits)
        return agreement, weight, found

    def _set_out(self, masks: list[int], weights: list[int]) -> None:
        """Keeps the masks of the units and what the query's words that each stands for weigh."""
        while len(self.unit_mass) < len(masks):
            self.unit_mass = array("i", bytes(8 * len(self.unit_mass)))
            self.unit_mask = array("i", bytes(8 * len(self.unit_mask)))
        for unit in range(len(masks)):
            self.unit_mask[unit] = masks[unit]
            self.unit_mass[unit] = self._mass(weights, masks[unit])

    def _enter(self, hits: list[Any]) -> None:
        """Keeps of each listed word which units it is like, as a chain of entries."""
        count = 0
        for unit in range(len(hits)):
            words = hits[unit][0]
            likenesses = hits[unit][1]
            while len(self.entry_unit) < count + len(words) + 1:
                self._grow()
            for at in range(len(words)):
                count += 1
                self.entry_unit[count] = unit
                self.entry_like[count] = likenesses[at]
                self.entry_next[count] = self.entry[words[at]]
                self.entry[words[at]] = count

    def _grow(self) -> None:
        size = 2 * len(self.entry_unit)
        self.entry_unit = array("i", bytes(4 * size))
        self.entry_like = array("i", bytes(4 * size))
        self.entry_next = array("i", bytes(4 * size))

    def _leave(self, hits: list[Any]) -> None:
        for unit in range(len(hits)):
            words = hits[unit][0]
            for at in range(len(words)):
                self.entry[words[at]] = 0

    def _mass(self, weights: list[int], mask: int) -> int:
        mass = 0
        for at in range(len(weights)):
            if mask >> at & 1:
                mass += weights[at]
        return mass

    def most(self, hits: Any) -> int:
        """The greatest weight (hundredths) that one of these words can bring on the listed side."""
        words = hits[0]
        likenesses = hits[1]
        most = 0
        for at in range(len(words)):
            brought = self.credit[likenesses[at]] * self.word_most[words[at]]
            if brought > most:
                most = brought
        return (most + 999) // 1000

    def _post(self, hits: Any, mass: int, limit: int) -> None:
        words = hits[0]
        likenesses = hits[1]
        for at in range(len(words)):
            word = words[at]
            credit = self.credit[likenesses[at]]
            gain = credit * mass
            listed = credit * self.word_most[word]
            for place in range(self.posting_at[word], self.posting_at[word + 1]):
                name = self.posting_name[place]
                if name >= limit:
                    break
                if self.held[name] == 0:
                    self.reached_name[self.reached] = name
                    self.reached += 1
                self.held[name] += gain
                self.held_listed[name] += listed

    def _bound(self, name: int, total: int, free: int, listed_free: int) -> int:
        whole = self.name_weight[name]
        initials = self.name_initials[name]
        lost = 1000 * (total - free - initials) - self.held[name]
        listed = 1000 * (whole - listed_free - initials) - self.held_listed[name]
        if listed < 0:
            listed = 0
        return int(self.agreement(lost, listed, total, whole))

    def agreement(self, lost: int, listed: int, total: int, whole: int) -> Any:
        """``S``: one less the share of the weight that is lost on the side of the query and of the entry."""
        return 10000 - (self.share * lost + self.listed_share * listed) // (10 * (total + whole))

    def _align(self, name: int, weights: list[int], initials: list[int], firsts: list[int]) -> int:
        start = self.name_at[name]
        count = self.name_at[name + 1] - start
        self.pairs = 0
        self.kinds = 0
        for at in range(count):
            self._pair(self.name_words[start + at], start, at, 1)
            if at + 1 < count:
                self._pair(self.name_pairs[start + at], start, at, 2)
            if at + 2 < count:
                self._pair(self.name_triples[start + at], start, at, 3)
        self._pair(self.name_whole[name], start, 0, count)
        total = 0
        for weight in weights:
            total += weight
        best = self._lay(start, count, _SINGLE, name, total, weights, initials, firsts)
        for kind in range(_JOINED, _WHOLE + 1):
            if self.kinds >> kind & 1:
                self._keep()
                agreement = self._lay(start, count, kind, name, total, weights, initials, firsts)
                if agreement > best:
                    best = agreement
                else:
                    self._put_back()
        return best

    def _keep(self) -> None:
        self.kept_picks = self.picks
        for at in range(4 * self.picks):
            self.kept[at] = self.pick[at]

    def _put_back(self) -> None:
        self.picks = self.kept_picks
        for at in range(4 * self.picks):
            self.pick[at] = self.kept[at]

    def _lay(
        self,
        start: int,
        count: int,
        kind: int,
        name: int,
        total: int,
        weights: list[int],
        initials: list[int],
        firsts: list[int],
    ) -> int:
        """Lays the pairs up to a kind (word by word, words written as one, first letters), the strongest first."""
        taken = 0
        listed_taken = 0
        gained = 0
        listed_gained = 0
        self.picks = 0
        while True:
            pair = self._strongest(taken, listed_taken, kind)
            if pair < 0:
                break
            unit = self.pair_unit[pair]
            taken |= self.unit_mask[unit]
            listed_taken |= ((1 << self.pair_length[pair]) - 1) << self.pair_at[pair]
            credit = self.credit[self.pair_like[pair]]
            gained += credit * self.unit_mass[unit]
            listed_gained += credit * self._listed_mass(start + self.pair_at[pair], self.pair_length[pair])
            self._pick(unit, self.pair_at[pair], self.pair_length[pair], self.pair_like[pair])
        for word in range(len(weights)):
            if self.picks and not taken >> word & 1:  # an initial alone is no agreement
                at = self._initial(start, count, listed_taken, initials[word], firsts[word])
                if at >= 0:
                    taken |= 1 << word
                    listed_taken |= 1 << at
                    gained += self.initial_credit * weights[word]
                    listed_gained += self.initial_credit * self.word_weight[self.name_words[start + at]]
                    self._pick(~word, at, 1, 0)
        whole = self.name_weight[name]
        return int(self.agreement(1000 * total - gained, 1000 * whole - listed_gained, total, whole))

    def _pair(self, word: int, start: int, at: int, length: int) -> None:
        """Enters the units that are like a listed word, or several written as one, that begins at ``at``."""
        if word == _NONE:
            return
        entry = self.entry[word]
        while entry:
            unit = self.entry_unit[entry]
            if self.pairs < _PAIRS:
                self.pair_unit[self.pairs] = unit
                self.pair_at[self.pairs] = at
                self.pair_length[self.pairs] = length
                self.pair_like[self.pairs] = self.entry_like[entry]
                kind = self._kind(self.unit_mask[unit], length)
                self.pair_kind[self.pairs] = kind
                self.kinds |= 1 << kind
                mass = self.unit_mass[unit] + self._listed_mass(start + at, length)
                self.pair_worth[self.pairs] = self.credit[self.entry_like[entry]] * mass
                self.pairs += 1
            entry = self.entry_next[entry]

    def _strongest(self, taken: int, listed_taken: int, kind: int) -> int:
        """The pair of most worth whose words are free on both sides (of equals that of the first unit, then place)."""
        best = -1
        for pair in range(self.pairs):
            if self.pair_kind[pair] > kind or self.unit_mask[self.pair_unit[pair]] & taken:
                continue
            if (((1 << self.pair_length[pair]) - 1) << self.pair_at[pair]) & listed_taken:
                continue
            if best < 0 or self._before(pair, best):
                best = pair
        return best

    def _kind(self, mask: int, length: int) -> int:
        """Whether a word stands beside a word, several written as one beside one, or first letters beside a name."""
        words = 0
        while mask:
            mask &= mask - 1
            words += 1
        if words == 1 and length == 1:
            return _SINGLE
        return _JOINED if words <= _MOST_JOINED and length <= _MOST_JOINED else _WHOLE

    def _before(self, one: int, two: int) -> bool:
        if self.pair_worth[one] != self.pair_worth[two]:
            return bool(self.pair_worth[one] > self.pair_worth[two])
        if self.pair_unit[one] != self.pair_unit[two]:
            return bool(self.pair_unit[one] < self.pair_unit[two])
        return bool(self.pair_at[one] < self.pair_at[two])

    def _pick(self, unit: int, at: int, length: int, like: int) -> None:
        self.pick[4 * self.picks] = unit
        self.pick[4 * self.picks + 1] = at
        self.pick[4 * self.picks + 2] = length
        self.pick[4 * self.picks + 3] = like
        self.picks += 1

    def _taken_weight(self, weights: list[int]) -> int:
        weight = 0
        for at in range(self.picks):
            unit = self.pick[4 * at]
            if unit >= 0:
                weight += self.unit_mass[unit]
            else:
                weight += weights[~unit]
        return weight

    def _taken(self) -> tuple[tuple[int, int, int, int], ...]:
        """The pairs that were picked."""
        found = []
        for at in range(self.picks):
            found.append((self.pick[4 * at], self.pick[4 * at + 1], self.pick[4 * at + 2], self.pick[4 * at + 3]))
        return tuple(found)

    def _listed_mass(self, start: int, length: int) -> int:
        mass = 0
        for at in range(start, start + length):
            mass += self.word_weight[self.name_words[at]]
        return mass

    def _initial(self, start: int, count: int, taken: int, letter: int, first: int) -> int:
        """The first free listed word that an initial stands for, or that is the initial of a word; -1 for none."""
        for at in range(count):
            if not taken >> at & 1:
                word = self.name_words[start + at]
                if letter and self.word_first[word] == letter:
                    return at
                if first and self.word_initial[word] == first:
                    return at
        return -1
