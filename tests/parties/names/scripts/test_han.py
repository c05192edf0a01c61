from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import chinese, han
from tidewaiter.parties.names.word import Word


def letters(word: Word) -> list[str]:
    return [reading.letters for reading in word.readings]


def roles(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.text, word.role) for word in han.words(text, kind)]


def test_a_person_is_a_family_name_and_a_word_for_each_given_character() -> None:
    assert roles("毛泽东") == [("毛", "family"), ("泽", "given"), ("东", "given")]


def test_a_family_name_of_two_characters_is_one_word() -> None:
    assert roles("诸葛亮")[0] == ("诸葛", "family")
    assert letters(han.words("歐陽修", "person")[0])[0] == "ouyang"


def test_pinyin_comes_first_and_wade_giles_and_hong_kong_behind_it() -> None:
    family = han.words("曾小明", "person")[0]
    assert letters(family)[0] == "zeng" and {"tseng", "tsang"} <= set(letters(family))


def test_a_family_name_has_the_reading_of_the_name_not_of_the_word() -> None:
    assert letters(han.words("仇和", "person")[0])[0] == "qiu"
    assert letters(han.words("单雄信", "person")[0])[0] == "shan"
    assert letters(han.words("解缙", "person")[0])[0] == "xie"


def test_simplified_and_traditional_characters_read_alike() -> None:
    assert [letters(word) for word in han.words("张学龙", "person")] == [
        letters(word) for word in han.words("張學龍", "person")
    ]


def test_a_korean_family_name_makes_korean_readings_as_good_as_pinyin() -> None:
    costs = {(one.letters, one.system): one.cost for one in han.words("金正恩", "person")[1].readings}
    assert costs["jong", "korean"] == costs["zheng", "pinyin"] == 0


def test_a_japanese_name_is_read_by_the_tables() -> None:
    family, name = han.words("高橋健一", "unknown")
    assert (family.role, letters(family)[0], name.role, letters(name)[0]) == (
        "family", "takahashi", "given", "kenichi",
    )  # fmt: skip


def test_a_foreign_name_is_told_by_the_point() -> None:
    first, second = han.words("弗拉基米尔·普京", "unknown")
    assert "vladimir" in letters(first) and "putin" in letters(second)


def test_an_organisation_is_cut_into_words_with_english_readings() -> None:
    found = [word.readings[0].letters for word in han.words("丹东鸿祥实业发展有限公司", "unknown")]
    assert found == ["dandong", "hongxiang", "industry", "development", "llc"]


def test_the_language_of_a_proper_name_is_told_by_the_words_around_it() -> None:
    korean = han.words("朝鮮光明貿易會社", "organisation")[1]
    japanese = han.words("日本東亜貿易株式会社", "organisation")[1]
    assert letters(korean)[0] == "kwangmyong" and letters(japanese)[0] == "toa"


def test_a_ship_keeps_its_number() -> None:
    assert roles("新光海6号")[-2:] == [("6", "number"), ("号", "form")]
    assert [word.readings[0].letters for word in han.words("海洋二号", "vessel")] == ["hai", "yang", "2", "hao"]


def test_a_title_is_told_from_the_name() -> None:
    assert roles("习近平主席") == [("习", "family"), ("近", "given"), ("平", "given"), ("主席", "title")]


def test_wade_giles_is_made_from_pinyin_by_rule() -> None:
    syllables = "xiao zhong ze dong jin qing guo zhuo lv si zi xue quan ren cai shi yong"
    expected = "hsiao chung tse tung chin ching kuo cho lu ssu tzu hsueh chuan jen tsai shih yung"
    assert [chinese.wade(one) for one in syllables.split()] == expected.split()


def test_cantonese_is_spelled_as_in_hong_kong() -> None:
    syllables = "loeng can zoeng jip gwok jyun ng coi zang"
    expected = "leung chan cheung yip kwok yuen ng choi tsang"
    assert [chinese.hong_kong(one) for one in syllables.split()] == expected.split()


def test_the_table_covers_the_characters_of_the_national_standards() -> None:
    assert len(chinese.characters()) > 9000
    assert all(chinese.cells(sign)[0] for sign in "中國国鎔镕喆堃珺龘")


texts = st.text(
    st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), st.sampled_from(" ·6号王公司李田中")),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(["person", "unknown", "organisation", "vessel"]))
def test_every_word_stands_where_it_says_and_has_letters(text: str, kind: PartyKind) -> None:
    for word in han.words(text, kind):
        assert text[word.start : word.end] == word.text
        assert word.readings and all(r.letters.isascii() and r.letters.isalnum() for r in word.readings)
        assert len({(reading.letters, reading.system) for reading in word.readings}) == len(word.readings)


def test_other_forms_of_a_character_find_the_japanese_tables() -> None:
    assert "kurosawa" in letters(han.words("黑澤明夫", "person")[0])


def test_a_japanese_given_name_outside_the_tables_is_put_together() -> None:
    family, name = han.words("鳩山由紀夫", "unknown")
    assert letters(family)[0] == "hatoyama" and "yukio" in letters(name)


def test_four_characters_without_a_chinese_family_name_are_a_japanese_name() -> None:
    assert [word.role for word in han.words("黒岩徹也", "unknown")] == ["family", "given"]


def test_a_chinese_name_of_two_family_names_stays_chinese() -> None:
    assert [word.text for word in han.words("陳方安生", "person")] == ["陳", "方", "安", "生"]


def test_a_number_alone_is_a_number() -> None:
    assert roles("6", "person") == [("6", "number")]


def test_three_pieces_are_all_read() -> None:
    assert "".join(word.text for word in han.words("田中 太 郎", "person")) == "田中太郎"


def test_every_reading_of_a_person_says_its_system() -> None:
    for name in ("张玉", "金正恩", "阮文和", "高橋健一", "歐陽修", "林義郎"):
        assert all(reading.system for word in han.words(name, "person") for reading in word.readings), name


def test_the_spellings_of_hong_kong_and_of_the_overseas_chinese_are_two_systems() -> None:
    told = {(one.letters, one.system) for one in han.words("陈伟明", "person")[0].readings}
    assert {("chan", "cantonese"), ("tan", "hokkien"), ("chen", "pinyin"), ("chen", "wade-giles")} <= told
    assert ("tan", "cantonese") not in told


def test_a_family_name_read_both_ways_has_both_pinyin() -> None:
    assert {"qin", "tan"} <= {one.letters for one in han.words("覃伟", "person")[0].readings if one.system == "pinyin"}


def test_english_readings_of_organisations_belong_to_no_system() -> None:
    words = han.words("丹东海瑞实业发展有限公司", "organisation")
    assert [word.readings[0].system for word in words] == [None, "pinyin", None, None, None]


def test_of_two_family_names_the_far_more_frequent_one_is_the_familys() -> None:
    assert roles("文 王", "person") == [("文", "given"), ("王", "family")]
    assert roles("王 文", "person") == [("王", "family"), ("文", "given")]
    assert roles("周 陈", "person")[0] == ("周", "family")


def test_a_given_name_of_one_character_is_no_korean_one() -> None:
    assert all(one.system != "korean" for one in han.words("郑莹", "person")[1].readings)
    assert any(one.system == "korean" for one in han.words("郑莹熙", "person")[1].readings)
    assert any(one.system == "korean" for one in han.words("金九", "person")[1].readings)


def test_long_vowels_may_be_written_as_in_kana() -> None:
    family, name = han.words("東條太郎", "person")
    assert {"tojo", "toujou"} <= set(letters(family)) and {"taro", "tarou", "taroh"} <= set(letters(name))
