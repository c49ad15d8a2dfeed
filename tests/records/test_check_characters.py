"""Numbers that people type in carry a check character that finds one slip."""

from hypothesis import given
from hypothesis import strategies as st

from records.policies import ALPHABET, is_well_formed, number

numbers = st.builds(number, st.sampled_from(["G2611", "F2612", "PZ2701", "QD2611"]), st.integers(1, 10**7))


@given(numbers)
def test_every_number_given_out_is_well_formed_and_free_of_look_alikes(text):
    assert is_well_formed(text)
    assert not set(text) & set("IOSBUV")


@given(numbers, st.data())
def test_one_wrong_character_never_passes(text, data):
    at = data.draw(st.integers(0, len(text) - 1))
    wrong = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != text[at]]))
    assert not is_well_formed(text[:at] + wrong + text[at + 1 :])


def test_of_a_thousand_swaps_of_neighbours_hardly_any_passes():
    swaps = [
        text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        for text in (number("PZ2611", count) for count in range(1, 2000))
        for at in range(len(text) - 1)
        if text[at] != text[at + 1]
    ]
    assert sum(map(is_well_formed, swaps)) * 500 <= len(swaps)


def test_numbers_of_a_series_sort_in_the_order_they_were_given_out():
    given_out = [number("G2611", count) for count in range(1, 3000)]
    assert given_out == sorted(given_out)


def test_text_that_is_no_number_is_not_well_formed():
    assert not any(map(is_well_formed, ["", "王", "g2611", "G2611 00017", "\x00"]))
