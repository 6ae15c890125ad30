"""The technographic model: customers or firms divided by the technology they use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from segkit.models.bands import BandsRule
from segkit.models.base import Segmenter
from segkit.models.rule import Rule
from segkit.models.schemes import Scheme
from segkit.models.technographic.rules import MADE_BY, AdoptionRule, StackRule
from segkit.models.technographic.schemes import SCHEMES, used
from segkit.models.words import technographic as said


@dataclass
class StackBandsRule(BandsRule):
    """Levels of device, system, platforms, software, payment, visits or one tool."""

    made_by: ClassVar[str] = MADE_BY
    schemes: ClassVar = SCHEMES
    usual: ClassVar[str] = "device"
    language: ClassVar = said.LANGUAGE
    options: ClassVar = ("by", "networks", "programs", "edges")

    @classmethod
    def scheme(cls, name: str) -> Scheme:
        """Return the scheme of a name; any column ``uses_…`` is one too."""
        tool = isinstance(name, str) and name.startswith(said.USES)
        return used(name) if tool else super().scheme(name)


class TechnographicSegmenter(Segmenter):
    """Divide customers or firms by the technology they use, and when they took it up.

    X has one row per customer from ``features.stack(devices, as_of=...)``, or one row
    per firm from ``features.company_stack(tech_stack, as_of=...)``.

    Parameters
    ----------
    method : ``"bands"`` (levels), ``"adoption"`` (Rogers) or ``"latent"`` (classes
        of customers who use the same things)
    by : bands: one name or several, which are crossed: ``"device"``,
        ``"phone_system"``, ``"computer_system"``, ``"payment"``, ``"visits"``,
        ``"tools"`` (how many), ``"platforms"``, ``"software"``, or a column
        ``"uses_…"``. None is ``"device"``. adoption: the column with the day of first
        use; None is ``"app_first_used_on"``. latent: columns; None is all ``uses_…``
    networks : platforms: two kinds, name to columns, see `network_group`
    programs : software: name to columns, see `program_profile`
    edges : visits, tools: where bands end, for instance ``{"n_tools": [3, 7]}``
    cuts : adoption: ``"quantile"`` (None) or ``"sd"``, see `adoption`
    of : adoption: shares of ``"everyone"`` or of the ``"adopters"`` so far, see
        `adoption`
    n_segments : latent: how many classes
    order_by : latent: a column or ``"size"``: what classes are numbered by
    n_init : latent: random starts, of which the best is kept
    random_state : latent: seed of the starts

    References
    ----------
    Rogers (2003), Diffusion of Innovations, 5th edition, chapter 7, for adopters;
    Goodman (1974), Biometrika 61, for latent classes. The rest are own definitions.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"main_device": ["smartphone", "laptop", "smartphone"]},
    ...                  index=pd.Index(["C1", "C2", "C3"], name="customer_id"))
    >>> model = TechnographicSegmenter(by="device").fit(X)
    >>> model.segments_
       code        name                       rule  size     share
    0     0      laptop      main device is laptop     1  0.333333
    1     1  smartphone  main device is smartphone     2  0.666667
    2     2   Not known  what the rule needs is not known     0  0.000000
    """

    name: ClassVar[str] = "technographic"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "bands": StackBandsRule,
        "adoption": AdoptionRule,
        "latent": StackRule,
    }

    def __init__(
        self,
        method: str = "bands",
        *,
        by: str | Sequence[str] | None = None,
        networks: Mapping[str, Sequence[str]] | None = None,
        programs: Mapping[str, Sequence[str]] | None = None,
        edges: Mapping[str, Any] | None = None,
        cuts: str | None = None,
        of: str | None = None,
        n_segments: int = 4,
        order_by: str | None = None,
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.by = by
        self.networks = networks
        self.programs = programs
        self.edges = edges
        self.cuts = cuts
        self.of = of
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state
