"""For every code that `check` tells of files, shipped files with one fault, and where it is told."""

from __future__ import annotations

import json

from app.packs.yaml_core import MOST_BYTES
from tests.packs.extras import with_derived, with_findings, with_table
from tests.packs.faults import (
    ABOUT,
    ACTIONS,
    ARCHETYPE,
    ASKING,
    COMPANY,
    FINDINGS,
    HEAD,
    MODEL,
    PHASE,
    REPORT,
    SEATS,
    TEAM,
    WORDS,
    Made,
    content,
    entangled_note,
    entangled_rows,
    heavy,
    in_japanese,
    pack,
    text,
    unlisted,
    value,
    when,
    without,
    words,
)
from tests.support import pack_files

NEVER_HELD = f"""  - id: never_held
    when: {{model: small, marketing_headcount: ">= 5"}}
    then: {{phase: validation, tentative: false}}
    why: {json.dumps(WORDS)}
    sources: [T]
"""
NICKNAME = """  - id: nickname
    kind: text
    label: {ja: 呼び名, en: Nickname}
    ask: {ja: 部門は何と呼ばれていますか。, en: What is the department called?}
    why: {ja: 報告書に載せます。, en: It is shown in the report.}
    accept: {max_length: 50}
    show_if: {marketing_headcount: "0", dedicated_headcount: ">= 1"}
    report_only: true

"""
FORM: dict[str, Made] = {
    "file-missing": lambda: without("seats.yaml"),
    "file-unlisted": unlisted,
    "file-too-large": content(FINDINGS, b"#" * (MOST_BYTES + 1)),
    "file-bom": content(FINDINGS, b"\xef\xbb\xbf" + pack_files()[FINDINGS]),
    "file-not-utf8": content(FINDINGS, b"findings: []\n\xff", "2:1"),
    "part-missing": text(HEAD, "^  - archetype\n", "  - archetype\n  - colour\n", "colour"),
    "part-missing-near": value(HEAD, ("decisions", 0), "modle"),
    "yaml-broken": content(FINDINGS, b"findings: [\n", "2:1"),
    "yaml-character": content(FINDINGS, b"findings: [\x07]\n", "1:12"),
    "yaml-alias": content(FINDINGS, b"findings: &f []\n", "1:11"),
    "yaml-tag": content(FINDINGS, b"findings: !!set {}\n", "1:11"),
    "yaml-too-deep": content(FINDINGS, b"findings: " + b"[" * 21 + b"]" * 21, "1:30"),
    "yaml-too-many": content(FINDINGS, b"findings: [" + b"1," * 100_000 + b"]\n", "1:200006"),
    "yaml-second-document": content(FINDINGS, b"findings: []\n---\n", "2:1"),
    "yaml-key": content(FINDINGS, b"? [a, b]\n: c\n", "1:3"),
    "yaml-duplicate-key": content(FINDINGS, b"findings: []\nfindings: []\n", "2:1"),
    "yaml-huge-number": text("budget.yaml", "months: 12", f"months: {'9' * 20}", "9" * 20),
    "yaml-not-a-number": text("budget.yaml", "months: 12", "months: .nan", ".nan"),
    "data-unknown-key": text(FINDINGS, "^findings:", "colour: red\nfindings:", "colour"),
    "data-unknown-key-near": text(FINDINGS, "    sources:", "    sorces:", "sorces"),
    "data-missing-key": text(FINDINGS, "    severity: critical\n", "", "id: no_marketer"),
    "data-not-text": value("budget.yaml", ("retained",), 3),
    "data-not-whole-number": value("budget.yaml", ("months",), "twelve"),
    "data-not-number": value("checklist.yaml", ("points", "partial"), "half"),
    "data-not-boolean": value(SEATS, ("hats", 0, "always"), "no"),
    "data-not-list": value(MODEL, ("rows", 0, "sources"), "S1"),
    "data-not-mapping": value(MODEL, ("title",), "Small"),
    "data-empty": value(MODEL, ("title", "ja"), ""),
    "data-too-long": value(MODEL, ("title", "ja"), "あ" * 2001),
    "data-too-many": value("budget.yaml", ("advice",), [30, 40, 50]),
    "data-too-short": value("budget.yaml", ("advice",), [30]),
    "data-bad-identifier": value(FINDINGS, ("findings", 3, "id"), "Up-To-Three"),
    "data-not-one-of": value(MODEL, ("hit",), "any"),
    "data-not-one-of-near": value(FINDINGS, ("findings", 1, "severity"), "majr"),
    "data-not-above": value("budget.yaml", ("months",), 0),
    "data-above": value(COMPANY, ("questions", 0, "accept", "max_length"), 3000),
}
QUESTIONS: dict[str, Made] = {
    "question-twice": text(COMPANY, "id: sales_cycle", "id: employees", "employees\n    kind: choice"),
    "question-unknown-scale": text(TEAM, "scale: ypnu", "scale: colours", "colours"),
    "question-unknown-scale-near": text(TEAM, "scale: ypnu", "scale: ypnuu", "ypnuu"),
    "question-options": value(COMPANY, ("questions", 1, "options"), []),
    "question-option-twice": value(COMPANY, ("questions", 1, "options", 1, "id"), "manufacturing"),
    "question-left-out": text(COMPANY, "left_out: undisclosed", "left_out: never", "never"),
    "question-left-out-near": text(COMPANY, "left_out: undisclosed", "left_out: undisclosd", "undisclosd"),
    "question-at-most": text(TEAM, "at_most: marketing_headcount", "at_most: industry", "industry}"),
    "question-at-most-near": text(TEAM, "at_most: marketing_headcount", "at_most: marketing_headcont",
                                  "marketing_headcont}"),
    "question-knowing-later": value(TEAM, ("questions", 1, "ask_knowing"),
                                    {"ja": "{articles_per_month}", "en": "{articles_per_month}"}),
    "question-knowing-later-near": value(TEAM, ("questions", 1, "ask_knowing"),
                                         {"ja": "{marketing_headcont}", "en": "{marketing_headcont}"}),
    "question-knowing-uneven": value(TEAM, ("questions", 1, "ask_knowing"), {"ja": "{marketing_headcount}", "en": "a"}),
    "question-range": value(COMPANY, ("questions", 2, "accept"), {"min": 9, "max": 0}),
    "question-not-quick": text(COMPANY, "    quick: true\n    required: true\n", "    required: true\n",
                               "id: employees"),
    "question-length": value(COMPANY, ("questions", 0, "accept"), {}),
    "question-ordered": text(TEAM, "    unit: ", "    ordered: true\n    unit: ", "true\n    unit"),
    "scale-unknown": value(ASKING, ("ordered_scales", 0), "colours"),
    "scale-unknown-near": value(ASKING, ("ordered_scales", 0), "ypnuu"),
    "question-never-shown": text(TEAM, r"(?=  - id: inside_sales_kind\n)", NICKNAME, "id: nickname"),
    "question-unread": text(COMPANY, "    report_only: true\n", "", "id: company_name"),
    "question-read-after-all": text(COMPANY, r"(?<=  - id: employees\n)", "    report_only: true\n", "id: employees"),
    "option-indistinct": text(COMPANY, r"(?=      - \{id: other, text: \{ja: その他)",
                              "      - {id: farming, text: {ja: 農業, en: Farming}}\n", "id: industry"),
    "option-unread": text("sections/tasks.yaml", r"(?=      - \{id: abm, )",
                          "      - {id: colour, text: {ja: 色, en: Colour}}\n", "id: skilled_tasks"),
    "term-unknown": text(COMPANY, r"(?<=  - id: employees\n)", "    terms: [colour]\n", "colour]"),
    "term-unknown-near": text(COMPANY, r"(?<=  - id: employees\n)", "    terms: [sqll]\n", "sqll]"),
    "condition-later-question": text(TEAM, 'show_if: {marketing_headcount: ">= 1"}',
                                     "show_if: {articles_per_month: 1}", "articles_per_month: 1}"),
    "condition-not-earlier": text(TEAM, 'show_if: {marketing_headcount: ">= 1"}', "show_if: {model: small}",
                                  "model: small}"),
}  # fmt: skip
CONDITIONS: dict[str, Made] = {
    "condition-not-mapping": value(FINDINGS, ("findings", 4, "when"), {"any": [3]}, ("findings", 4, "when", "any", 0)),
    "condition-not-a-test": when({"employees": [1, 2]}, "employees"),
    "condition-any-not-list": when({"any": {"employees": 1}}, "any"),
    "condition-unknown-fact": text(FINDINGS, "decision_owner: unclear", "colour: red", "colour: red"),
    "condition-unknown-fact-near": text(FINDINGS, "decision_owner: unclear", "decision_ownr: unclear", "decision_ownr"),
    "condition-too-many": when({"employees": ", ".join(str(2 * n) for n in range(1, 202))}),
    "cell-unknown-value": when({"decision_owner": "gardener"}, "decision_owner"),
    "cell-unknown-value-near": when({"decision_owner": "unclaer"}, "decision_owner"),
    "cell-nothing-left": when({"deal_size": "not(high, middle, low)"}, "deal_size"),
    "cell-not-a-number-test": when({"employees": "about 50"}, "employees"),
    "cell-number-negation": when({"employees": "not(50)"}, "employees"),
    "cell-never-null": when({"employees": "null"}, "employees"),
    "cell-out-of-range": when({"marketing_headcount": "> 12000"}, "marketing_headcount"),
    "cell-bound-outside": when({"marketing_headcount": "[4..12000]"}, "marketing_headcount"),
    "cell-empty-range": when({"marketing_headcount": "(2..3)"}, "marketing_headcount"),
    "range-reversed": when({"marketing_headcount": "[3..2]"}, "marketing_headcount"),
}
VALUES: dict[str, Made] = {
    "derived-unread": pack(
        lambda: with_derived("id: idle, of: [lead_followup], matching: [partial]"), "facts.yaml", "{id: idle"
    ),
    "id-twice": value(MODEL, ("rows", 1, "id"), "up_to_three"),
    "name-twice": value(MODEL, ("rows", 0, "sources"), ["T", "T"], ("rows", 0, "sources", 1)),
    "reference-unknown": value(ACTIONS, ("actions", 0, "owner"), "gardener"),
    "reference-unknown-near": value(ACTIONS, ("actions", 0, "owner"), "leed"),
    "sources-empty": value(MODEL, ("rows", 0, "sources"), []),
    "sources-unknown": value(MODEL, ("rows", 0, "sources", 0), "S9"),
    "sources-unknown-near": value(MODEL, ("rows", 0, "sources", 0), "s2"),
    "decision-missing": text(HEAD, "  - fit\n", "", "- model\n"),
    "task-fact": text("facts.yaml", "    chosen_in: skilled_tasks\n", "", "id: skilled\n"),
    "derived-of": value("facts.yaml", ("derived", 0, "of"), [], ("derived", 0)),
    "hat-need": value(SEATS, ("hats", 0, "task"), "ads", ("hats", 0)),
    "seats-count": value(SEATS, ("persons", 0, "seats"), [["rest"], ["lead"]], ("persons", 0)),
    "capacity-last": value("capacity.yaml", ("limits", 3, "headcount"), 99, ("limits",)),
    "goal-missing": text(REPORT, ", large: advanced", "", "{small"),
    "decision-unowned": value(REPORT, ("decisions", 0, "hats"), ["operations"], ("decisions", 0, "hats", 0)),
    "label-missing": text("facts.yaml", r"labels:\n(?:.|\n)*", "labels: []\n", "tentative", PHASE),
    "number-negative": value("budget.yaml", ("advice", 0), -30),
    "horizon-too-early": value("capacity.yaml", ("horizons", 1, "days"), [30, 60]),
    "limit-not-above": value("capacity.yaml", ("limits", 1, "headcount"), 1),
    "points-out-of-range": value("checklist.yaml", ("points", "yes"), 10),
    "points-missing": text("checklist.yaml", "partial: 0.5, ", "", "{yes: 1"),
    "item-without-points": value("checklist.yaml", ("axes", 0, "items", 2), "deal_size"),
    "item-twice": value("checklist.yaml", ("axes", 0, "items", 2), "duties_documented"),
    "hat-unworn": value(SEATS, ("persons", 0, "seats"), [["lead"]]),
    "hat-teamless": text(SEATS, r"hats: \[lead, knowledge\]\}", "hats: [knowledge]}", "- {id: planning"),
    "table-not-an-input": text(MODEL, r"inputs: \[marketing_headcount, ", "inputs: [", 'marketing_headcount: "[0..3]"'),
    "table-not-an-input-near": text(MODEL, "basics_ready: false", "basics_redy: false", "basics_redy"),
    "table-outputs": value(MODEL, ("rows", 0, "then"), {}),
    "table-outputs-unlike": text("decisions/advice.yaml", "^  advice: ", "  advce: ", "advce"),
    "table-unknown-output": value(MODEL, ("rows", 0, "then", "model"), "tiny"),
    "table-unknown-output-near": value(MODEL, ("rows", 0, "then", "model"), "smal"),
    "table-values": text(MODEL, "^  small:\n", "  tiny:\n", "tiny:"),
    "table-values-near": text(MODEL, "^  small:\n", "  smal:\n", "smal:"),
}
TEXTS: dict[str, Made] = {
    "text-missing": value(HEAD, ABOUT, {"en": "An example."}),
    "text-undeclared": in_japanese,
    "language-twice": value(HEAD, ("languages",), ["ja", "en", "ja"], ("languages", 2)),
    "text-placeholder": words("{people}名です。", "{people} people."),
    "text-placeholder-near": words("{employes}名です。", "{employes} people."),
    "placeholder-not-tested": words(
        "{basics_lacking}項目", "{basics_lacking} of them", ("findings", 1, "why"), FINDINGS
    ),
    "placeholder-no-value": words("{articles_per_month}本", "{articles_per_month} a month", ("rows", 0, "why"), MODEL),
    "placeholder-not-everywhere": words("{basics_lacking}項目", "{basics_lacking} of them"),
    "placeholder-may-be-empty": words("{articles_per_month}本", "{articles_per_month} a month"),
    "placeholder-in-name": words("{employees}名", "{employees} people", ("title",), MODEL),
    "placeholder-uneven": words("{employees}名です。", "Many.", language="en"),
}
EXTRA = "decisions/extra.yaml"
PROOFS: dict[str, Made] = {
    "table-gap": text(ARCHETYPE, 'employees: "< 50"', 'employees: "< 49"', "id: small_company"),
    "table-overlap": pack(
        lambda: with_table("unique", ["employees"], [('{employees: "< 9"}', "a"), ('{employees: ">= 8"}', "b")]),
        EXTRA, "id: row_1",
    ),
    "table-value-never": pack(
        lambda: with_table("unique", ["employees"], [("{}", "a")], ["a", "b"]), EXTRA, "b]"
    ),
    "row-unreachable": text(
        PHASE, r'when: \{department_age: none, dedicated_headcount: "0"\}',
        "when: {department_age: none, decision_owner: unclear}", "id: no_department_none_dedicated",
    ),
    "row-never": text(PHASE, "^rows:\n", f"rows:\n{NEVER_HELD}", "id: never_held"),
    "rule-never": pack(
        lambda: with_findings(extra='{model: small, marketing_headcount: ">= 5"}'), FINDINGS, "id: extra"
    ),
    "alternative-never": pack(
        lambda: with_findings(extra='{any: [{employees: "1"}, {model: small, marketing_headcount: ">= 5"}]}'),
        FINDINGS, "{model: small",
    ),
    "table-too-large": pack(entangled_rows, EXTRA, "id: row_0"),
    "rule-too-large": pack(entangled_note, "notes.yaml", "{id: extra"),
    "engine-refused": pack(heavy, HEAD, "id: "),
    "decision-circle": text(
        MODEL, r"inputs: \[marketing_headcount, basics_ready\]((?:.|\n)*?)basics_ready: true\}",
        "inputs: [marketing_headcount, basics_ready, archetype]\\1basics_ready: true, archetype: lean}",
        "id: small_company", ARCHETYPE,
    ),
    "action-circle": value(ACTIONS, ("actions", 4, "after"), ["agree_mql_sql"], ("actions", 4, "after", 0)),
    "action-too-early": value(ACTIONS, ("actions", 4, "earliest"), "next", ("actions", 5, "after", 0)),
}  # fmt: skip
FAULTY: dict[str, Made] = {**FORM, **QUESTIONS, **CONDITIONS, **VALUES, **TEXTS, **PROOFS}
