"""The catalog's own sentences, what it says of wrong data, and that something new takes one block and no code."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import feeds.catalog
from feeds.catalog import Catalog, CatalogError, load
from feeds.catalog.records import Company, Country, Kind, Law, Regulator, Topic
from feeds.model import Action, Text
from feeds.understand import understand

Record = Company | Country | Regulator | Law | Topic

NEW_COMPANY = """
[[company]]
id = "zorbly"
name = "Zorbly"
names = ["Зорбли"]
domains = ["zorbly.example"]
kinds = ["social-network"]
reads = ["Chile blocks Zorbly."]
"""
NEW_REGULATOR = """
[[regulator]]
id = "pe-zrb"
name = "Zrbtel Council"
country = "PE"
names = ["Consejo Zrbtel"]
reads = ["The Zrbtel Council spoke."]
"""
NEW_WORD = """
[[cue]]
is = "block"
form = "verb"
words = ["zonks", "zonked"]
reads = ["Russia zonks LinkedIn."]
"""


def records(known: Catalog) -> Iterator[tuple[Kind, Record]]:
    """Every record with its kind."""
    for company in known.companies.values():
        yield Kind.COMPANY, company
    for country in known.countries.values():
        yield Kind.COUNTRY, country
    for regulator in known.regulators.values():
        yield Kind.REGULATOR, regulator
    for law in known.laws.values():
        yield Kind.LAW, law
    for topic in known.topics.values():
        yield Kind.TOPIC, topic


def names(known: Catalog, sentence: str, kind: Kind, record: str) -> bool:
    """Whether a sentence is found to name a record."""
    return any(mention.kind is kind and mention.id == record for mention in known.find(sentence))


def test_every_block_is_found_in_the_sentences_it_says_it_is_in(known: Catalog) -> None:
    missed = [
        f"{kind} {record.id}: {sentence}"
        for kind, record in records(known)
        for sentence in record.reads
        if not names(known, sentence, kind, record.id)
    ]
    assert not missed, "\n".join(missed)


def test_no_block_is_found_where_it_says_it_is_not(known: Catalog) -> None:
    wrong = [
        f"{kind} {record.id}: {sentence}"
        for kind, record in records(known)
        for sentence in record.not_reads
        if names(known, sentence, kind, record.id)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_written_block_brings_a_sentence(known: Catalog) -> None:
    bare = [f"{kind} {record.id}" for kind, record in records(known) if not record.reads and kind is not Kind.COUNTRY]
    assert not bare


def test_every_cue_is_heard_in_its_sentences_and_in_no_other(known: Catalog) -> None:
    wrong = []
    for lang, speech in known.speeches.items():
        for cue in speech.cues:
            for sentence, expected in [*((one, True) for one in cue.reads), *((one, False) for one in cue.not_reads)]:
                heard = {hit.kind for hit in speech.hits(known.fold(sentence)[1])[0]}
                if (cue.kind in heard) != expected:
                    wrong.append(f"{lang} {cue.kind} {cue.form}: {sentence}")
    assert not wrong, "\n".join(wrong)


def test_a_person_s_short_words_name_records_in_any_case_and_script(known: Catalog) -> None:
    for words, kind, record in [
        ("linkedin", Kind.COMPANY, "linkedin"),
        ("РОССИЯ", Kind.COUNTRY, "RU"),
        ("россии", Kind.COUNTRY, "RU"),
        ("ркн", Kind.REGULATOR, "roskomnadzor"),
        ("gdpr", Kind.LAW, "gdpr"),
        ("日本", Kind.COUNTRY, "JP"),
    ]:
        assert (kind, record) in {(one.kind, one.id) for one in known.resolve(words)}, words


@pytest.mark.parametrize(
    ("words", "company"),
    [
        ("Без инстаграма остался целый канал.", "instagram"),
        ("В телеграме появилось сообщение.", "telegram"),
        ("Суд рассмотрел иск Газпрома.", "gazprom"),
        ("Регулятор оштрафовал Ростелеком.", "rostelecom"),
        ("Адвокаты «ВКонтакте» и Яндекса ответили суду.", "yandex"),
        ("Доступ до Фейсбуку обмежено.", "facebook"),
        ("Türkiye YouTube'a erişimi kesti.", "youtube"),
    ],
)
def test_a_name_is_found_in_any_case(known: Catalog, words: str, company: str) -> None:
    assert company in {mention.id for mention in known.find(words)}


@pytest.mark.parametrize(
    ("words", "country"),
    [("власти Вьетнама", "VN"), ("во Вьетнаме", "VN"), ("жители Киева", "UA"), ("в Крыму", "UA"), ("з Ізраїлю", "IL")],
)
def test_a_country_is_found_in_any_case(known: Catalog, words: str, country: str) -> None:
    assert country in {mention.id for mention in known.find(words)}


def test_the_catalog_is_as_wide_as_promised(known: Catalog) -> None:
    assert len(known.companies) >= 1200
    assert len(known.countries) >= 249
    assert "EU" in known.countries
    assert len(known.regulators) >= 200
    assert len(known.topics) == 20
    assert len(known.speeches) >= 14


def test_what_a_record_refers_to_is_there(known: Catalog) -> None:
    owners = {company.owner for company in known.companies.values() if company.owner}
    assert not owners - known.companies.keys()
    bodies = {body.country for body in known.regulators.values() if body.country}
    assert not bodies - known.countries.keys()
    laws = {law.country for law in known.laws.values() if law.country}
    assert not laws - known.countries.keys()
    assert not {topic for law in known.laws.values() for topic in law.topics} - known.topics.keys()
    for company in known.companies:
        assert company not in known.owned_by(company)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The built-in catalog with one more company, one more regulator and one more word."""
    folder = tmp_path_factory.mktemp("grown") / "catalog"
    shutil.copytree(Path(feeds.catalog.__file__).parent, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for file, block in [
        ("companies/platforms.toml", NEW_COMPANY),
        ("regulators.toml", NEW_REGULATOR),
        ("actions/en.toml", NEW_WORD),
    ]:
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize(
    "words", ["Chile blocks Zorbly nationwide.", "В Чили заблокирован Зорбли.", "Chile has blocked zorbly.example."]
)
def test_a_company_takes_one_block(known: Catalog, grown: Catalog, words: str) -> None:
    assert "zorbly" not in understand(Text(words, ""), known).companies
    reading = understand(Text(words, ""), grown)
    assert ("zorbly", "CL", Action.BLOCK) in {(one.company, one.country, one.action) for one in reading.claims}


@pytest.mark.parametrize("words", ["The Zrbtel Council blocks LinkedIn.", "El Consejo Zrbtel bloquea LinkedIn."])
def test_a_regulator_of_a_country_takes_one_block(known: Catalog, grown: Catalog, words: str) -> None:
    assert "PE" not in understand(Text(words, ""), known).countries
    reading = understand(Text(words, ""), grown)
    assert ("linkedin", "PE", "pe-zrb") in {(one.company, one.country, one.authority) for one in reading.claims}


@pytest.mark.parametrize("words", ["Russia zonks LinkedIn.", "Russia has zonked LinkedIn, citing a court order."])
def test_a_word_of_action_takes_one_line(known: Catalog, grown: Catalog, words: str) -> None:
    assert not understand(Text(words, ""), known).claims
    reading = understand(Text(words, ""), grown)
    assert ("linkedin", "RU", Action.BLOCK) in {(one.company, one.country, one.action) for one in reading.claims}


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (
            "companies.toml",
            '[[company]]\nid = "a"\nname = "A"\nnick = "B"',
            'companies.toml: "a": field nick is not known',
        ),
        ("companies.toml", '[[company]]\nid = "a"', 'companies.toml: "a": name is missing'),
        ("companies.toml", '[[company]]\nid = "a"\nname = "A"\nnames = "B"', '"a": names takes a list of texts'),
        ("companies.toml", '[[company]]\nid = "a"\nname = ["A"]', '"a": name takes a text'),
        ("companies.toml", '[[firm]]\nid = "a"', "[[firm]] is not known here; blocks are called [[company]]"),
        ("companies.toml", '[company]\nid = "a"', "write [[company]], with two brackets"),
        ("companies.toml", '[[company]]\nid = "a', "companies.toml: "),
        ("companies.toml", '[[company]]\nid = "a"\nid = "b"', "companies.toml: "),
        ("laws.toml", '[[law]]\nid = "a"\nname = "A"\nyear = 2016', 'laws.toml: "a": field year is not known'),
        ("actions/en.toml", '[[cue]]\nis = "block"', "actions/en.toml: a cue takes is, form, words"),
        ("actions/en.toml", '[[cue]]\nis = "block"\nwords = ["-"]', 'actions/en.toml: "-" has no letters'),
        ("cldr.json", "{", "cldr.json: "),
    ],
)
def test_wrong_data_is_told_in_words(tmp_path: Path, file: str, text: str, message: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=re.escape(message)):
        load(tmp_path)


def test_an_id_stands_once(tmp_path: Path) -> None:
    folder = tmp_path / "companies"
    folder.mkdir()
    for file in ("one.toml", "two.toml"):
        (folder / file).write_text('[[company]]\nid = "a"\nname = "A"', encoding="utf-8")
    with pytest.raises(CatalogError, match=r'two\.toml: id "a" stands in one\.toml already'):
        load(tmp_path)


def test_a_folder_of_one_company_is_a_catalog(tmp_path: Path) -> None:
    (tmp_path / "companies.toml").write_text('[[company]]\nid = "a"\nname = "Aardvarkly"', encoding="utf-8")
    small = load(tmp_path)
    assert [mention.id for mention in small.find("Is AARDVARKLY down?")] == ["a"]
    assert understand(Text("Aardvarkly was blocked", ""), small).companies == ("a",)
