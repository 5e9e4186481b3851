"""The budget: what the recommended plan costs a month against what the company spends outside, in 万円."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.domain.facts import BOOLEAN, Closed, Facts, Numeric

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
        return max(0, math.floor((monthly - (advice[0] if advice else 0)) / self.prices.article))
