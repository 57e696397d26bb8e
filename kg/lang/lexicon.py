"""A language's lexicon: plain word lists with a meaning the engine knows (`lang/<language>/lexicon.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.lang.closed import load as load_closed

if TYPE_CHECKING:
    from spacy.tokens import Token


_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "conj", "appos", "attr", "ROOT"})


@dataclass(frozen=True, slots=True)
class Institutions:
    """Names of bodies that do not say whose they are: *Senate*, *Supreme Court*, *Ministry of Health*.

    Attributes:
        classes: name (lower case) → class of the ontology.
        of_country: those that whole countries alone have; of_parts: those of which a country has many.
        matters: words for what departments and ministries are for.
        same: another way to write a name → the name.
        short: country code → short name → what it means there; other: country code → names of something else there.
        with_article: last words of territories written with an article; before_name: those that precede it, as their regions do.
        heads: words of which each of the names has one.
        departments: what those with a matter are called; opening: determiners a name may stand behind;
            between: adjectives between a name and whose it is; state: what says that it is a state's.
    """

    classes: dict[str, str]
    of_country: frozenset[str]
    of_parts: frozenset[str]
    matters: frozenset[str]
    same: dict[str, str]
    short: dict[str, dict[str, str]]
    other: dict[str, list[str]]
    with_article: frozenset[str]
    before_name: frozenset[str]
    heads: frozenset[str]
    departments: frozenset[str]
    opening: frozenset[str]
    between: frozenset[str]
    state: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of one language.

    Attributes:
        subject_control: verbs whose bare infinitive is understood of the subject, object or not.
        ditransitive: verbs that take somebody who receives.
        takes_of: verbs whose *of* phrase behind the object is theirs.
        conveying: verbs that take something somewhere; naming: verbs behind whose object stands what it is made: *named her head*;
            posts: what somebody is named to; employments: posts that are somewhere themselves; sums: nouns for what is a sum of money; people: plurals for people who are counted;
            conditions: regions that are none before *of* and a bare noun: *a state of emergency*; apiece: words behind a sum that is not the whole: *$5 a day*;
            whereto: adverbs for where somebody moves; site_classes: classes of what somebody moves to;
            fictions: nouns for works that tell what did not happen; parts_played: for what somebody plays in them; spells: for how long something lasts; holding: verbs for what something has in it; fronting: verbs for who
            leads a round of investors; joining: nouns for what the others bring;
            back_then: words before an office that was held when it happened;
            on_stage: verbs for what actors do in a work, and not whom they play;
            dying: verbs beside which an age is somebody's last; terms: words for how long; for_life: those without a number; shares, partly: words for a part that one can own; means: nouns that without an article say how something was done: *by phone*.
        figurative: verbs with a particle that gives them another meaning, where it gives none to most: *back down*.
        idioms: verbs with an object that together only say that something happens: *take place*.
        hollow: nouns that tell nothing without what they are of: *found ways*; nowhere: those one cannot be in, though WordNet has them among buildings and areas; on_site: verbs that happen where their object is: *visited a plant*.
        resulting: verbs whose participle behind a clause tells what that leads to: *…, making it harder*.
        joint: verbs that those behind *with* do, too; pointing: verbs behind which *to* names nobody who is told or given.
        incoming: words before an office not held yet;
        drawn: nouns for a thing that is named by how it was made;
        befalling: verbs that tell what an event does where and when it happens: *killed five*; perishing: of what happened to the dead;
            done_to: verbs that without an object are passives;
            address: polite words before a name, which are no part of it;
            of_two: words for one of two things named: *the latter*; public: head nouns of names of public bodies.
        happening: verbs that of an event only say that it happens, and where or when; stative: verbs that tell of no event at all;
            by_itself: verbs that with their subject alone tell what happened; not_by_itself: those that in the passive do not;
            deeds: those that WordNet has among states, or with what mind and eye do;
            beside: prepositions for when, where and by whom; bringing: verbs with the preposition by which they bring somebody into an event: *taken into custody*;
            undergone: those behind which it is undergone: *under attack*.
        kin: nouns for who is somebody's kin; pairs: such for several of one surname; royal: titles before a person's name; honorifics: such of other countries, without
            their dot (*datuk seri*); abbreviations: words whose dot ends no sentence: *Hon.*;
            ships: what stands before their names; departments: what is told behind an office: *Vice President, Finance*.
        particles: small words of surnames; small: such of titles of works; articles: which these begin with; honours: what they are named after: *player of the match*.
        succeeding: verbs of which the one after *as* is who does: *succeeded him as mayor*.
        undergo, do: light verbs, by what their subject has to do with the event noun they carry.
        adding: those of them that say something of their own: *began an investigation*.
        of_others: those whose subject need not do what the noun says: *announced a vote*.
        order: verbs, with their preposition, that relate two events → the relation, and whether it is the subject's to the
            object or the other way round.
        unaccusative: verbs whose subject, without an object, undergoes what they say: *prices fell*.
        willed: those that people do themselves: *she came*.
        of_persons: participles and adjectives that with *the* stand for persons: *the accused*.
        premises, premise_words: bodies that one can be in: classes, and last words of their names; bare: such that *to* stands before without an article.
        nouns: head noun (lower case, singular) → class of the ontology; suffixes: ends of others.
        compounds: two- to four-word kind nouns → class; `compound_ends` are their last words.
        acting: head nouns of bodies that act for a country → class.
        clausal: verbs whose object is a clause: what the parser makes their object belongs to it.
        sport: words that reports of sport are full of.
        credits, generations, prefixes: words around names: of a picture's source, *Jr*, *pro-*.
        measures: what *by* tells the extent in: *approved by 183 votes*.
        saints, of_saints: what stands before a saint's name, and what is named after one; parted, sides: how parts of a land are called.
        letters, common_letters, ranks, initial_ranks, later_ranks: what stands behind and before persons' names and is taken for names: *KC*, *Det Insp*.
        legal_forms: legal forms of companies that the packaged list lacks; long_forms: those of several words, without dots.
        naming_prepositions: prepositions within names of bodies; state_matters: what agencies are for that are named with their country.
        occasions: last words of names of events, singular; storms: their first words.
        one: determiners of one of a kind: *an Australian*; general: of all of a kind or none.
        weekdays, months: names of dates (`times.toml`); a month that is also a common word (*may*) is left out.
        time_zones: abbreviations behind a time of day.
        lesser, bygone, for_now: words before an office: one below it, held no longer, held for now.
        past: the word for an office that the text tells of as over; once: adverbs of what is over, ceased: verbs whose infinitive is.
        tallied: nouns that with a number are no events but how many there were; idle: phrases whose noun is none: *under fire*.
        working: verbs of which *as* tells somebody's trade: *works as a nurse*; leaving: verbs of which it tells what is over: *resigned as mayor*.
        nicknaming: verbs behind which stands what somebody is called in jest; surviving: verbs whose *by* names the kin of the dead; short_titles: abbreviated titles → written out.
        nearby: prepositions of what something is only near.
        sites: nouns that end a site's name in lower case: *Waterloo station*; parts: nouns for parts of a body.
        campuses: first words of short names of universities.
        of_peoples: endings of demonyms that behind *the* stand for the whole people: *the French*, not *the Nigerian*.
        of_office: adjectives that are part of an office's name; of_state: offices named with their department behind *of*.
        endings: last words (one or two) of longer names → class; known: well-known names → class; items: such → Wikidata item.
        aged, years: what an age is told with: *34-year-old*; moment: what *at the* … says it was so at; calling: participles before a name;
            pleonastic: verbs whose *it* stands for nothing; multiples: *three times*; campus_heads: of universities of several towns;
            chiefs: *secretary-general*; defining: around a short form in brackets; signing: before the names of a byline;
            joiners: words in lower case within names; helping: verbs before a bare infinitive; telling: verbs whose object is who is told.
        misread: lemma → the form that is its own lemma where one of `helping` stands before it: *helped found*.
        counted_years: what an age before *old* is counted in; at_age: before one beside a verb; born: participles before a name that is no other person;
            birth_marks, death_marks, circa: in a bracket with somebody's dates; eventless: verbs that stand for no event;
            holding_office: verbs of who has an office; serving: of them, those that in the past say that it is over.
        connectives: words before a clause or phrase that tells another event → the relation to it.
        human_pronouns: those that stand for persons alone; speaking: verbs whose subject is a person as a rule.
        before_numbers: abbreviations before a number; clipped_titles: titles with an apostrophe; dotted_generations: *Jr*;
            unsplit: ends of words that keep their hyphens; former_prefixes: *ex-minister*.
        jointly: prefix of who does something with others; bound_prefixes: that the parser must not be given apart from their word;
            plural_endings: of words for the members of a body; third_person: irregular forms; role_words: role → the preposition before it in a label.
        institutions: bodies that nearly every country has and what their names are made of.
    """

    subject_control: frozenset[str]
    ditransitive: frozenset[str]
    takes_of: frozenset[str]
    conveying: frozenset[str]
    naming: frozenset[str]
    employments: frozenset[str]
    posts: frozenset[str]
    sums: frozenset[str]
    people: frozenset[str]
    conditions: frozenset[str]
    apiece: frozenset[str]
    fictions: frozenset[str]
    parts_played: frozenset[str]
    fronting: frozenset[str]
    joining: frozenset[str]
    spells: frozenset[str]
    holding: frozenset[str]
    back_then: frozenset[str]
    on_stage: frozenset[str]
    whereto: frozenset[str]
    site_classes: frozenset[str]
    dying: frozenset[str]
    terms: frozenset[str]
    for_life: frozenset[str]
    shares: frozenset[str]
    partly: frozenset[str]
    means: frozenset[str]
    figurative: frozenset[str]
    idioms: frozenset[str]
    hollow: frozenset[str]
    nowhere: frozenset[str]
    on_site: frozenset[str]
    resulting: frozenset[str]
    joint: frozenset[str]
    pointing: frozenset[str]
    befalling: frozenset[str]
    drawn: frozenset[str]
    incoming: frozenset[str]
    of_two: frozenset[str]
    public: frozenset[str]
    perishing: frozenset[str]
    done_to: frozenset[str]
    address: frozenset[str]
    happening: frozenset[str]
    by_itself: frozenset[str]
    deeds: frozenset[str]
    not_by_itself: frozenset[str]
    beside: frozenset[str]
    bringing: frozenset[str]
    undergone: frozenset[str]
    stative: frozenset[str]
    kin: frozenset[str]
    pairs: frozenset[str]
    royal: frozenset[str]
    honorifics: frozenset[str]
    abbreviations: frozenset[str]
    ships: frozenset[str]
    departments: frozenset[str]
    articles: frozenset[str]
    small: frozenset[str]
    honours: frozenset[str]
    particles: frozenset[str]
    succeeding: frozenset[str]
    undergo: frozenset[str]
    do: frozenset[str]
    adding: frozenset[str]
    of_others: frozenset[str]
    order: dict[str, tuple[str, bool]]
    unaccusative: frozenset[str]
    willed: frozenset[str]
    of_persons: frozenset[str]
    premises: frozenset[str]
    premise_words: frozenset[str]
    bare_premises: frozenset[str]
    nouns: dict[str, str]
    suffixes: dict[str, str]
    compounds: dict[str, str]
    compound_ends: frozenset[str]
    acting: dict[str, str]
    clausal: frozenset[str]
    sport: frozenset[str]
    credits: frozenset[str]
    generations: frozenset[str]
    measures: frozenset[str]
    letters: frozenset[str]
    common_letters: frozenset[str]
    saints: frozenset[str]
    of_saints: frozenset[str]
    parted: frozenset[str]
    sides: frozenset[str]
    ranks: frozenset[str]
    initial_ranks: frozenset[str]
    later_ranks: frozenset[str]
    legal_forms: frozenset[str]
    long_forms: frozenset[str]
    naming_prepositions: frozenset[str]
    state_matters: frozenset[str]
    prefixes: frozenset[str]
    occasions: frozenset[str]
    storms: frozenset[str]
    one: frozenset[str]
    of_peoples: tuple[str, ...]
    general: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    time_zones: frozenset[str]
    lesser: frozenset[str]
    bygone: frozenset[str]
    for_now: frozenset[str]
    past: str
    once: frozenset[str]
    ceased: frozenset[str]
    nicknaming: frozenset[str]
    working: frozenset[str]
    leaving: frozenset[str]
    surviving: frozenset[str]
    tallied: frozenset[str]
    idle: frozenset[str]
    short_titles: dict[str, str]
    misread: dict[str, str]
    jointly: str
    bound_prefixes: tuple[str, ...]
    plural_endings: tuple[str, ...]
    third_person: dict[str, str]
    role_words: dict[str, str]
    connectives: dict[str, str]
    nearby: frozenset[str]
    sites: frozenset[str]
    parts: frozenset[str]
    campuses: frozenset[str]
    of_office: frozenset[str]
    of_state: frozenset[str]
    endings: dict[str, str]
    known: dict[str, str]
    items: dict[str, str]
    aged: frozenset[str]
    years: frozenset[str]
    moment: frozenset[str]
    calling: frozenset[str]
    pleonastic: frozenset[str]
    multiples: frozenset[str]
    campus_heads: frozenset[str]
    chiefs: frozenset[str]
    defining: frozenset[str]
    signing: frozenset[str]
    joiners: frozenset[str]
    helping: frozenset[str]
    telling: frozenset[str]
    counted_years: frozenset[str]
    at_age: frozenset[str]
    born: frozenset[str]
    birth_marks: frozenset[str]
    death_marks: frozenset[str]
    circa: frozenset[str]
    eventless: frozenset[str]
    holding_office: frozenset[str]
    serving: frozenset[str]
    human_pronouns: frozenset[str]
    speaking: frozenset[str]
    before_numbers: frozenset[str]
    clipped_titles: frozenset[str]
    dotted_generations: frozenset[str]
    unsplit: frozenset[str]
    former_prefixes: frozenset[str]
    institutions: Institutions

    def is_light(self, verb: str) -> bool:
        """Whether a verb only carries an event noun, by its lemma: *faced a ban*, *made a decision*."""
        return verb in self.do or verb in self.undergo

    def class_of(self, noun: Token) -> str | None:
        """The class of the ontology a common noun names, narrowed by the words before it; None if unknown."""
        last = noun.lemma_.casefold()
        for width in (3, 2, 1) if last in self.compound_ends else ():
            if noun.i >= width:
                words = " ".join([*(t.lower_ for t in noun.doc[noun.i - width : noun.i]), last])
                if words in self.compounds:
                    return self.compounds[words]
        if last in self.nouns:
            return None if last in self.conditions and _is_condition(noun) else self.nouns[last]
        if self.stands_for_persons(noun):
            return "Person"
        if not last.endswith(tuple(self.suffixes)):
            return None
        return next(c for end, c in self.suffixes.items() if last.endswith(end))

    def stands_for_persons(self, token: Token) -> bool:
        """Whether a participle or adjective stands for persons, where a noun stands: *arrested the accused*."""
        if token.lower_ not in self.of_persons or token.dep_ not in _NOMINAL or token.tag_ in ("NNP", "NNPS"):
            return False
        return any(c.lower_ in load_closed().definite for c in token.lefts) and not any(
            c.dep_ == "dobj" for c in token.rights
        )


