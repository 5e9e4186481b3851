"""What a change of answers would load upon a company: findings it does not have now, and graver ones."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.facts import Facts
from app.domain.rules import Finding, RulePack, Severity

GRAVEST_FIRST = list(Severity)


@dataclass(frozen=True, slots=True)
class Burden:
    """The findings after a change: how many there are, which are new, which weigh more than now. All in pack order."""

    findings: int
    new: tuple[str, ...]
    graver: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """What a lighter change has less of: findings first, then those that are new or weigh more."""
        return self.findings, len(self.new) + len(self.graver)


def burden(pack: RulePack, now: Facts, then: Facts) -> Burden:
    """Compares the findings made of the facts now with those made of the facts then."""
    made = {f"finding:{finding.id}": finding for finding in pack.findings if then[f"finding:{finding.id}"]}
    new = tuple(name for name in made if not now[name])
    stay = ((name, finding) for name, finding in made.items() if now[name] and len(finding.rules) > 1)
    graver = tuple(name for name, finding in stay if _rank(finding, then) < _rank(finding, now))
    return Burden(len(made), new, graver)


def _rank(finding: Finding, facts: Facts) -> int:
    """The place of a finding's severity, the gravest first."""
    rule = next(rule for rule in finding.rules if rule.when.holds(facts))
    return GRAVEST_FIRST.index(Severity(str(rule.then["severity"])))
