"""The loops that a search spends its time in: near words, candidate names, alignment of two names.

One source, two ways to run: interpreted as it stands, or compiled by Cython with the types of ``kernel.pxd``. All
reckoning is in whole numbers, so both give the same answers to the last digit. Nothing is allocated per listed name.

Units: costs in hundredths of a sound, likeness and credit in thousandths, weights in hundredths of a natural logarithm,
agreement (``S``) in ten-thousandths.
"""

from __future__ import annotations

from array import array
from typing import Any

LETTERS = 36  # a to z, 0 to 9
SHORT = 4  # letters of a word that is too short for slips to be forgiven as in longer ones
LONGEST = 60  # sounds of a word that are compared; the rest of a longer one is left out
KEYS, FRAMES, BARE, TYPED = 1, 2, 3, 4  # which strings of the listed words a search key belongs to
_PRIME, _MASK = 1099511628211, 0xFFFFFFFFFFFFFFFF
_NONE = 0xFFFFFFFF


def slips(length: int) -> int:
    """How many families of sounds a word's key may lose and still be found."""
    if length <= 2:
        return 0
    return 1 if length <= 7 else 2


def frame_slips(length: int) -> int:
    """The same for frames, which hold consonants alone."""
    if length <= 3:
        return 0
    return 1 if length <= 6 else 2


def letter_slips(length: int) -> int:
    """The same for letters as typed."""
    return 0 if length <= 3 else 1


def tags(text: bytes, salt: int, lost: int) -> list[int]:
    """The hashes (32 bits) of a key and of what is left of it when up to ``lost`` (0, 1, 2) signs are taken out."""
    length = len(text)
    found = [_tag(text, length, salt, -1, -1)]
    if lost >= 1:
        for one in range(length):
            if one and text[one] == text[one - 1]:
                continue
            found.append(_tag(text, length, salt, one, -1))
    if lost >= 2:
        for one in range(length):
            for two in range(one + 1, length):
                found.append(_tag(text, length, salt, one, two))
    return found


def _tag(text: bytes, length: int, salt: int, one: int, two: int) -> int:
    value = 1469598103934665603 ^ salt
    for at in range(length):
        if at != one and at != two:
            value = ((value ^ text[at]) * _PRIME) & _MASK
    return (value ^ (value >> 29)) >> 32


