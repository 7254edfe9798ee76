"""Loops over written words are written out, and say the same as Jinja's own."""

from typing import Any

import pytest
from jinja2 import DictLoader, nodes
from jinja2 import Environment as Plain

from capitune.core.templating.loops import unroll

UNROLLED = [
    "{% for a in ('x', 'y') %}<b>{{ a }}{{ other }}</b>{% endfor %}",
    "{% for a in ('x', 'y') %}{% for b in (1, 2) %}{{ a ~ b }} {% endfor %}{% endfor %}",
    "{% for a in ('x', '<') -%} {{ a|upper }} {%- endfor %}|{{ a is defined }}",
    "{% for a in ('x', 'y') %}{% if a == 'x' %}{{ a }}{% else %}-{% endif %}{% endfor %}",
]
KEPT = [
    "{% for a in ('x', 'y') %}{{ loop.index }}{{ a }}{% endfor %}",
    "{% for a in ('x', 'y') if a == 'y' %}{{ a }}{% endfor %}",
    "{% for a in () %}{{ a }}{% else %}none{% endfor %}",
    "{% for a in ('x', other) %}{{ a }}{% endfor %}",
    "{% for a in words %}{{ a }}{% endfor %}",
    "{% for a in ('x', 'y') %}{% set other = a %}{{ other }}{% endfor %}{{ other }}",
    "{% for a, b in (('x', 'y'),) %}{{ a }}{{ b }}{% endfor %}",
    "{% for a in ('x', 'y') %}{% include 'part' %}{% endfor %}",
]


class Unrolling(Plain):
    """Jinja, with loops written out."""

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        unroll(source)
        return super()._generate(source, *args, **kwargs)


def rendered(kind: type[Plain], source: str) -> str:
    environment = kind(loader=DictLoader({"page": source, "part": "{{ a }}"}), autoescape=True)
    return environment.get_template("page").render(other="&", words=["u", "v"])


@pytest.mark.parametrize("source", UNROLLED + KEPT)
def test_a_loop_says_the_same_written_out(source: str) -> None:
    assert rendered(Unrolling, source) == rendered(Plain, source)


@pytest.mark.parametrize("source", UNROLLED)
def test_a_loop_over_words_is_no_loop_any_more(source: str) -> None:
    tree = Plain(autoescape=True).parse(source)
    unroll(tree)
    assert tree.find(nodes.For) is None


@pytest.mark.parametrize("source", KEPT)
def test_a_loop_that_is_more_than_its_body_stays(source: str) -> None:
    tree = Plain(autoescape=True).parse(source)
    unroll(tree)
    assert tree.find(nodes.For) is not None
