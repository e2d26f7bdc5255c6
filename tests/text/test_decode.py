"""Reading bytes: the encodings Norwegian files come in, and what is no text."""

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.errors import ReadError
from fou_toolkit.text.decode import decode

BOKMAAL = "Vi gikk på tur i går. Det var blåbær overalt, og Åse spiste hele bøtta.\n"
NYNORSK = "Ho sa at dei ikkje hadde høyrt om det før, og eg trur på det. Æsj, altså!\n"
QUOTED = "«Ja», sa hun – «det er jo på det at vi kan være uenige …»\n"
CURLY = "Han sa: “Vi får det ikke til.” Og så ‘ok’ – det er ikke’ no’ å gjøre med.\n"
ACCENTS = "Én gang til, òg på kafé, à la carte, hos Müller. Så fôr vi vidare.\n"
CAPITALS = "OBS: HER ER LYDEN DÅRLIG, PÅ SLUTTEN OGSÅ. ØYA ER LITA. ÆRE VÆRE.\n"
ONE_LETTER = "Det var alt, og det var bra nå."
TEXTS = [BOKMAAL, NYNORSK, QUOTED, CURLY, ACCENTS, CAPITALS, ONE_LETTER, "«Da er vi klare.", "Å?", "å", "Jeg vil gå"]


def warnings(data):
    return [message.text for message in decode(data).warnings]


def values(data):
    return dict(decode(data).warnings[0].values)


@pytest.mark.parametrize("text", TEXTS)
def test_utf_8_is_read_without_a_word(text):
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, "utf-8", ())


def test_plain_ascii_is_utf_8():
    assert decode(b"Hei\r\n").encoding == "utf-8"
    assert decode(b"Hei\r\n").text == "Hei\r\n"


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
@pytest.mark.parametrize("text", [BOKMAAL, "å", "😀 og æ"])
def test_a_byte_order_mark_decides_and_is_no_guess(mark, codec, encoding, text):
    decoded = decode(mark + text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, encoding, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*TEXTS, "Ja", "Smil 😀 nå\n"])
def test_utf_16_without_a_mark_is_found_and_said(codec, text):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert values(text.encode(codec)) == {"encoding": "UTF-16"}


def test_two_zeros_in_front_of_utf_16_do_not_make_it_utf_32():
    assert decode(codecs.BOM_UTF16_LE + ("\0" + BOKMAAL).encode("utf-16-le")).text == "\0" + BOKMAAL


@pytest.mark.parametrize("text", TEXTS)
def test_windows_files_are_recognised(text):
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize("text", TEXTS)
def test_old_mac_files_are_recognised(text):
    decoded = decode(text.encode("mac_roman"))
    assert (decoded.text, decoded.encoding) == (text, "mac_roman")


@pytest.mark.parametrize(
    "text", [BOKMAAL, NYNORSK, ACCENTS, CAPITALS, ONE_LETTER, "«Da er vi klare.", "Å?", "å", "Jeg vil gå"]
)
def test_dos_files_are_recognised(text):
    decoded = decode(text.encode("cp865"))
    assert (decoded.text, decoded.encoding) == (text, "cp865")


@pytest.mark.parametrize(
    "text", ["Det er ikke’ no’.", "Ja – eller nei.", "Vel … kanskje.", "“Hei” sa hun.", "«Hei» sa hun."]
)
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_signs_alone_are_enough(text, codec):
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(("codec", "name"), [("cp1252", "Windows"), ("mac_roman", "Mac"), ("cp865", "DOS")])
def test_a_guess_is_said_with_its_encoding_and_what_to_check(codec, name):
    decoded = decode(BOKMAAL.encode(codec))
    assert len(decoded.warnings) == 1
    assert name in dict(decoded.warnings[0].values)["encoding"]
    assert "æ, ø and å" in decoded.warnings[0].text


def test_the_end_mark_of_dos_does_no_harm():
    assert decode(BOKMAAL.encode("cp865") + b"\x1a").text == BOKMAAL + "\x1a"


def test_a_guess_does_not_depend_on_where_in_a_long_file_the_letters_are():
    text = "Dette er en lang tekst uten noe. " * 100_000 + BOKMAAL
    assert decode(text.encode("mac_roman")).encoding == "mac_roman"


def test_text_that_fits_no_encoding_we_know_is_said_to_look_wrong():
    found = warnings("Мы гуляли вчера в лесу".encode("koi8-r"))
    assert len(found) == 2
    assert "look wrong" in found[1]


@pytest.mark.parametrize("text", [BOKMAAL * 3, QUOTED, "Vi gikk på tur på en ø", "Det er så"])
def test_a_utf_8_file_that_ends_within_a_letter_stays_utf_8(text):
    data = text.encode() + "å".encode()[:1]
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text + "\ufffd", "utf-8")
    assert values(data) == {"n": 1}