class Kernel:
    """The arrays of a saved index and the costs of sounds, and what is asked of them."""

    def __init__(self, arrays: Any, costs: Any, credit: Any, settings: Any) -> None:
        """Takes the arrays by name (see index.py), the sounds' costs, the credit for each likeness, and the settings.

        Settings: ``bits`` of the hash that choose a bucket, ``initialled`` how many names (the first ones) hold
        initials, ``share`` and ``listed_share`` (hundredths) with which what is lost of the query and of the entry
        counts, ``initial`` (thousandths) the credit of an initial, ``short`` the weight of words up to
        which the strict costs hold.
        """
        self.bucket = arrays["bucket"]
        self.tag = arrays["tag"]
        self.tagged = arrays["tagged"]
        self.reading_at = arrays["reading_at"]
        self.reading_sounds = bytes(arrays["reading_sounds"])
        self.reading_key_at = arrays["reading_key_at"]
        self.reading_keys = bytes(arrays["reading_keys"])
        self.reading_frame_at = arrays["reading_frame_at"]
        self.reading_frames = bytes(arrays["reading_frames"])
        self.reading_letter_at = arrays["reading_letter_at"]
        self.reading_letters = bytes(arrays["reading_letters"])
        self.reading_letter_slips = arrays["reading_letter_slips"]
        self.reading_slips = arrays["reading_slips"]
        self.reading_frame_slips = arrays["reading_frame_slips"]
        self.reading_cost = arrays["reading_cost"]
        self.reading_bare = arrays["reading_bare"]
        self.reading_word = arrays["reading_word"]
        self.word_weight = arrays["word_weight"]
        self.word_most = arrays["word_most"]
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
        self.near_cost = costs["near"]
        self.weights = costs["weights"]
        self.gaps = costs["gaps"]
        self.bare_weights = costs["bare_weights"]
        self.bare_gaps = costs["bare_gaps"]
        self.swap = costs["swap"]
        self.size = len(costs["weights"])
        self.strict_near = costs["strict_near"]
        self.strict_gaps = costs["strict_gaps"]
        self.strict_letters = costs["strict_letters"]
        self.strict_letter_gaps = costs["strict_letter_gaps"]
        self.letter_cost = costs["letter_near"]
        self.letter_weights = costs["letter_weights"]
        self.letter_gaps = costs["letter_gaps"]
        self.credit = credit
        self.floor = 0
        while self.floor < 1000 and self.credit[self.floor] == 0:
            self.floor += 1
        self.short = settings["short"]
        self.initialled = settings["initialled"]
        self.shift = 32 - settings["bits"]
        self.share = settings["share"]
        self.listed_share = settings["listed_share"]
        self.initial_credit = settings["initial"]
        self.row = array("i", bytes(4 * (LONGEST + 1)))
        self.above = array("i", bytes(4 * (LONGEST + 1)))
        self.places = array("Q", bytes(8 * 256))
        self.seen = bytearray(len(self.reading_word))
        self.touched = [0] * 4096
        names = len(self.name_weight)
        self.held = array("q", bytes(8 * names))
        self.held_listed = array("q", bytes(8 * names))

    # words

    def near(self, word: Any, *, whole: bool = False) -> list[tuple[int, int]]:
        """The listed words like a reading: (word, likeness), sorted by word; those below the floor are not among them.

        The reading is a tuple (sounds, key, frame, letters, bare); ``whole`` allows no slip.
        """
        found: dict[int, int] = {}
        for salt in (FRAMES, BARE) if word[4] else (KEYS, BARE, TYPED):
            self._probe(found, word, salt, not whole)
        return sorted(found.items())

    def scan(self, word: Any) -> list[tuple[int, int]]:
        """The same as ``near`` by going through every listed reading: what the search is tested against."""
        found: dict[int, int] = {}
        for salt in (FRAMES, BARE) if word[4] else (KEYS, BARE, TYPED):
            text = self._text(word, salt)
            if len(text):
                self._place(text)
                for reading in range(len(self.reading_word)):
                    if (self.reading_bare[reading] != 0) == (salt == BARE):
                        self._weigh(found, word, salt, len(text), self._lost(text, salt), reading)
                for sign in text:
                    self.places[sign] = 0
        return sorted(found.items())

    def _text(self, word: Any, salt: int) -> Any:
        """The string of a query's reading that is searched under a salt."""
        if salt == KEYS:
            return word[1][:LONGEST]
        if salt == TYPED:
            return word[3][:LONGEST]
        return word[2][:LONGEST]

    def _lost(self, text: bytes, salt: int) -> int:
        if salt == KEYS:
            return slips(len(text))
        if salt == TYPED:
            return letter_slips(len(text))
        return frame_slips(len(text))

    def _probe(self, found: dict[int, int], word: Any, salt: int, slipping: int) -> None:
        count = 0
        key = self._text(word, salt)
        if len(key) == 0:
            return
        lost = self._lost(key, salt) if slipping else 0
        self._place(key)
        for tag in tags(key, salt, lost):
            place = tag >> self.shift
            start = self.bucket[place]
            end = self.bucket[place + 1]
            for at in range(start, end):
                if self.tag[at] == tag:
                    reading = self.tagged[at]
                    if not self.seen[reading]:
                        self.seen[reading] = 1
                        if count == len(self.touched):
                            self.touched.append(0)
                        self.touched[count] = reading
                        count += 1
                        self._weigh(found, word, salt, len(key), lost, reading)
        for at in range(count):
            self.seen[self.touched[at]] = 0
        for sign in key:
            self.places[sign] = 0

    def _place(self, key: bytes) -> None:
        """Keeps where each sign of a key stands, for ``common``."""
        one = 1
        for at in range(len(key)):
            self.places[key[at]] |= one << at

    def common(self, length: int, second: bytes) -> int:
        """How long the longest common subsequence of a placed key and a second one is (Hyyro 2004, bit-parallel)."""
        full = 1
        full = (full << length) - 1
        row = full
        for at in range(len(second)):
            hit = row & self.places[second[at]]
            row = ((row + hit) | (row - hit)) & full
        left = 0
        while row:
            row &= row - 1
            left += 1
        return length - left

    def _weigh(self, found: dict[int, int], word: Any, salt: int, length: int, lost: int, reading: int) -> None:
        if not self._meets(length, salt, lost, reading):
            return
        likeness = self._likeness(word, salt, reading) - self.reading_cost[reading]
        if likeness >= self.floor:
            number = self.reading_word[reading]
            if likeness > found.get(number, 0):
                found[number] = likeness

    def _meets(self, length: int, salt: int, lost: int, reading: int) -> bool:
        """Whether the placed key and a listed reading's share what is left when each loses as much as it may."""
        if salt == KEYS:
            start = self.reading_key_at[reading]
            end = self.reading_key_at[reading + 1]
            other = self.reading_keys[start:end]
            allowed = self.reading_slips[reading]
        elif salt == TYPED:
            start = self.reading_letter_at[reading]
            end = self.reading_letter_at[reading + 1]
            other = self.reading_letters[start:end]
            allowed = self.reading_letter_slips[reading]
        else:
            start = self.reading_frame_at[reading]
            end = self.reading_frame_at[reading + 1]
            other = self.reading_frames[start:end]
            allowed = self.reading_frame_slips[reading]
        least = length - lost
        if len(other) - allowed > least:
            least = len(other) - allowed
        return least > 0 and self.common(length, other) >= least

    def _likeness(self, word: Any, salt: int, reading: int) -> int:
        """How like a listed reading is: as typed by its letters, else by its sounds."""
        if salt == TYPED:
            start = self.reading_letter_at[reading]
            end = self.reading_letter_at[reading + 1]
            return self.typed(word[3], self.reading_letters[start:end])
        start = self.reading_at[reading]
        end = self.reading_at[reading + 1]
        return self.heard(word[0], self.reading_sounds[start:end], word[4] or self.reading_bare[reading] != 0)

    def places_of(self, word: int) -> int:
        """How many names have a word."""
        return int(self.posting_at[word + 1] - self.posting_at[word])

    def heard(self, first: bytes, second: bytes, bare: int) -> int:
        """The likeness of two words by their sounds; ``bare`` where one of them leaves short vowels out."""
        if bare:
            return self._compare(first, second, self.near_cost, self.bare_weights, self.bare_gaps, self.size)
        if self._mass_of(first) <= self.short and self._mass_of(second) <= self.short:
            return self._compare(first, second, self.strict_near, self.weights, self.strict_gaps, self.size)
        return self._compare(first, second, self.near_cost, self.weights, self.gaps, self.size)

    def _mass_of(self, sounds: bytes) -> int:
        mass = 0
        for at in range(len(sounds)):
            mass += self.weights[sounds[at]]
        return mass

    def typed(self, first: bytes, second: bytes) -> int:
        """The likeness of two words by their letters."""
        if len(first) <= SHORT and len(second) <= SHORT:
            return self._compare(
                first, second, self.strict_letters, self.letter_weights, self.strict_letter_gaps, LETTERS
            )
        return self._compare(first, second, self.letter_cost, self.letter_weights, self.letter_gaps, LETTERS)

    def _compare(self, first: bytes, second: bytes, near: Any, weights: Any, gaps: Any, size: int) -> int:
        """One less the cost of turning the one into the other, by their weight.

        Signs may be changed, left out, put in, or swapped with a neighbour (Damerau 1964, restricted: no sign twice).
        """
        one = 0
        for at in range(len(first)):
            one += weights[first[at]]
        two = 0
        for at in range(len(second)):
            two += weights[second[at]]
        top = one if one > two else two
        if top == 0:
            return 0
        start = 0
        a = len(first)
        b = len(second)
        while start < a and start < b and first[start] == second[start]:
            start += 1
        while a > start and b > start and first[a - 1] == second[b - 1]:
            a -= 1
            b -= 1
        row = self.row
        above = self.above
        row[0] = 0
        for j in range(start, b):
            row[j - start + 1] = row[j - start] + gaps[second[j]]
        for i in range(start, a):
            sound = first[i]
            gap = gaps[sound]
            swapped = 0  # what stood two rows above and two columns before
            before = row[0]
            row[0] = before + gap
            for j in range(start, b):
                other = second[j]
                column = j - start + 1
                best = before + near[sound * size + other]
                crossed = i > start and j > start and sound == second[j - 1] and other == first[i - 1]
                if crossed and swapped + self.swap < best:
                    best = swapped + self.swap
                swapped = above[column - 1]
                above[column - 1] = before
                before = row[column]
                if before + gap < best:
                    best = before + gap
                if row[column - 1] + gaps[other] < best:
                    best = row[column - 1] + gaps[other]
                row[column] = best
            above[b - start] = before
        cost = row[b - start]
        likeness = 1000 - 1000 * cost // top
        return likeness if likeness > 0 else 0

    # names

    def candidates(
        self,
        hits: list[Any],
        masks: list[int],
        weights: list[int],
        skipped: int,
        least: int,
        free: int,
        listed_free: int,
    ) -> list[int]:
        """The names that can reach an agreement of ``least``, among those that any unit not within ``skipped`` hits.

        ``hits`` are (words, likenesses) of each unit, ``masks`` the query's words that a unit stands for, ``weights``
        those of the query's words, ``skipped`` a mask of common words whose entries are not gone through: each name
        is taken to have them (only names with initials, which stand first, are looked up: an initial may stand for
        any word). ``free`` and ``listed_free`` are weights that initials may make up for on either side.
        """
        total = 0
        for weight in weights:
            total += weight
        touched: list[int] = []
        for unit in range(len(hits)):
            mass = self._mass(weights, masks[unit])
            if masks[unit] & ~skipped:
                self._post(touched, hits[unit], mass, _NONE)
            else:
                self._post(touched, hits[unit], mass, self.initialled)
                listed_free += self.most(hits[unit])
        free += self._mass(weights, skipped)
        found = []
        for name in touched:
            if self._bound(name, total, free, listed_free) >= least:
                found.append(name)
            self.held[name] = 0
            self.held_listed[name] = 0
        found.sort()
        return found

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

    def _post(self, touched: list[int], hits: Any, mass: int, limit: int) -> None:
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
                    touched.append(name)
                self.held[name] += gain
                self.held_listed[name] += listed

    def _bound(self, name: int, total: int, free: int, listed_free: int) -> int:
        whole = self.name_weight[name]
        initials = self.name_initials[name]
        lost = 1000 * (total - free - initials) - self.held[name]
        if lost < 0:
            lost = 0
        listed = 1000 * (whole - listed_free - initials) - self.held_listed[name]
        if listed < 0:
            listed = 0
        return int(self.agreement(lost, listed, total, whole))

    def agreement(self, lost: int, listed: int, total: int, whole: int) -> Any:
        """``S``: one less the share of the weight that is lost on the side of the query and of the entry."""
        return 10000 - (self.share * lost + self.listed_share * listed) // (10 * (total + whole))

    def align(
        self,
        name: int,
        likes: list[Any],
        masks: list[int],
        weights: list[int],
        initials: list[int],
        firsts: list[int],
    ) -> tuple[int, list[tuple[int, int, int, int]]]:
        """The words of a query laid beside those of a listed name, the strongest pairs first.

        ``likes`` tell of each unit the likeness to a listed word, ``initials`` of each word of the query the letter
        that it stands for, else 0, ``firsts`` the first letter of a word that is none. Gives (agreement, pairs), a pair
        being (unit or ~word of an initial, first listed word, number of listed words, likeness); a pair that rests on
        an initial has the likeness 0.
        """
        start = self.name_at[name]
        count = self.name_at[name + 1] - start
        pairs: list[tuple[int, int, int, int, int]] = []
        for unit in range(len(likes)):
            like = likes[unit]
            if like:
                mass = self._mass(weights, masks[unit])
                single = masks[unit] & (masks[unit] - 1) == 0
                for at in range(count):
                    self._pair(pairs, unit, like.get(self.name_words[start + at], 0), mass, at, 1, start)
                    if single and at + 1 < count:
                        self._pair(pairs, unit, like.get(self.name_pairs[start + at], 0), mass, at, 2, start)
                        if at + 2 < count:
                            self._pair(pairs, unit, like.get(self.name_triples[start + at], 0), mass, at, 3, start)
                if self.name_whole[name] != _NONE:
                    self._pair(pairs, unit, like.get(self.name_whole[name], 0), mass, 0, count, start)
        pairs.sort()
        taken = 0
        listed_taken = 0
        gained = 0
        listed_gained = 0
        found = []
        for pair in pairs:
            unit, at, length, likeness = pair[1], pair[2], pair[3], pair[4]
            span = ((1 << length) - 1) << at
            if masks[unit] & taken or span & listed_taken:
                continue
            taken |= masks[unit]
            listed_taken |= span
            credit = self.credit[likeness]
            gained += credit * self._mass(weights, masks[unit])
            listed_gained += credit * self._listed_mass(start + at, length)
            found.append((unit, at, length, likeness))
        for word in range(len(weights)):
            if len(found) and not taken >> word & 1:  # an initial alone is no agreement
                at = self._initial(start, count, listed_taken, initials[word], firsts[word])
                if at >= 0:
                    taken |= 1 << word
                    listed_taken |= 1 << at
                    gained += self.initial_credit * weights[word]
                    listed_gained += self.initial_credit * self.word_weight[self.name_words[start + at]]
                    found.append((~word, at, 1, 0))
        total = 0
        for weight in weights:
            total += weight
        whole = self.name_weight[name]
        return self.agreement(1000 * total - gained, 1000 * whole - listed_gained, total, whole), found

    def _pair(self, pairs: list[Any], unit: int, likeness: int, mass: int, at: int, length: int, start: int) -> None:
        if likeness:
            worth = self.credit[likeness] * (mass + self._listed_mass(start + at, length))
            pairs.append((-worth, unit, at, length, likeness))

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
