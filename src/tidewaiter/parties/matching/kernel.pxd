# Types with which Cython compiles kernel.py; without it they are not read. See docs/decisions for why.
cimport cython

ctypedef unsigned long long u64
ctypedef unsigned int u32
ctypedef unsigned short u16
ctypedef unsigned char u8

cpdef int slips(int length)
cpdef int frame_slips(int length)
cpdef int letter_slips(int length)

@cython.locals(length=int, one=int, two=int, data="const unsigned char*")
cpdef list tags(bytes text, int salt, int lost)

@cython.locals(value=u64, at=int)
cdef u32 _tag(bytes text, int length, int salt, int one, int two)

cdef class Kernel:
    cdef const u32[::1] bucket, tag, tagged, reading_at, reading_key_at, reading_frame_at, reading_letter_at, reading_word
    cdef bytes reading_sounds, reading_keys, reading_frames, reading_letters
    cdef u64[::1] places
    cdef const u8[::1] reading_slips, reading_frame_slips, reading_letter_slips, reading_bare
    cdef const u16[::1] reading_cost, word_weight, word_most
    cdef const u8[::1] word_first, word_initial
    cdef const u32[::1] posting_at, posting_name, name_at, name_words, name_pairs, name_triples, name_whole
    cdef const u16[::1] name_weight, name_initials
    cdef const int[::1] near_cost, weights, gaps, bare_weights, bare_gaps, letter_cost, letter_weights, letter_gaps, credit
    cdef const int[::1] strict_near, strict_gaps, strict_letters, strict_letter_gaps
    cdef u32 initialled
    cdef int size, shift, share, listed_share, initial_credit, swap, short
    cdef public int floor
    cdef int[::1] row, above
    cdef u8[::1] seen
    cdef list touched
    cdef long long[::1] held, held_listed

    cpdef int places_of(self, u32 word)

    @cython.locals(salt=int)
    cpdef list near(self, tuple word, bint whole=*)

    @cython.locals(salt=int, text=bytes, reading=u32, sign=u8)
    cpdef list scan(self, tuple word)

    cdef object _text(self, tuple word, int salt)

    cdef int _lost(self, bytes text, int salt)

    @cython.locals(key=bytes, lost=int, tag=u32, place=u32, start=u32, end=u32, at=u32, reading=u32, count=int, sign=u8, step=int)
    cdef void _probe(self, dict found, tuple word, int salt, bint slipping)

    @cython.locals(at=int, one=u64)
    cdef void _place(self, bytes key)

    @cython.locals(full=u64, row=u64, hit=u64, at=int, left=int)
    cpdef int common(self, int length, bytes second)

    @cython.locals(likeness=int, number=u32)
    cdef void _weigh(self, dict found, tuple word, int salt, int length, int lost, u32 reading)

    @cython.locals(start=u32, end=u32, allowed=int, least=int, other=bytes)
    cdef bint _meets(self, int length, int salt, int lost, u32 reading)

    @cython.locals(start=u32, end=u32)
    cdef int _likeness(self, tuple word, int salt, u32 reading)

    cpdef int heard(self, bytes first, bytes second, bint bare)

    @cython.locals(mass=int, at=int)
    cdef int _mass_of(self, bytes sounds)

    cpdef int typed(self, bytes first, bytes second)

    @cython.locals(one=int, two=int, top=int, at=int, start=int, a=int, b=int, i=int, j=int, sound=u8, other=u8, gap=int, before=int, best=int, cost=int, likeness=int, swapped=int, column=int, crossed=bint, row="int[::1]", above="int[::1]")
    cdef int _compare(self, bytes first, bytes second, const int[::1] near, const int[::1] weights, const int[::1] gaps, int size)

    @cython.locals(total=int, weight=int, unit=int, free=int, listed_free=int, name=u32, mass=int)
    cpdef list candidates(self, list hits, list masks, list weights, int skipped, int least, int free, int listed_free)

    @cython.locals(mass=int, at=int)
    cdef int _mass(self, list weights, int mask)

    @cython.locals(words="const unsigned int[::1]", likenesses="const unsigned short[::1]", most=int, brought=int, at=int)
    cpdef int most(self, tuple hits)

    @cython.locals(words="const unsigned int[::1]", likenesses="const unsigned short[::1]", at=int, word=u32, credit=int, gain="long long", listed="long long", place=u32, name=u32)
    cdef void _post(self, list touched, tuple hits, int mass, u32 limit)

    @cython.locals(whole=int, initials=int, lost="long long", listed="long long")
    cdef int _bound(self, u32 name, int total, int free, int listed_free)

    cpdef int agreement(self, long long lost, long long listed, int total, int whole)

    @cython.locals(start=u32, count=int, unit=int, mass=int, single=bint, at=int, length=int, likeness=int, taken=int, listed_taken=int, gained="long long", listed_gained="long long", span=int, credit=int, word=int, total=int, weight=int, whole=int, like=dict)
    cpdef tuple align(self, u32 name, list likes, list masks, list weights, list initials, list firsts)

    @cython.locals(worth="long long")
    cdef void _pair(self, list pairs, int unit, int likeness, int mass, int at, int length, u32 start)

    @cython.locals(mass=int, at=u32)
    cdef int _listed_mass(self, u32 start, int length)

    @cython.locals(at=int, word=u32)
    cdef int _initial(self, u32 start, int count, int taken, int letter, int first)
