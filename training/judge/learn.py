"""Learns the head from rows and states, and measures it on what it has not seen.

    python -m training.judge.learn WORK NAME --minutes 20 [--hold ru-en,de-fr]

Pairs that are held are measured whole; of the others a fifth of the articles and a third of the
machines. WORK/NAME.pt is a checkpoint from which a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.judge.batches import Batch, Tagged, batch
from training.judge.material import Row, is_learnt
from training.judge.measure import measure
from training.judge.network import MARKED, NEAR, OTHERWISE, PART, PERSON, RATING, SHARE, Head
from training.judge.states import States

_ROWS, _POOL, _RATE = 48, 64, 1.5e-3
_PERSON = 1.5
"""Nearness of a person's text of which a part is missing, before what that takes away."""
_CE = nn.BCEWithLogitsLoss(reduction="none")


def loss(head: Head, made: Batch, rarity: float) -> Tensor:
    """Of all that is told, weighted by hand so that each part matters.

    Args:
        rarity: machine translations for each human one.
    """
    words, lost, whole = head(made.source, made.target, made.is_source, made.is_target)
    alone, reads = head.alone(made.target, made.is_target)
    is_whole = ~made.is_fault
    is_person = made.is_human & is_whole
    # A person's text with a fault in it is not what a person would hand in.
    people = torch.where(is_person, rarity, 1.0)
    near = torch.where(made.scored, made.near, _PERSON) - 4 * made.missing
    weight = torch.where(is_person, 0.5, 1.0)[:, None] * (made.wrong >= 0)
    person = is_person.float()
    machine = made.scored & is_whole
    return (
        _mean(_CE(words[..., OTHERWISE], made.wrong.clamp(min=0)), weight)
        + 0.5 * _mean(_CE(words[..., MARKED], made.marked.clamp(min=0)), made.marked >= 0)
        + 0.5 * _mean((whole[:, RATING] - made.rating) ** 2, made.is_rated)
        + 0.5 * _mean(_CE(lost, made.lost.clamp(min=0)), made.lost >= 0)
        + 0.5 * _mean((whole[:, NEAR] - near.clamp(min=-3.5)) ** 2, made.scored | made.is_fault)
        + 0.3 * _mean((whole[:, SHARE] - 3 * made.share) ** 2, machine)
        + 0.5 * _mean(_CE(whole[:, PERSON], person), people)
        + 0.2 * _CE(whole[:, PART], made.is_fault.float()).mean()
        + 0.5 * _mean(_CE(alone, made.wrong.clamp(min=0)), weight * is_whole[:, None])
        + 0.5 * _mean(_CE(reads[:, PERSON], person), people * is_whole)
        + 0.2 * _mean((reads[:, NEAR] - made.near) ** 2, machine)
    )


def _mean(values: Tensor, weights: Tensor) -> Tensor:
    return (values * weights).sum() / weights.sum().clamp(min=1e-6)


def batches(
    tagged: Sequence[Tagged], states: States, dice: random.Random
) -> Iterator[list[Tagged]]:
    """Of one pass: rows of about one length together, in any order."""
    order = list(tagged)
    dice.shuffle(order)
    for start in range(0, len(order), _ROWS * _POOL):
        pool = order[start : start + _ROWS * _POOL]
        pool.sort(key=lambda each: states.size(each[0].target))
        parts = [pool[at : at + _ROWS] for at in range(0, len(pool), _ROWS)]
        dice.shuffle(parts)
        yield from parts


def learn(
    head: Head, tagged: Sequence[Tagged], states: States, minutes: float, place: Path
) -> None:
    """Passes over the rows until the time is up, with a checkpoint a minute."""
    scale = scales([row for row, _ in tagged])
    people = sum(row.is_human for row, _ in tagged)
    rarity = (len(tagged) - people) / max(1, people)
    rates = torch.optim.AdamW(head.parameters(), lr=_RATE, weight_decay=0.02)
    dice = random.Random(0)
    spent, step = resume(head, rates, place)
    began = saved = time.monotonic() - spent
    while True:
        for rows in batches(tagged, states, dice):
            passed = time.monotonic() - began
            if passed > 60 * minutes:
                return
            for group in rates.param_groups:
                group["lr"] = _RATE * min(1, (step + 1) / 200) * (1 - 0.95 * passed / 60 / minutes)
            found = loss(head, batch(rows, states, scale, dice), rarity)
            rates.zero_grad()
            found.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            rates.step()
            step += 1
            if step % 100 == 0:
                print(f"step {step}, {passed:.0f} s, loss {found.item():.3f}", flush=True)
            if time.monotonic() - saved > 60:
                saved = time.monotonic()
                kept = (head.state_dict(), rates.state_dict(), saved - began, step)
                torch.save(kept, place)


def resume(head: Head, rates: torch.optim.Optimizer, place: Path) -> tuple[float, int]:
    """Seconds and steps that a stopped run had; loads what it had learnt."""
    if not place.exists():
        return 0.0, 0
    weights, rest, spent, step = torch.load(place, weights_only=True)
    head.load_state_dict(weights)
    rates.load_state_dict(rest)
    return float(spent), int(step)


def begin(head: Head, path: Path) -> None:
    """Takes over what an earlier head had learnt; of what it did not tell, nothing. What reads a
    translation by itself stays as it was: ratings were given beside sources.
    """
    head.alone.requires_grad_(False)
    with np.load(path, allow_pickle=False) as file:
        for name, weights in head.state_dict().items():
            old = torch.from_numpy(file[name].astype(np.float32))
            if weights.dim():
                weights[: len(old)] = old
            else:
                weights.copy_(old)


def scales(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Mean and standard deviation of the nearness of each pair."""
    near = defaultdict(list)
    for row in rows:
        if row.near is not None:
            near[row.pair].append(row.near)
    return {pair: (float(np.mean(all_)), float(np.std(all_))) for pair, all_ in near.items()}


def main() -> None:
    """Learns, saves and measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("name")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--hold", default="", help="pairs that are not learnt from")
    parser.add_argument("--start", type=Path, help="head.npz of an earlier run to go on from")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    states = States(options.work)
    hold = set(options.hold.split(","))
    every = [
        (row, tags)
        for row, tags in pickle.loads((options.work / "rows.pickle").read_bytes())
        if states.size(row.source) and states.size(row.target)
    ]
    learnt = [each for each in every if each[0].pair not in hold and is_learnt(each[0])]
    head = Head()
    if options.start:
        begin(head, options.start)
    learn(head, learnt, states, options.minutes, options.work / f"{options.name}.part.pt")
    torch.save(head.state_dict(), options.work / f"{options.name}.pt")
    measure(head.eval(), every, states, hold)


if __name__ == "__main__":
    main()
