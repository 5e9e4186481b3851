"""The budget's figures in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.amounts import amount, amount_range
from app.domain.diagnosis import Budget
from app.domain.fact_words import half_up, thousands
from app.domain.presentation import BudgetFigures, Told
from app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class BudgetWords:
    """Says the lines of a budget, in 万円 a month."""

    wording: Wording
    language: str

    def rows(self, found: Budget) -> tuple[Told, ...]:
        """Every line with its amount, or that there is none."""
        amounts = {
            "monthly": self._money(found.monthly),
            "advice": self._range(found.advice) if found.advice else self._say("value.no_line"),
            "articles": self._money(found.articles) if found.articles is not None else self._say("value.no_line"),
            "total": self._range(found.total),
            "affordable_articles": self._articles(found.affordable_articles),
        }
        return tuple(Told(self._say(f"budget.{key}"), value) for key, value in amounts.items())

    def _money(self, value: float | None) -> str:
        if value is None:
            return self._say("value.undisclosed")
        return amount(half_up(value), self.wording, self.language)

    def _range(self, bounds: tuple[int, int]) -> str:
        low, high = bounds
        if low == high:
            return self._money(low)
        return amount_range(low, high, self.wording, self.language)

    def _articles(self, count: int | None) -> str:
        return self._say("value.undisclosed") if count is None else self._say("value.articles", number=thousands(count))

    def _say(self, key: str, /, **params: object) -> str:
        return self.wording.say(key, self.language, **params)


def budget_figures(found: Budget) -> BudgetFigures:
    """The numbers that drawings are made of."""
    return BudgetFigures(found.monthly, found.advice, found.articles, found.total, found.affordable_articles)
