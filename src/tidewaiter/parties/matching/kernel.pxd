# Types with which Cython compiles kernel.py; without it they are not read. See docs/decisions for why.
cimport cython

ctypedef unsigned long long u64
ctypedef unsigned int u32
ctypedef unsigned short u16
ctypedef unsigned char u8

cdef u64 _PRIME, _MASK, _SPREAD
cdef u32 _NONE
cdef int _SINGLE, _JOINED, _WHOLE, _MOST_JOINED, _SHORT, _PAIRS
cdef int _KEPT, _ASCII, _H, _ZERO, _NINE, _SMALL_A, _SMALL_Z, _LARGE_A, _LARGE_Z
cdef int _KEYS, _FRAMES, _BARE, _TYPED, _WRITTEN, _LETTERS, _LONGEST

cpdef int slips(int length)
cpdef int frame_slips(int length)
cpdef int letter_slips(int length)

cpdef list tags(bytes text, int salt, int lost)

@cython.locals(length=int, one=int, two=int, count=int)
cdef int _mark(bytes text, int salt, int lost, u32[::1] into)

@cython.locals(value=u64, at=int)
cdef u32 _tag(bytes text, int length, int salt, int one, int two)

cpdef enter(object one, int keyed, int framed, int typed, u64 reading, object into)

@cython.locals(tag=u64)
cdef void _enter(bytes text, int salt, int lost, u64 reading, object into)

@cython.locals(given="const unsigned long long[::1]", into="unsigned long long[::1]", start="unsigned int[::1]", place="unsigned int[::1]", shift=int, many=u32, at=u32, bucket=u64, kept=u32, first=u32, last=u32, begin=u32, one=u32, spot=u32, moved=u32, value=u64)
cpdef tuple ordered(object entries, int bits)

cdef class Ear:
    cdef object lock
    cdef bytes families
    cdef int digit
    cdef u8[::1] vowel
    cdef object grown
    cdef const int[::1] branches, first, second
    cdef object sounds_kept, key_kept, frame_kept, typed_kept
    cdef u8[::1] sounds, key, frame, typed

    @cython.locals(told=bytes, count=int, keyed=int, framed=int, typed=int)
    cpdef tuple hear(self, str letters)

    @cython.locals(count=int, at=int, node=int, step=int, end=int, heard=int)
    cdef int _sound(self, bytes told)

    cdef int _add(self, int count, int sound)

    @cython.locals(keyed=int, framed=int, at=int, family=u8, digit=bint, ended=bint)
    cdef (int, int) _find_keys(self, int count)

    @cython.locals(count=int, at=int, sign=u8, number=int, again=bint)
    cdef int _type(self, bytes told)