def _is_condition(noun: Token) -> bool:
    """Whether *of* and a bare common noun follow: *a state of emergency*."""
    of = (o for p in noun.rights if p.lower_ in load_closed().genitive for o in p.rights if o.dep_ == "pobj")
    return any(o.tag_ == "NN" and not o.ent_type_ and not any(c.dep_ in ("det", "poss") for c in o.lefts) for o in of)


@cache
def load(language: str = "en") -> Lexicon:
    """The lexicon of a language, read once."""
    data, times = (
        tomllib.loads((files("kg.lang") / language / f"{name}.toml").read_text("utf-8"))
        for name in ("lexicon", "times")
    )
    made: dict[str, Any] = dict(
        undergo=frozenset(data["light"]["undergo"]),
        do=frozenset(data["light"]["do"]),
        adding=frozenset(data["light"]["adding"]),
        of_others=frozenset(data["light"]["of_others"]),
        order={
            verb: (relation, side == "subject")
            for side, told in data["order"].items()
            for relation, verbs in told.items()
            for verb in verbs
        },
        unaccusative=frozenset(data["unaccusative"]["verbs"]),
        willed=frozenset(data["unaccusative"]["willed"]),
        premises=frozenset(data["premises"]["classes"]),
        premise_words=frozenset(data["premises"]["words"]),
        bare_premises=frozenset(data["premises"]["bare"]),
        nouns=_by_word(data["nouns"]),
        suffixes=_by_word(data["suffixes"]),
        compounds=data["compounds"],
        compound_ends=frozenset(c.rsplit(" ", 1)[-1] for c in data["compounds"]),
        acting=data["acting"],
        of_peoples=tuple(data["of_peoples"]),
        weekdays=frozenset(times["weekdays"]),
        months=frozenset(times["months"]) - frozenset(times["words"]["given_names"]),
        past=data["past"],
        short_titles=data["short_titles"],
        **{name: data[name] for name in ("misread", "jointly", "third_person", "role_words")},
        **{name: tuple(data[name]) for name in ("bound_prefixes", "plural_endings")},
        connectives=_by_word(data["connectives"]),
        endings=_by_word(data["endings"]),
        known=_by_word(data["known"]),
        items=_by_word(data["items"]),
        institutions=_institutions(data["institutions"]),
    )
    lists = {f.name: frozenset(data[f.name]) for f in fields(Lexicon) if f.name not in made}  # plain lists of words
    return Lexicon(**made, **lists)


def _by_word(words: dict[str, list[str]]) -> dict[str, str]:
    """Word (lower case) → the first class that lists it."""
    out: dict[str, str] = {}
    for cls, listed in words.items():
        for word in listed:
            out.setdefault(word.casefold(), cls)
    return out


def _institutions(data: dict[str, Any]) -> Institutions:
    groups = [
        {name: cls for cls, names in data[g].items() for name in names} for g in ("of_country", "of_any", "of_parts")
    ]
    classes = groups[0] | groups[1] | groups[2]
    return Institutions(
        classes=classes,
        of_country=frozenset(groups[0]),
        of_parts=frozenset(groups[2]),
        matters=frozenset(data["matters"]),
        same=data["same"],
        short=data["short"],
        other=data["other"],
        with_article=frozenset(data["with_article"]),
        before_name=frozenset(data["before_name"]),
        **{name: frozenset(data[name]) for name in ("departments", "opening", "between", "state")},
        heads=frozenset(word for name in [*classes, *data["same"]] for word in (name.split()[0], name.split()[-1])),
    )
