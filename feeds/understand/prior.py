"""What a trait is worth before anything is learned; learning only corrects it. Pure data.

A claim needs a sum above zero; of the stages the highest counts. `hit`: a state acts on a
company; `own`: a company acts; `wide`: a state acts on all.
"""

from collections.abc import Mapping
from types import MappingProxyType

_HIT = {
    "link:object": 2.0,
    "link:object-near": 1.2,
    "link:object-far": -0.6,
    "link:noun-of": 1.8,
    "link:noun-before": 0.2,
    "link:noun-after": 1.4,
    "link:noun-later": 0.3,
    "link:noun-far": -1.0,
    "link:passive": 1.9,
    "link:passive-far": 0.2,
    "link:participle": 1.8,
    "link:participle-far": 0.6,
    "link:marked": 1.5,
    "link:state-first": 0.4,
    "link:pronoun": 1.3,
    "link:noun-with": 1.6,
    "link:doer": -2.0,
    "link:within": 2.0,
    "link:payer": 1.8,
    "link:payer-far": 0.6,
    "link:payee": -1.5,
    "link:subject": -2.0,
    "link:subject-far": -1.5,
    "link:by": -2.5,
    "link:aside": -1.2,
    "link:owning": -1.2,
    "link:inside": -1.5,
    "link:carried-title": -0.2,
    "link:carried": -0.8,
    "link:carried-passive": 0.6,
    "between:break": -0.6,
    "between:comma": -0.2,
    "between:company": -1.0,
    "between:said": -0.8,
    "between:state": -0.8,
    "between:scope": -1.2,
    "between:same": -0.8,
    "beside:on": -1.2,
    "beside:scope": -1.2,
    "beside:said": -1.0,
    "actor:before": 0.5,
    "actor:none": -0.3,
    "actor:company": -2.0,
    "between:prep": -0.9,
    "scope:after": -0.8,
    "nobody": -2.0,
    "class": -0.2,
    "companies:some": -0.6,
    "companies:no-class": -0.3,
}
_OWN = {
    "link:subject": 1.6,
    "link:doer": 0.8,
    "link:subject-far": 0.4,
    "link:state-first": 0.3,
    "link:passive": -0.8,
    "link:participle": -0.5,
    "link:object": -1.0,
    "link:object-near": -1.0,
    "link:object-far": -1.2,
    "link:by": 1.2,
    "link:noun-of": 0.0,
    "link:owning": 0.8,
    "link:carried-title": -0.6,
    "link:carried": -0.8,
    "nobody": -4.0,
    "class": -2.5,
    "link:marked": -0.5,
    "between:break": -0.8,
    "between:said": -0.6,
    "between:company": -0.8,
    "link:noun-later": 0.2,
}
_WIDE = {
    "nobody": 0.8,
    "class": 0.5,
    "link:object": 0.3,
    "companies:some": -0.8,
    "companies:none": 0.3,
    "companies:no-class": -0.5,
    "link:noun-after": -0.3,
}
_PLAIN = {
    "": -1.2,
    "form:weak": -1.1,
    "form:weak-noun": -1.0,
    "form:weak-passive": -0.9,
    "form:lift": 0.6,
    "form:store": 0.2,
    "form:lifted": 0.3,
    "regulator": 0.4,
    "company:only": 0.3,
    "in-title": 0.3,
    "question": -0.2,
    "place:3": -0.2,
    "law": 0.0,
    "shutdown": 0.8,
    "rule:yes": 2.0,
    "rule:none": -0.8,
    "rule:alone": 0.3,
    "call:close": -0.3,
}

CLAIM: Mapping[str, float] = MappingProxyType(
    {f"hit {name}": worth for name, worth in _HIT.items()}
    | {f"own {name}": worth for name, worth in _OWN.items()}
    | {f"wide {name}": worth for name, worth in _WIDE.items()}
    | _PLAIN
)

STAGES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "actual": MappingProxyType(
            {
                "": 1.0,
                "rule:actual": 1.0,
                "unblock place:0": 0.8,
                "unblock place:first": 0.6,
                "shape:future": -1.0,
                "threat:close": -1.5,
                "call:close": -0.8,
                "not:close": -1.6,
                "verb:denied": -2.0,
                "deny:close": -1.6,
                "deny:before": -0.8,
                "year:old": -0.6,
                "past:close": -0.3,
                "place:first": 0.5,
                "form:lifted": -1.5,
                "question": -0.3,
            }
        ),
        "threat": MappingProxyType(
            {
                "": -1.5,
                "threat:close": 2.6,
                "threat:before": 0.8,
                "future:close": 1.0,
                "form:inf": 0.8,
                "shape:future": 1.5,
                "shape:to": 0.6,
                "rule:threat": 2.0,
                "threat:after": 0.3,
                "shape:ть": 0.5,
                "call:close": 1.2,
                "law form:noun": 0.2,
                "threat:far": 0.2,
                "call:before": 0.3,
            }
        ),
        "denied": MappingProxyType(
            {
                "": -2.8,
                "not:close": 2.4,
                "verb:denied": 3.0,
                "deny:close": 2.4,
                "deny:before": 1.6,
                "not:before": 0.6,
                "deny:after": 0.5,
                "deny:far": 0.5,
                "rule:denied": 2.5,
                "not:after": 0.4,
            }
        ),
        "past": MappingProxyType(
            {
                "": -1.5,
                "relative": 1.2,
                "since:after": 1.0,
                "stands:close": 2.0,
                "rule:past": 1.8,
                "form:lifted": 3.0,
                "year:old": 1.6,
                "past:close": 0.8,
                "past:before": 0.6,
                "past:after": 0.4,
                "place:first": -0.8,
                "place:0": -0.6,
                "place:3": 0.3,
            }
        ),
    }
)
LEAD: Mapping[str, float] = MappingProxyType(
    {
        "": 0.0,
        "rule:lead": 1.0,
        "rule:background": -1.0,
        "place:0": 1.5,
        "place:first": 0.8,
        "place:1": 0.4,
        "place:2": -0.6,
        "place:3": -1.0,
        "year:old": -1.0,
        "past:close": -0.6,
        "form:lifted": -3.0,
        "title:same": 0.3,
        "title:other": -0.8,
        "action:later": -0.3,
        "tail": -0.2,
        "opens:first-with-it": 0.4,
        "relative": -1.5,
        "since:after": -0.8,
        "stands:close": -4.0,
        "opens:first-with-other": -0.7,
    }
)

# what is never learned away, so that the few examples of it in the records cannot unteach it
FIXED: Mapping[str, float] = MappingProxyType(
    {
        "hit actor:company": -2.5,
        "block conduct": -2.5,
        "block owned-thing": -2.5,
        "block state-as-object": -2.5,
        "throttle actor:company": -1.0,
    }
)

TOPICS: Mapping[str, float] = MappingProxyType(
    {
        "": -1.5,
        "word": 1.8,
        "name": 0.6,
        "title": 0.6,
        "law": 1.6,
        "often": 0.4,
        "censorship act:block": 0.6,
    }
)