cdef class Kernel:
    cdef const u32[::1] bucket, reading, reading_word
    cdef const u64[::1] tagged
    cdef bytes signs
    cdef u32[::1] reached_name
    cdef u32 reached
    cdef int[::1] unit_mass, unit_mask
    cdef u64[::1] places
    cdef const u16[::1] word_weight, word_most
    cdef const u8[::1] word_first, word_initial, word_role
    cdef const u8[::1] apart
    cdef int acronym, joined, alike, same, as_one
    cdef const u32[::1] posting_at, posting_name, name_at, name_words, name_pairs, name_triples, name_whole
    cdef const u16[::1] name_weight, name_initials
    cdef const int[::1] credit, costs
    cdef object table
    cdef int near_at, bare_at, strict_at, letter_at, strict_letter_at, weight_at, bare_weight_at, letter
    cdef int gap_at, strict_gap_at, bare_gap_at, letter_gap_at, strict_letter_gap_at
    cdef u32 initialled
    cdef int size, shift, share, listed_share, initial_credit, swap, short
    cdef public int floor
    cdef int[::1] row, above
    cdef dict memory
    cdef bytes told
    cdef int told_weight
    cdef bint bare
    cdef u32 hits
    cdef u32[::1] hit_word, best_word
    cdef u16[::1] hit_like, best, best_like
    cdef object words_kept, likes_kept
    cdef const int[::1] lone
    cdef u8[::1] seen
    cdef u32[::1] touched, marks
    cdef long long[::1] held, held_listed, pair_worth
    cdef int[::1] entry, entry_unit, entry_like, entry_next, pair_unit, pair_at, pair_length, pair_like, pick, pair_kind, kept
    cdef int pairs, picks, kinds, kept_picks

    cpdef list near(self, object word, int most=*)

    @cython.locals(at=int, number=u32)
    cdef list _taken_hits(self)

    cdef void _search(self, object word, int most)

    cdef void _hear(self, object word)

    @cython.locals(count=int, cost=int, factor=int, lone=int, at=int, word=u32, worth=int, names=int, weight=int, alike=bint)
    cpdef tuple gather(self, tuple told, int role, int most)

    cdef bint _same_kind(self, int one, int two)

    @cython.locals(listed=int)
    cdef int _worth(self, u32 word, int role, int like, int cost, int lone)

    cpdef list scan(self, object word)

    @cython.locals(reading=u32)
    cdef void _go_through(self, bytes key, int salt, int lost)

    @cython.locals(tag=u32, place=u32, start=u32, end=u32, at=u32, reading=u32, count=u32, mark=int, likeness=int)
    cdef void _probe(self, bytes key, int salt, int lost)

    @cython.locals(at=int, one=u64)
    cdef void _place(self, bytes key)

    @cython.locals(at=int)
    cdef void _clear(self, bytes key)

    @cython.locals(full=u64, row=u64, hit=u64, at=u32, left=int)
    cdef int _common(self, int length, bytes second, u32 start, u32 end)

    @cython.locals(lengths=u32, allowances=u32, start=u32, end=u32, allowed=int, least=int)
    cdef bint _shares(self, int length, int salt, int lost, u32 reading)

    @cython.locals(begin=u32, lengths=u32, costs=u32, end=u32, bare=bint, likeness=int)
    cdef int _likeness(self, int salt, u32 reading)

    @cython.locals(word=u32)
    cdef void _keep_hit(self, u32 reading, int likeness)

    cpdef int heard(self, bytes first, bytes second, bint bare)

    cpdef int typed(self, bytes first, bytes second)

    @cython.locals(weight=int, at=u32)
    cdef int _weight(self, bytes signs, u32 start, u32 end, int weights)

    @cython.locals(near=int, gaps=int, top=int)
    cdef int _heard(self, bytes first, int mine, bytes second, u32 start, u32 end, int theirs, bint bare)

    @cython.locals(length=int, strict=bint, near=int, gaps=int)
    cdef int _typed(self, bytes first, bytes second, u32 start, u32 end)

    @cython.locals(start=int, stop=int, cost=int, likeness=int)
    cdef int _compare(self, bytes first, bytes second, u32 begin, u32 end, int near, int gaps, int size, int top)

    @cython.locals(cost=int)
    cdef int _remembered(self, bytes first, bytes second, int near, int gaps, int size)

    @cython.locals(i=int, j=int, sound=u8, other=u8, gap=int, before=int, best=int, swapped=int, column=int, crossed=bint)
    cdef int _cost(self, bytes first, int start, int stop, bytes second, int begin, int end, int near, int gaps, int size)

    @cython.locals(total=int, weight=int, unit=int, name=u32, at=u32, agreement=int)
    cpdef list find(self, list hits, list masks, list weights, int skipped, int least, int free, int listed_free, list initials, list firsts)

    @cython.locals(agreement=int, weight=int)
    cpdef tuple align(self, u32 name, list hits, list masks, list weights, list initials, list firsts)

    @cython.locals(unit=int)
    cdef void _set_out(self, list masks, list weights)

    @cython.locals(words="const unsigned int[::1]", likenesses="const unsigned short[::1]", unit=int, count=int, at=int)
    cdef void _enter(self, list hits)

    @cython.locals(size=int)
    cdef void _grow(self)

    @cython.locals(words="const unsigned int[::1]", unit=int, at=int)
    cdef void _leave(self, list hits)

    @cython.locals(mass=int, at=int)
    cdef int _mass(self, list weights, int mask)

    @cython.locals(words="const unsigned int[::1]", likenesses="const unsigned short[::1]", most=int, brought=int, at=int)
    cpdef int most(self, tuple hits)

    @cython.locals(words="const unsigned int[::1]", likenesses="const unsigned short[::1]", at=int, word=u32, credit=int, gain="long long", listed="long long", place=u32, name=u32)
    cdef void _post(self, tuple hits, int mass, u32 limit)

    @cython.locals(whole=int, initials=int, lost="long long", listed="long long")
    cdef int _bound(self, u32 name, int total, int free, int listed_free)

    cpdef int agreement(self, long long lost, long long listed, int total, int whole)

    @cython.locals(start=u32, count=int, at=int, total=int, weight=int, best=int, kind=int, agreement=int)
    cdef int _align(self, u32 name, list weights, list initials, list firsts)

    @cython.locals(at=int)
    cdef void _keep(self)

    @cython.locals(at=int)
    cdef void _put_back(self)

    @cython.locals(at=int, taken=int, listed_taken=int, gained="long long", listed_gained="long long", pair=int, unit=int, credit=int, word=int, whole=int)
    cdef int _lay(self, u32 start, int count, int kind, u32 name, int total, list weights, list initials, list firsts)

    @cython.locals(words=int)
    cdef int _kind(self, int mask, int length)

    @cython.locals(entry=int, unit=int, mass=int, kind=int)
    cdef void _pair(self, u32 word, u32 start, int at, int length)

    @cython.locals(best=int, pair=int)
    cdef int _strongest(self, int taken, int listed_taken, int kind)

    cdef bint _before(self, int one, int two)

    cdef void _pick(self, int unit, int at, int length, int like)

    @cython.locals(at=int)
    cdef tuple _taken(self)

    @cython.locals(weight=int, at=int, unit=int)
    cdef int _taken_weight(self, list weights)

    @cython.locals(mass=int, at=u32)
    cdef int _listed_mass(self, u32 start, int length)

    @cython.locals(at=int, word=u32)
    cdef int _initial(self, u32 start, int count, int taken, int letter, int first)