def test_a_file_whose_only_letter_is_cut_off_is_utf_8():
    assert decode(b"Vi gikk p\xc3").text == "Vi gikk p\ufffd"
    assert decode(b"Vi gikk \xe2\x80").text == "Vi gikk \ufffd"


def test_a_utf_8_file_with_a_few_broken_bytes_stays_utf_8():
    data = (BOKMAAL * 5).encode() + b"da\xe5rlig \xff " + (NYNORSK * 5).encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == BOKMAAL * 5 + "da\ufffdrlig \ufffd " + NYNORSK * 5
    assert values(data) == {"n": 2}


def test_a_windows_file_with_two_bytes_that_look_like_utf_8_stays_a_windows_file():
    text = "NÅ» sa de på tur, og så «Å…» på øya."
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b""])
def test_broken_bytes_behind_a_mark_are_said(mark):
    data = mark + BOKMAAL.encode() + b"\xff"
    assert decode(data).text == BOKMAAL + "\ufffd"
    assert values(data) == {"n": 1}


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, b""])
def test_utf_16_that_ends_within_a_letter_is_said(mark):
    decoded = decode(mark + BOKMAAL.encode("utf-16-le")[:-1])
    assert decoded.text == BOKMAAL[:-1] + "\ufffd"
    assert "damaged or cut off" in decoded.warnings[-1].text


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman", "cp865"])
def test_letters_that_another_program_destroyed_are_reported_and_left_alone(wrong):
    text = "Vi gÃ¥r" if wrong == "cp1252" else f"Vi g{'å'.encode().decode(wrong)}r"
    decoded = decode((text + " på tur").encode())
    assert decoded.text == text + " på tur"
    found = dict(decoded.warnings[0].values)
    assert (found["n"], found["letter"]) == (1, "å")


def test_destroyed_letters_are_counted():
    text = BOKMAAL.encode().decode("cp1252") * 10
    found = dict(decode(text.encode()).warnings[0].values)
    assert found["n"] == 10 * sum(letter in "æøåÅ" for letter in BOKMAAL)


def test_letters_destroyed_twice_are_reported_once():
    text = "gå".encode().decode("cp1252").encode().decode("cp1252")
    found = dict(decode(text.encode()).warnings[0].values)
    assert (found["n"], found["letter"]) == (1, "å")


@pytest.mark.parametrize("text", [*TEXTS, "São Paulo, Ã og Â, √2, ¬p, château"])
def test_whole_letters_are_not_called_destroyed(text):
    assert warnings(text.encode()) == []


def test_replacement_characters_in_the_file_are_reported():
    found = decode("Vi g\ufffdr p\ufffd tur".encode()).warnings
    assert [dict(message.values) for message in found] == [{"n": 2}]
    assert "another program lost" in found[0].text


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused(data):
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"PK\x03\x04\x14\0\x06\0", ".docx"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b"{\\rtf1\\ansi Hei}", ".rtf"),
        (b"\xff\xd8\xff\xe0", ".docx"),
        (b"ID3\x03\0\0", ""),
        (b"SQLite format 3\0", ".txt"),
        (random.Random(1).randbytes(5_000), ".txt"),
        (b"Hei" + bytes(5_000), ".txt"),
        (codecs.BOM_UTF16_LE + bytes(5_000), ".txt"),
        (bytes(range(32)) * 10 + b"hei", ".txt"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data, advice):
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.hint
    assert advice in caught.value.hint


def test_a_stray_zero_is_no_reason_to_refuse_a_text():
    assert decode((BOKMAAL + "\0").encode()).text == BOKMAAL + "\0"


@given(st.binary())
def test_any_bytes_give_text_or_a_read_error(data):
    try:
        decoded = decode(data)
    except ReadError as error:
        assert error.hint  # noqa: PT017 - either way is right
    else:
        assert decoded.text
        assert decode(data) == decoded


@given(st.text(min_size=1))
def test_what_was_written_as_utf_8_comes_back_or_is_refused(text):
    try:
        decoded = decode(text.encode())
    except ReadError:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text == text


@given(
    st.text(alphabet=st.sampled_from("abcdefgå øæé«»–.\n"), min_size=1),
    st.sampled_from(["utf-8", "cp1252", "mac_roman"]),
)
def test_the_encoding_that_is_named_gives_the_text(text, codec):
    data = text.encode(codec)
    decoded = decode(data)
    assert data.decode(decoded.encoding, "replace") == decoded.text


def test_zeros_in_every_second_place_are_no_utf_16_where_they_give_no_letters():
    with pytest.raises(ReadError):
        decode(b"a\0b\0\x00\xd8c\0\x00\xd8d\0" * 5)
