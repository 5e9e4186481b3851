"""The budget: what the recommended plan costs a month against what the company spends outside, in 万円."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from app.domain.facts import BOOLEAN, Closed, Facts, Numeric, Scalar
from app.domain.possible import Possible

MOST = 1e9
MONEY = Numeric(0, MOST, whole=False, nullable=True)
BALANCE = Numeric(-MOST, MOST, whole=False, nullable=True)
COUNT = Numeric(0, MOST, whole=True, nullable=True)


@dataclass(frozen=True, slots=True)
class Prices:
    """Market prices in 万円 (source S2; their tax basis is not stated) and the questions and facts they meet.

    `advice` is the monthly range of retained advice, bought where one of `advice_facts` is `retained`; `article` the
    price of one article, bought where `content` is one of `bought`.
    """

    annual: str
    media: str
    articles: str
    months: int
    advice: tuple[int, int]
    advice_facts: tuple[str, ...]
    retained: str
    article: int
    content: str
    bought: frozenset[str]
    sources: tuple[str, ...]

    def advice_line(self, facts: Facts) -> tuple[int, int] | None:
        """The monthly range for advice; None where none is retained."""
        return self.advice if any(facts[name] == self.retained for name in self.advice_facts) else None

    def articles_line(self, facts: Facts) -> int | None:
        """What the wanted articles cost a month; None where none are bought or their number was not given."""
        count = facts[self.articles]
        if facts[self.content] not in self.bought or not isinstance(count, int):
            return None
        return self.article * count

    def total(self, facts: Facts, bound: int) -> int:
        """The cheapest (`bound` 0) or dearest (1) month of the plan."""
        advice = self.advice_line(facts)
        return (advice[bound] if advice else 0) + (self.articles_line(facts) or 0)

    def advice_costs(self, inputs: Mapping[str, Possible], bound: int) -> tuple[int, int]:
        """What advice costs a month at least and at most, given what each fact may be."""
        sure = any(inputs[name].must_be((self.retained,)) for name in self.advice_facts)
        open_ = any(inputs[name].may_be((self.retained,)) for name in self.advice_facts)
        return self.advice[bound] * sure, self.advice[bound] * open_

    def articles_costs(self, inputs: Mapping[str, Possible]) -> tuple[float, float]:
        """What articles cost a month at least and at most, given what each fact may be."""
        count, content = inputs[self.articles], inputs[self.content]
        if not count.numbers or not content.may_be(self.bought):
            return 0, 0
        sure = content.must_be(self.bought) and not count.null
        return self.article * count.low if sure else 0, self.article * count.high

    @property
    def plan_facts(self) -> tuple[str, ...]:
        """The facts the plan's cost depends on."""
        return (*self.advice_facts, self.content, self.articles)


@dataclass(frozen=True, slots=True)
class MonthlyBudget:
    """What is spent outside a month without media fees; None where the budget is undisclosed."""

    id: str
    prices: Prices
    type: Numeric = MONEY

    @property
    def inputs(self) -> tuple[str, ...]:
        """The year's budget and the media fees in it."""
        return (self.prices.annual, self.prices.media)

    def compute(self, facts: Facts) -> float | None:
        """(annual - media) / months."""
        annual, media = facts[self.prices.annual], facts[self.prices.media]
        if not isinstance(annual, int):
            return None
        return (annual - (media if isinstance(media, int) else 0)) / self.prices.months

    def possible(self, inputs: Mapping[str, Possible]) -> Possible:
        """The least budget with the most media fees, and the other way round."""
        annual, media = inputs[self.prices.annual], inputs[self.prices.media]
        fees = (media.low, media.high) if media.numbers else (0, 0)
        low = annual.low - fees[1]
        high = annual.high - (0 if media.null else fees[0])
        return Possible(annual.null, low / self.prices.months, high / self.prices.months)

    def sees(self, _name: str, value: Scalar, /) -> Hashable:
        """The amount itself."""
        return value


