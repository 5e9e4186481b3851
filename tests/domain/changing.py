"""Changes tried by brute force, which shares nothing with the search: raw answers, read and evaluated whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from app.domain.answers import read, read_given
from app.domain.changes import ChangeFinder, Proposal
from app.domain.diagnosis import Diagnosis
from app.domain.errors import InvalidAnswers
from app.domain.evaluation import evaluate
from app.domain.facts import Facts
from app.domain.questionnaire import Answer, Kind, Question
from app.engine.reference import ReferenceEngine
from tests.support import (
    random_responses,
    shipped_program,
    shipped_questionnaire,
)

FIXED = {"employees", "annual_revenue", "industry", "department_age", "deal_size", "sales_cycle", "company_name"}
ORDERED = (
    ("yes", "partial", "no"),
    ("none", "under_1y", "1_to_3y", "over_3y"),
    ("under_3m", "3_to_6m", "6_to_12m", "over_12m"),
    ("upto_30b", "30b_to_100b", "from_100b"),
    ("high", "middle", "low"),
    ("not_planned", "staged", "all_at_once"),
    ("running", "planned", "none"),
    ("rising", "flat", "falling"),
    ("used", "collected", "none"),
)
SAYING_NOTHING = {"unknown", "undisclosed", "not_applicable"}
PRICED = ("strategy", "kpi_design", "analysis", "content")
ADVICE, ARTICLE, RETAINER_FROM = (0, 30, 50), 5, 75
SEED, RESPONSES, PARTS = 7, 200, 8
Given = dict[str, Answer]


@cache
def engine() -> ReferenceEngine:
    return ReferenceEngine(shipped_program())


@cache
def finder() -> ChangeFinder:
    return ChangeFinder(engine())


def given_of(raw: Mapping[str, object]) -> Given:
    given, problems = read_given(shipped_questionnaire(), raw)
    assert problems == []
    return given


def proposals(raw: Mapping[str, object]) -> dict[str, Proposal]:
    return {proposal.target: proposal for proposal in finder().proposals(given_of(raw))}


@cache
def proposed() -> list[tuple[Given, tuple[Proposal, ...]]]:
    """The random responses with all that would change them."""
    responses = [given_of(raw) for raw in random_responses(SEED, RESPONSES)]
    return [(given, finder().proposals(given)) for given in responses]


def changed(given: Given, proposal: Proposal) -> Given:
    return given | {change.question: change.new for change in proposal.changes}


def concluded(diagnosis: Diagnosis, target: str) -> object:
    """What the outcome says about a target of a proposal."""
    outcome = diagnosis.outcome
    if target.startswith("finding:"):
        return target.removeprefix("finding:") in [finding.id for finding in outcome.findings]
    if target.startswith("task:"):
        return outcome.sourcing[target.removeprefix("task:").removesuffix(".execution")].execution
    return outcome.phase.value if target == "phase" else outcome.model


def candidates(question: Question, given: Given) -> Iterator[Answer]:
    """Every told value worth a try: all options, all small and telling numbers, all selections near the present one."""
    if question.kind is Kind.CHOICE:
        yield from (option for option in question.option_ids if option != "unknown")
    elif question.kind is Kind.INTEGER:
        near = {m for n in telling_numbers(question.id, given) for m in (n - 1, n, n + 1)}
        yield from sorted(n for n in near if question.limits.low <= n <= question.limits.high)
    elif question.kind is Kind.MULTIPLE:
        old = given.get(question.id)
        chosen = set(old) if isinstance(old, tuple) else set()
        toggled = list(combinations(question.option_ids, 1))
        toggled += [each for size in (2, 3, 4) for each in combinations(PRICED, size)]
        selections = [chosen.symmetric_difference(each) for each in toggled]
        yield from (tuple(o for o in question.option_ids if o in each) for each in selections)
        yield ()


def telling_numbers(question: str, given: Given) -> set[int]:
    """The bounds of all tests on a number, and where the plan begins to fit the budget."""
    old = number(given, question)
    if question in ("marketing_headcount", "dedicated_headcount"):
        return {*range(15), old, number(given, "dedicated_headcount"), number(given, "marketing_headcount"), 9999}
    annual, media = number(given, "annual_budget_manyen"), number(given, "media_spend_manyen")
    articles = number(given, "articles_per_month")
    costs = {RETAINER_FROM, *(advice + ARTICLE * n for advice in ADVICE for n in (0, articles))}
    if question == "annual_budget_manyen":
        return {0, old, 1_000, 10_000, 10_000_000, media, *(12 * cost + media for cost in costs)}
    if question == "media_spend_manyen":
        return {0, old, annual, *(annual - 12 * cost for cost in costs)}
    return {0, old, 500, *((annual - media - 12 * advice) // (12 * ARTICLE) for advice in ADVICE)}


def number(given: Given, question: str) -> int:
    value = given.get(question)
    return value if isinstance(value, int) else 0


def facts_of(given: Given, changed_questions: set[str]) -> Facts | None:
    """The facts of a response; None where it is invalid or one of these questions is not asked."""
    try:
        answers = read(shipped_questionnaire(), given)
    except InvalidAnswers:
        return None
    return evaluate(engine(), answers).facts if changed_questions <= answers.asked else None


def distance(question: Question, given: Given, new: Answer) -> int:
    old = given.get(question.id, question.left_out)
    if isinstance(old, int) and isinstance(new, int):
        return abs(old - new)
    if isinstance(new, tuple):
        return max(1, len(set(new).symmetric_difference(old if isinstance(old, tuple) else ())))
    scale = scale_of(question)
    return abs(scale.index(str(new)) - scale.index(str(old))) if {old, new} <= {*scale} else 1


def scale_of(question: Question) -> tuple[str, ...]:
    """The answers of a question that stand in order; none where they are merely listed."""
    told = tuple(option for option in question.option_ids if option not in SAYING_NOTHING)
    return told if told in ORDERED else ()


def follows(facts: Facts, now: Facts) -> tuple[int, int]:
    """How many findings a changed response has, and how many of them are new, or critical and were not."""
    made = [name for name in facts if name.startswith("finding:") and facts[name]]
    to_an_agency = facts["decision_owner"] == "agency" != now["decision_owner"]
    return len(made), sum(not now[name] or (to_an_agency and name == "finding:agency_extension") for name in made)


def singles(given: Given) -> list[tuple[int, int, str, Answer, Facts]]:
    """Every valid change of one answer: how far it is, the place of its question, the change, what follows."""
    found = []
    for place, question in enumerate(shipped_questionnaire().questions()):
        if question.id in FIXED:
            continue
        for new in dict.fromkeys(candidates(question, given)):
            if new == given.get(question.id, question.left_out):
                continue
            facts = facts_of(given | {question.id: new}, {question.id})
            if facts is not None:
                found.append((distance(question, given, new), place, question.id, new, facts))
    return sorted(found, key=lambda each: each[:2])


def assert_smallest(given: Given) -> None:
    tried = singles(given)
    now = facts_of(given, set())
    assert now is not None
    for proposal in finder().proposals(given):
        working = next((each for each in tried if each[4][proposal.target] != now[proposal.target]), None)
        if working is None:
            assert len(proposal.changes) != 1, proposal
        else:
            assert len(proposal.changes) == 1, (proposal, working[:4])
            (change,) = proposal.changes
            question = shipped_questionnaire().by_id[change.question]
            found = (distance(question, given, change.new), change.question)
            assert found == (working[0], working[2]), (proposal, working[:4])
            alike = [each for each in tried if each[0] == working[0] and each[2] == working[2]]
            if question.kind is Kind.CHOICE:
                assert change.new == lightest(proposal.target, alike, now), (proposal, working[:4])


def lightest(target: str, alike: Iterable[tuple[int, int, str, Answer, Facts]], now: Facts) -> Answer:
    """Of the options equally far that change the target, the one with the fewest findings, and the fewest new ones."""
    working = [(follows(facts, now), new) for _, _, _, new, facts in alike if facts[target] != now[target]]
    return min(working, key=lambda each: each[0])[1]


def smallest_pairs(given: Given, targets: list[str], now: Facts) -> dict[str, list[int]]:
    """For each target that a pair of steps of distance 1 changes, the places of the first such pair of questions."""
    steps = [each[2:4] for each in singles(given) if each[0] == 1]
    found: dict[str, list[int]] = {}
    for one, other in combinations(steps, 2):
        questions = {one[0], other[0]}
        facts = facts_of(given | dict((one, other)), questions) if len(questions) == 2 else None
        for target in targets if facts is not None else ():
            if facts is not None and facts[target] != now[target]:
                found[target] = min(found.get(target, [99, 99]), places_of(questions))
    return found


def places_of(questions: Iterable[str]) -> list[int]:
    order = list(shipped_questionnaire().by_id)
    return sorted(order.index(question) for question in questions)


def total(given: Given, proposal: Proposal) -> int:
    questions = shipped_questionnaire().by_id
    return sum(distance(questions[change.question], given, change.new) for change in proposal.changes)