@dataclass(frozen=True, slots=True)
class Headroom:
    """What is left of the monthly budget after the plan's cheapest (`bound` 0) or dearest (1) month, negative too."""

    id: str
    prices: Prices
    monthly: str
    bound: int
    type: Numeric = BALANCE

    @property
    def inputs(self) -> tuple[str, ...]:
        """The monthly budget and what the plan costs."""
        return (self.monthly, *self.prices.plan_facts)

    def compute(self, facts: Facts) -> float | None:
        """Budget less cost; None where the budget is undisclosed."""
        monthly = facts[self.monthly]
        return monthly - self.prices.total(facts, self.bound) if isinstance(monthly, float) else None

    def possible(self, inputs: Mapping[str, Possible]) -> Possible:
        """The least budget less the dearest plan, and the other way round."""
        monthly = inputs[self.monthly]
        advice, articles = self.prices.advice_costs(inputs, self.bound), self.prices.articles_costs(inputs)
        return Possible(monthly.null, monthly.low - advice[1] - articles[1], monthly.high - advice[0] - articles[0])

    def sees(self, name: str, value: Scalar, /) -> Hashable:
        """Whether advice is retained or content bought; the number itself of all else."""
        return _seen(self.prices, name, value)


@dataclass(frozen=True, slots=True)
class ArticlesOpen:
    """Whether articles are bought but their number was not given, so that the plan cannot be priced."""

    id: str
    prices: Prices
    type: Closed = BOOLEAN

    @property
    def inputs(self) -> tuple[str, ...]:
        """How content is made, and how many articles are wanted."""
        return (self.prices.content, self.prices.articles)

    def compute(self, facts: Facts) -> bool:
        """Bought, and no number given."""
        return facts[self.prices.content] in self.prices.bought and facts[self.prices.articles] is None

    def possible(self, inputs: Mapping[str, Possible]) -> Possible:
        """True where both may be, False where one may not."""
        content, count = inputs[self.prices.content], inputs[self.prices.articles]
        open_ = content.may_be(self.prices.bought) and bool(count.null)
        closed = count.numbers or not content.must_be(self.prices.bought)
        return Possible(tuple(value for value, may in ((True, open_), (False, closed)) if may))

    def sees(self, name: str, value: Scalar, /) -> Hashable:
        """Whether content is bought, whether a number was given."""
        return value is None if name == self.prices.articles else _seen(self.prices, name, value)


@dataclass(frozen=True, slots=True)
class AffordableArticles:
    """How many articles a month the budget pays for beside retained advice at its cheapest."""

    id: str
    prices: Prices
    monthly: str
    type: Numeric = COUNT

    @property
    def inputs(self) -> tuple[str, ...]:
        """The monthly budget and the advice retained."""
        return (self.monthly, *self.prices.advice_facts)

    def compute(self, facts: Facts) -> int | None:
        """The floor of what is left over the price of an article, at least 0; None where the budget is undisclosed."""
        monthly, advice = facts[self.monthly], self.prices.advice_line(facts)
        if not isinstance(monthly, float):
            return None
        return self._number(monthly - (advice[0] if advice else 0))

    def _number(self, left: float) -> int:
        return max(0, math.floor(left / self.prices.article))

    def possible(self, inputs: Mapping[str, Possible]) -> Possible:
        """The least budget with advice, and the greatest without, as far as either may be."""
        monthly, advice = inputs[self.monthly], self.prices.advice_costs(inputs, 0)
        if not monthly.numbers:
            return Possible(monthly.null)
        low, high = self._number(monthly.low - advice[1]), self._number(monthly.high - advice[0])
        return Possible(monthly.null, low, high)

    def sees(self, name: str, value: Scalar, /) -> Hashable:
        """Whether advice is retained; the number itself of all else."""
        return _seen(self.prices, name, value)


def _seen(prices: Prices, name: str, value: Scalar) -> Hashable:
    """What a plan's cost makes of a value."""
    if name == prices.content:
        return value in prices.bought
    return value == prices.retained if name in prices.advice_facts else value
